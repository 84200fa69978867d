using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bench.Web.Tests;

/// <summary>
/// How fast the pages are, as figures in the test's output; what is asserted is generous, because machines are loaded.
/// What is drawn is made here and given to the pages in place of the server's answer, at the sizes they must bear.
/// </summary>
[Collection<OneBench>]
public sealed class SpeedTests(BenchUnderTest bench)
{
    private const int CurvePoints = 25_600;
    private const int MapRows = 512;
    private const int MapColumns = 2048;
    private const int RecordingSamples = 1_000_000;
    private const double RateHz = 51_200;

    // Ten times what is wished for on two idle cores.
    private const double MostMs = 5000;

    [Fact]
    public async Task The_first_page_is_there_soon()
    {
        Assert.SkipWhen(bench.Reason is not null, bench.Reason ?? "");
        await using Visitor visitor = await Visitor.LoggedInAsync(bench);
        List<double> times = [];
        for (int i = 0; i < 5; i++)
        {
            await visitor.Page.ReloadAsync();
            await Expect(visitor.Page.Locator(".state[data-sign]:not([data-sign='offline'])")).ToBeVisibleAsync();
            times.Add(await visitor.Page.EvaluateAsync<double>(
                "performance.getEntriesByType('paint').at(-1)?.startTime ?? performance.now()"));
        }

        Report("first page drawn after", times);
    }

    [Fact]
    public async Task A_verdict_is_on_the_page_soon_after_it_stands()
    {
        Assert.SkipWhen(bench.Reason is not null, bench.Reason ?? "");
        await using Visitor visitor = await Visitor.LoggedInAsync(bench);
        await visitor.Page.EvaluateAsync(
            """
            () => {
              window.verdicts = [];
              let heard = 0;
              const events = new EventSource('/api/station/events');
              events.addEventListener('station', event => {
                if (JSON.parse(event.data).state === 'verdict') heard = performance.now();
              });
              new MutationObserver(() => requestAnimationFrame(() => {
                if (document.querySelector(".state[data-sign='PASS']") && heard > 0) {
                  window.verdicts.push(Math.max(0, performance.now() - heard));
                  heard = 0;
                }
              })).observe(document.querySelector('.state'), { attributes: true, childList: true });
            }
            """);
        for (int i = 0; i < 3; i++)
        {
            string serial = $"7DL-2611-0920{i}";
            await visitor.ScanAsync(serial);
            await visitor.SeesVerdictOfAsync("PASS", serial);
        }

        double[] times = await visitor.Page.EvaluateAsync<double[]>("window.verdicts");
        Assert.NotEmpty(times);
        Report("verdict drawn after the event", times);
    }

    [Fact]
    public async Task Plots_bear_eight_traces_of_25600_points_and_maps_of_a_million_cells()
    {
        Assert.SkipWhen(bench.Reason is not null, bench.Reason ?? "");
        await using Visitor visitor = await Visitor.LoggedInAsync(bench, width: 1920, height: 1080);
        IPage page = visitor.Page;
        await GiveAsync(page);

        await visitor.GoAsync("#/motor/large/curves");
        await Expect(page.Locator(".plot canvas").First).ToBeVisibleAsync();
        Report("8 traces of 25,600 points drawn in", await page.EvaluateAsync<double[]>(
            """
            async () => {
              const times = [];
              const host = document.querySelector('.plot-host');
              const press = async key => {
                const begin = performance.now();
                host.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
                await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
                return performance.now() - begin;
              };
              for (let i = 0; i < 5; i++) {
                await press('+');
                times.push(await press('Home'));
              }
              return times;
            }
            """));

        await visitor.GoAsync("#/motor/large/maps");
        ILocator map = page.Locator(".map-host[data-draw-ms]");
        await Expect(map).ToBeVisibleAsync();
        string drawn = await map.GetAttributeAsync("data-draw-ms") ?? "";
        Report("512 x 2048 map drawn in", [double.Parse(drawn, CultureInfo.InvariantCulture)]);
        Assert.Empty(visitor.Errors);
    }

