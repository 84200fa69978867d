using System.Net;
using Bench.Demo;
using Bench.Models.Training;
using Bench.Models.Verdicts;
using Bench.Recipes;
using Bench.Results;
using Bench.Samples.Device;
using Bench.Samples.Simulation;
using Bench.Testing;
using Bench.Tests.Shared;
using Microsoft.Playwright;

namespace Bench.Web.Tests;

/// <summary>
/// One real server with its virtual bench, and one browser, for all tests of this project: limits are learned once, and
/// the virtual bench runs as fast as it can. The server can be stopped and started again at the same address.
/// </summary>
public sealed class BenchUnderTest : IAsyncLifetime
{
    internal const string Administrator = "claire";
    internal const string Password = "un mot de passe";

    // Enough for limits that promise something, few enough to learn in some seconds.
    private const int MotorsToLearn = 12;
    private const int PasswordRounds = 1000;
    private const long HistorySeed = 5;

    /// <summary>The day after the motors of <see cref="AddHistory"/>.</summary>
    internal const string HistoryEnds = "2026-06-10";

    private static readonly DateTimeOffset s_history = new(2026, 6, 1, 6, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private DataFolder? _data;
    private FileStream? _lock;
    private WebServer? _server;
    private IPlaywright? _playwright;

    /// <summary>Why nothing can be tried here; null where it can.</summary>
    public string? Reason { get; } = Chromium.Path is null
        ? "There is no Chromium here (looked for in BENCH_CHROMIUM and /usr/bin)."
        : BuiltPages.Absent();

    /// <summary>Address of the pages.</summary>
    internal string Url { get; private set; } = "";

    /// <summary>The browser.</summary>
    public IBrowser Browser { get; private set; } = null!;

    /// <summary>What the server and its station know.</summary>
    internal WebServer Server => _server!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (Reason is not null)
        {
            return;
        }

        _data = DataFolder.Open(_folder.Root);
        _lock = _data.Lock();
        await StartAsync(port: 0);
        _playwright = await Playwright.CreateAsync();
        Browser = await Chromium.LaunchAsync(_playwright);
    }

    /// <summary>Starts the server; port 0 for any.</summary>
    public async Task StartAsync(int port)
    {
        _server = await WebServer.StartAsync(
            new WebServerOptions
            {
                Folder = _data!,
                Recipes = [Recipe.Load("7DL")],
                Listen = new IPEndPoint(IPAddress.Loopback, port),
                BenchName = "Cléon 1",
                Pages = BuiltPages.Folder,
                VirtualPace = DevicePace.AsFastAsPossible,
                VirtualMotorsToLearn = MotorsToLearn,
                PasswordIterations = PasswordRounds,
            },
            CancellationToken.None);
        Url = _server.Url;
    }

    /// <summary>Puts some good motors of an earlier week into the history.</summary>
    /// <returns>Their serial numbers.</returns>
    public string[] AddHistory()
    {
        var recipe = Recipe.Load("7DL");
        GoodMotor[] good =
        [
            .. SimulatedMotors.Measure(
                recipe,
                BenchShift.GoodMotors(recipe.PartType, HistorySeed, MotorsToLearn),
                groups: 4,
                progress: null,
                TestContext.Current.CancellationToken),
        ];
        using var store = ResultStore.Open(_data!, TimeProvider.System);
        TestSetup setup = new(recipe, null, _data!, store, "Cléon 1");
        for (int i = 0; i < good.Length; i++)
        {
            RunStart start = setup.Describe(
                SerialNumber.Parse(good[i].SerialNumber), s_history.AddDays(i % 4).AddMinutes(i));
            store.Begin(start);
            store.Finish(setup.Result(
                start, new Judgement { Verdict = Verdict.Pass, Findings = [] }, good[i].Measurement));
        }

        return [.. good.Select(motor => motor.SerialNumber)];
    }

    /// <summary>Stops the server, as when its computer goes down.</summary>
    public async Task StopAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
            _server = null;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.DisposeAsync();
        }

        _playwright?.Dispose();
        await StopAsync();
        _lock?.Dispose();
        _folder.Dispose();
    }
}
