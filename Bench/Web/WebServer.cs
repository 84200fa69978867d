using Bench.Recipes;
using Bench.Testing;
using Bench.Web.Endpoints;
using Bench.Web.Limits;
using Bench.Web.Live;
using Bench.Web.ModelPages;
using Bench.Web.PartTypes;
using Bench.Web.Results;
using Bench.Web.Security;
using Bench.Web.Signals;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bench.Web;

/// <summary>The pages and everything behind them, in this process: the test station, its results, its users.</summary>
internal sealed class WebServer : IAsyncDisposable
{
    private const long MostBodyBytes = 4 << 20;

    private readonly WebApplication _app;
    private readonly CancellationTokenSource _stop = new();
    private Task _watching = Task.CompletedTask;

    private WebServer(WebApplication app) => _app = app;

    /// <summary>Where pages are asked for, such as http://127.0.0.1:5080.</summary>
    public string Url => _app.Urls.First();

    /// <summary>The link with which the first administrator makes himself; null where somebody is there.</summary>
    public string? SetupUrl => _app.Services.GetRequiredService<SetupLink>().Token is { Length: > 0 } token
        ? $"{Url}/#/setup?token={token}"
        : null;

    /// <summary>The station.</summary>
    public Station Station => _app.Services.GetRequiredService<Station>();

    /// <summary>What the program's tests look into.</summary>
    internal IServiceProvider Services => _app.Services;

    /// <summary>Starts to serve.</summary>
    /// <exception cref="IOException">The address cannot be had, or the data folder not be used.</exception>
    public static async Task<WebServer> StartAsync(WebServerOptions options, CancellationToken cancel)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production,
        });
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(options.Listen);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MostBodyBytes;
        });
        builder.Logging.ClearProviders();
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        AddServices(builder.Services, options);
        WebApplication app = builder.Build();
        Use(app);
        WebServer server = new(app);
        try
        {
            await server.BeginAsync(options, cancel).ConfigureAwait(false);
            return server;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _app.StopAsync().ConfigureAwait(false);
        await Station.DisposeAsync().ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    private static void AddServices(IServiceCollection services, WebServerOptions options)
    {
        services.AddSingleton(options).AddSingleton(options.Time);
        services.AddSingleton(_ => new WebDatabase(options.Folder));
        services.AddSingleton<AuditTrail>();
        services.AddSingleton(provider => new Users(
            provider.GetRequiredService<WebDatabase>(),
            provider.GetRequiredService<AuditTrail>(),
            options.Time,
            options.PasswordIterations));
        services.AddSingleton<Sessions>().AddSingleton<SetupLink>().AddSingleton<LoginLimiter>();
        services.AddSingleton(_ => new PageFiles(options.Pages));
        services.AddSingleton<StationFeed>().AddSingleton<Alarms>().AddSingleton<Shift>();
        services.AddSingleton(_ => new TestBench(
            options.Folder,
            ResultArea.Production,
            [.. options.Recipes.Select(recipe => PartTypeFolder.Newest(options.Folder, recipe))],
            options.BenchName,
            options.Time));
        services.AddSingleton(_ => new SampleSources(options.Device, new VirtualMotors(options.VirtualPace)));
        services.AddSingleton(provider =>
            ActivatorUtilities.CreateInstance<StationContext>(provider, options.BenchName));
        services.AddSingleton<LimitEditor>().AddSingleton<RecipeEditor>().AddSingleton<DryRunner>();
        services.AddSingleton<Station>().AddSingleton<BenchWatch>().AddSingleton<Training>().AddSingleton<Archives>();
        services.AddSingleton<HeavyWork>().AddSingleton<ModelJobs>();
        services.Configure<JsonOptions>(json => WebJson.Configure(json.SerializerOptions));
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        services.AddProblemDetails();
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddExceptionHandler(handler =>
        {
            handler.ExceptionHandler = Problems.HandleAsync;
            handler.SuppressDiagnosticsCallback = context => Problems.IsToldTo(context.Exception);
        });
        // Without ASP.NET Core's own data protection: its keys would lie in somebody's home folder.
        services.AddAuthenticationCore(scheme => scheme.AddScheme<SessionAuthentication>(
            SessionAuthentication.SchemeName, displayName: null));
        services.Configure<AuthenticationOptions>(o => o.DefaultScheme = SessionAuthentication.SchemeName);
        services.AddTransient<SessionAuthentication>().AddWebEncoders();
        services.AddAuthorization(Access.Define);
        services.AddOpenApi();
    }

    private static void Use(WebApplication app)
    {
        app.Use(SecurityHeaders.InvokeAsync);
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.Use(CsrfCheck.InvokeAsync);
        PageFiles pages = app.Services.GetRequiredService<PageFiles>();
        pages.UseAnonymous(app);
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        pages.UseOthers(app);
        SessionEndpoints.Map(app);
        UserEndpoints.Map(app);
        StationEndpoints.Map(app);
        ResultEndpoints.Map(app);
        SignalEndpoints.Map(app);
        FileEndpoints.Map(app);
        PopulationEndpoints.Map(app);
        ModelEndpoints.Map(app);
        LabelEndpoints.Map(app);
        LimitEndpoints.Map(app);
        PartTypeEndpoints.Map(app);
        app.MapOpenApi().RequireAuthorization();
    }

    private async Task BeginAsync(WebServerOptions options, CancellationToken cancel)
    {
        // Made now, not at the first request: a database that cannot be opened is told at once.
        Station station = Station;
        Training training = _app.Services.GetRequiredService<Training>();
        training.OpenExisting();
        foreach (Recipe recipe in station.Bench.Recipes)
        {
            Rehearsal.Run(station.Bench.Setup(recipe));
        }

        BenchWatch watch = _app.Services.GetRequiredService<BenchWatch>();
        await watch.LookAsync(cancel).ConfigureAwait(false);
        await _app.StartAsync(cancel).ConfigureAwait(false);
        if (options.Device is null)
        {
            training.Prepare(station.Bench);
        }

        _watching = watch.RunAsync(_stop.Token);
    }
}