    [Fact]
    public async Task A_recording_of_a_million_samples_pans_and_zooms_smoothly()
    {
        Assert.SkipWhen(bench.Reason is not null, bench.Reason ?? "");
        await using Visitor visitor = await Visitor.LoggedInAsync(bench, width: 1920, height: 1080);
        IPage page = visitor.Page;
        await GiveAsync(page);
        await visitor.GoAsync("#/motor/large/recording");
        await Expect(page.Locator(".recording-host[data-frames]")).ToBeVisibleAsync();

        double perSecond = await page.EvaluateAsync<double>(
            """
            async () => {
              const host = document.querySelector('.recording-host');
              const before = Number(host.dataset.frames);
              const begin = performance.now();
              for (let i = 0; performance.now() - begin < 2000; i++) {
                const key = i % 40 < 15 ? '+' : i % 40 < 25 ? 'ArrowRight' : '-';
                host.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
                await new Promise(done => requestAnimationFrame(done));
              }
              return (Number(host.dataset.frames) - before) / ((performance.now() - begin) / 1000);
            }
            """);

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"a recording of 1,000,000 samples pans and zooms at {perSecond:F0} frames/s");
        Assert.True(perSecond > 3, $"{perSecond:F1} frames/s");
        Assert.Empty(visitor.Errors);
    }

    private static void Report(string what, IReadOnlyList<double> times)
    {
        double[] sorted = [.. times.Order()];
        string line = $"{what} {sorted[sorted.Length / 2]:F1} ms (median of {sorted.Length}, most {sorted[^1]:F1})";
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        Assert.True(sorted[sorted.Length / 2] < MostMs, line);
    }

    private static async Task GiveAsync(IPage page)
    {
        await page.RouteAsync("**/api/results/large", route => JsonAsync(route, Motor()));
        await page.RouteAsync("**/api/results/large/curves/**", route => JsonAsync(route, Curve()));
        await page.RouteAsync(
            "**/api/results/large/speed", route => JsonAsync(route, new { seconds = s_ends, rpm = s_ends }));
        await page.RouteAsync(
            "**/api/results/large/map?*", route => BytesAsync(route, "X-Bench-Map", MapHeader(), Map()));
        await page.RouteAsync("**/api/results/large/samples?*", SamplesAsync);
    }

    private static readonly double[] s_ends = [0, RecordingSamples / RateHz];

    private static object Info { get; } = new
    {
        name = "dwell/AccA/spectrum/large",
        family = "spectrum",
        channel = "AccA",
        step = "dwell",
        axis = "Hz",
        unit = "dB re 1 µm/s²",
        points = CurvePoints,
        exceeded = false,
        worstMarginDb = 1.0,
    };

    private static object Motor() => new
    {
        id = "large",
        serialNumber = "LARGE",
        partType = "7DL",
        bench = "Cléon 1",
        startedAt = "2026-01-01T00:00:00Z",
        durationSeconds = RecordingSamples / RateHz,
        verdict = "PASS",
        training = false,
        findings = Array.Empty<object>(),
        recipeHash = "",
        software = "",
        recording = new { file = "large.mf4", bytes = 1, hash = "", available = true },
        channels = new[]
        {
            new { id = "AccA", name = "AccA", unit = "m/s²", quantity = "acceleration", rateHz = RateHz },
        },
        curves = new[] { Info },
        sameSerial = Array.Empty<object>(),
        nearestGood = Array.Empty<object>(),
    };

    private static object Curve()
    {
        double[] Trace(int number) => [.. Enumerable.Range(0, CurvePoints).Select(i =>
            60 + (5 * number) + (20 * Math.Sin(i * 0.001 * number)) + (i * 7919 % 100 / 20.0))];
        object Other(int number) =>
            new { id = $"{number}", serialNumber = $"OTHER-{number}", verdict = "PASS", values = Trace(number) };
        return new
        {
            info = Info,
            positions = Enumerable.Range(1, CurvePoints),
            values = Trace(1),
            limit = Trace(2),
            good = new { low = Trace(3), median = Trace(4), high = Trace(5) },
            compare = new[] { Other(6), Other(7), Other(8) },
        };
    }

    private static object MapHeader() => new
    {
        rows = MapRows,
        columns = MapColumns,
        x = new { name = "Speed", unit = "rpm", from = 0, to = 12_000 },
        y = new { name = "Order", unit = "", from = 0, to = 64 },
        loDb = 0,
        hiDb = 120,
        unit = "dB re 1e-6 m/s^2",
    };

    private static byte[] Map()
    {
        byte[] levels = new byte[MapRows * MapColumns];
        for (int i = 0; i < levels.Length; i++)
        {
            levels[i] = (byte)((i * 7919L % 97) + (i / MapColumns % 64 == 0 ? 120 : 40));
        }

        return levels;
    }

    private static async Task SamplesAsync(IRoute route)
    {
        Dictionary<string, double> query = new Uri(route.Request.Url).Query.TrimStart('?').Split('&')
            .Select(pair => pair.Split('='))
            .Where(pair => pair[0] is "from" or "to" or "points")
            .ToDictionary(pair => pair[0], pair => double.Parse(pair[1], CultureInfo.InvariantCulture));
        int points = (int)query["points"];
        double from = query.GetValueOrDefault("from", 0);
        double to = query.GetValueOrDefault("to", RecordingSamples / RateHz);
        int available = (int)((to - from) * RateHz);
        bool pairs = available > points;
        int count = pairs ? points : available;
        float[] values = new float[pairs ? 2 * count : count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (pairs && i % 2 == 0 ? -1 : 1) * (1 + (i % 50 / 10f));
        }

        byte[] bytes = new byte[values.Length * sizeof(float)];
        Buffer.BlockCopy(values, 0, bytes, 0, bytes.Length);
        object header = new { from, to, rateHz = RateHz, unit = "m/s^2", pairs, count };
        await BytesAsync(route, "X-Bench-Samples", header, bytes);
    }

    private static Task JsonAsync(IRoute route, object value) => route.FulfillAsync(new RouteFulfillOptions
    {
        ContentType = "application/json",
        Body = JsonSerializer.Serialize(value),
    });

    private static Task BytesAsync(IRoute route, string name, object header, byte[] bytes) =>
        route.FulfillAsync(new RouteFulfillOptions
        {
            ContentType = "application/octet-stream",
            Headers = new Dictionary<string, string> { [name] = JsonSerializer.Serialize(header) },
            BodyBytes = bytes,
        });
}
