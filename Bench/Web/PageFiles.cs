using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace Bench.Web;

/// <summary>
/// The built pages. What the log-in needs, index.html and the folder login, is for everybody; all else is for whoever
/// is logged in.
/// </summary>
/// <param name="folder">Folder of the pages; null where they were not built.</param>
internal sealed class PageFiles(string? folder) : IDisposable
{
    private const string NotBuilt =
        "The pages have not been built: install Node.js 20 or newer and start ./bench again. All else works.";

    private readonly PhysicalFileProvider? _files = folder is null ? null : new PhysicalFileProvider(folder);

    /// <summary>Whether a path needs no log-in: a file at the root, or one of the log-in.</summary>
    public static bool IsAnonymous(PathString path) =>
        path.StartsWithSegments("/login", StringComparison.Ordinal) || (path.Value ?? "/").LastIndexOf('/') == 0;

    /// <summary>Serves what everybody gets.</summary>
    public void UseAnonymous(WebApplication app)
    {
        if (_files is null)
        {
            app.MapGet("/", () => TypedResults.Text(NotBuilt)).AllowAnonymous().ExcludeFromDescription();
            return;
        }

        app.UseWhen(
            context => IsAnonymous(context.Request.Path),
            anonymous => anonymous.UseDefaultFiles(new DefaultFilesOptions { FileProvider = _files })
                .UseStaticFiles(Of(_files)));
    }

    /// <summary>Serves the rest; called after authorization.</summary>
    public void UseOthers(WebApplication app)
    {
        if (_files is not null)
        {
            app.UseStaticFiles(Of(_files));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _files?.Dispose();

    private static StaticFileOptions Of(PhysicalFileProvider files) => new()
    {
        FileProvider = files,
        OnPrepareResponse = Prepare,
    };

    // Names of built files carry the hash of their content; the page itself is asked for anew each time.
    private static void Prepare(StaticFileResponseContext context) =>
        context.Context.Response.Headers.CacheControl =
            context.Context.Request.Path.Value?.EndsWith(".html", StringComparison.Ordinal) == false
                ? "private, max-age=31536000, immutable"
                : "no-cache";
}
