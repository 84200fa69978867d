using Bench.Tests.Shared;

namespace Bench.Web.Tests;

/// <summary>The pages as <c>npm run build</c> leaves them, and why they are not there.</summary>
internal static class BuiltPages
{
    private static readonly string[] s_sources = [".ts", ".css", ".html", ".svg", ".json"];

    /// <summary>Folder of the sources.</summary>
    public static string Client { get; } = Path.Combine(SharedData.RepositoryRoot, "Bench", "Web", "Client");

    /// <summary>Folder of the built pages.</summary>
    public static string Folder { get; } = Path.Combine(Client, "dist");

    /// <summary>axe-core, which the sources bring along for these tests.</summary>
    public static string Axe { get; } = Path.Combine(Client, "node_modules", "axe-core", "axe.min.js");

    /// <summary>Why the pages cannot be tried; null where they can.</summary>
    public static string? Absent()
    {
        FileInfo built = new(Path.Combine(Folder, "index.html"));
        if (!built.Exists)
        {
            return "The pages have not been built: that needs Node.js 20 or newer; ./test does it where it is there.";
        }

        FileInfo newest = Sources().MaxBy(file => file.LastWriteTimeUtc)!;
        return newest.LastWriteTimeUtc > built.LastWriteTimeUtc
            ? $"The built pages are older than {newest.Name}: run npm run build in Bench/Web/Client."
            : null;
    }

    private static IEnumerable<FileInfo> Sources() => new DirectoryInfo(Path.Combine(Client, "src"))
        .EnumerateFiles("*", SearchOption.AllDirectories)
        .Concat(new DirectoryInfo(Client).EnumerateFiles())
        .Where(file => s_sources.Contains(file.Extension));
}
