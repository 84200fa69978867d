using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Bench.Bench.Tests.Testing;
using Bench.Samples.Device;
using Bench.Web;
using Bench.Web.Live;
using Bench.Web.Security;
using Microsoft.Extensions.DependencyInjection;

namespace Bench.Bench.Tests.Web;

/// <summary>The test station as its page sees it.</summary>
public class StationTests
{
    [Fact]
    public async Task A_test_ends_with_its_verdict_on_the_station_and_in_the_list()
    {
        await using WebBench bench = await WebBench.StartAsync();
        using WebBrowser browser = await bench.LogInAsync(Role.Operator);
        Assert.Equal("ready", State(await browser.GetAsync("/api/station")));
        JsonElement row = await bench.TestAsync(browser, "W-1");
        JsonElement station = await browser.GetAsync("/api/station");
        Assert.Equal("verdict", State(station));
        Assert.Equal("PASS", station.GetProperty("result").GetProperty("verdict").GetString());
        Assert.Equal(row.GetProperty("id").GetString(), station.GetProperty("result").GetProperty("id").GetString());
        JsonElement shift = station.GetProperty("shift");
        Assert.Equal(1, shift.GetProperty("tested").GetInt32());
        Assert.Equal(1, shift.GetProperty("firstPassYield").GetDouble());
        await browser.PostAsync("/api/station/clear", new { });
        Assert.Equal("ready", State(await browser.GetAsync("/api/station")));
    }

    [Fact]
    public async Task While_a_motor_is_tested_no_verdict_of_another_is_shown_and_no_other_is_begun()
    {
        await using WebBench bench = await WebBench.StartAsync(Live);
        using WebBrowser browser = await bench.LogInAsync(Role.Operator);
        Task running = FirstAsync(bench, StationFeed.ProgressEvent);
        await browser.PostAsync("/api/station/start", new { serialNumber = "W-1" });
        await running;
        await browser.PostAsync("/api/station/stop", new { });
        await bench.Server.Station.Finished;
        Assert.Equal(JsonValueKind.Object, (await browser.GetAsync("/api/station")).GetProperty("result").ValueKind);

        running = FirstAsync(bench, StationFeed.ProgressEvent);
        await browser.PostAsync("/api/station/start", new { serialNumber = "W-2" });
        JsonElement station = await browser.GetAsync("/api/station");
        Assert.Equal("testing", State(station));
        Assert.Equal(JsonValueKind.Null, station.GetProperty("result").ValueKind);
        Assert.Equal("W-2", station.GetProperty("running").GetProperty("serialNumber").GetString());
        using HttpResponseMessage busy = await browser.TryPostAsync(
            "/api/station/start", new { serialNumber = "W-3" });
        Assert.Equal(HttpStatusCode.Conflict, busy.StatusCode);
        using HttpResponseMessage training = await browser.TryPostAsync("/api/station/training", new { on = true });
        Assert.Equal(HttpStatusCode.Conflict, training.StatusCode);
        await running;
        await browser.PostAsync("/api/station/stop", new { });
        await bench.Server.Station.Finished;
        JsonElement result = (await browser.GetAsync("/api/station")).GetProperty("result");
        Assert.Equal("INVALID", result.GetProperty("verdict").GetString());
        Assert.Equal("W-2", result.GetProperty("serialNumber").GetString());
    }

    [Fact]
    public async Task Training_finds_the_seeded_defect_and_leaves_production_s_results_alone()
    {
        await using WebBench bench = await WebBench.StartAsync();
        using WebBrowser browser = await bench.LogInAsync(Role.Operator);
        await browser.PostAsync("/api/station/training", new { on = true, defect = "unbalance" });
        await browser.PostAsync("/api/station/start", new { serialNumber = "T-1" });
        await bench.Server.Station.Finished;
        JsonElement station = await browser.GetAsync("/api/station");
        Assert.True(station.GetProperty("training").GetBoolean());
        Assert.Equal("FAIL", station.GetProperty("result").GetProperty("verdict").GetString());
        Assert.True(station.GetProperty("result").GetProperty("training").GetBoolean());
        Assert.Equal(0, (await browser.GetAsync("/api/results")).GetProperty("total").GetInt32());
        Assert.Equal(1, (await browser.GetAsync("/api/results?training=true")).GetProperty("total").GetInt32());
        await browser.PostAsync("/api/station/training", new { on = false });
        Assert.Equal(0, (await browser.GetAsync("/api/station")).GetProperty("last").GetArrayLength());
        using HttpResponseMessage unknown = await browser.TryPostAsync(
            "/api/station/training", new { on = true, defect = "rust" });
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
    }

    [Fact]
    public async Task Without_its_device_the_station_says_so_and_the_alarm_waits_for_somebody()
    {
        await using WebBench bench = await WebBench.StartAsync(
            options => options with { Device = new("127.0.0.1", 1, "/") });
        using WebBrowser browser = await bench.LogInAsync(Role.Operator);
        JsonElement station = await browser.GetAsync("/api/station");
        Assert.Equal("not-ready", State(station));
        Assert.Contains("cannot be reached", station.GetProperty("problem").GetString(), StringComparison.Ordinal);
        Assert.Contains("ne répond pas", station.GetProperty("problemFr").GetString(), StringComparison.Ordinal);
        using HttpResponseMessage refused = await browser.TryPostAsync(
            "/api/station/start", new { serialNumber = "W-1" });
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        string alarm = station.GetProperty("alarms")[0].GetProperty("id").GetString()!;
        await browser.PostAsync($"/api/alarms/{alarm}/acknowledge", new { });
        JsonElement acknowledged = (await browser.GetAsync("/api/station")).GetProperty("alarms")[0];
        Assert.Equal("operator", acknowledged.GetProperty("acknowledgedBy").GetString());
        using HttpResponseMessage twice = await browser.TryPostAsync($"/api/alarms/{alarm}/acknowledge", new { });
        Assert.Equal(HttpStatusCode.NotFound, twice.StatusCode);
    }

    [Fact]
    public async Task What_is_no_serial_number_is_refused_with_the_reason()
    {
        await using WebBench bench = await WebBench.StartAsync();
        using WebBrowser browser = await bench.LogInAsync(Role.Operator);
        string[] tricks = ["<script>alert(1)</script>", "'; drop table test_run; --", "../../etc/passwd", "%00", ""];
        foreach (string serialNumber in tricks)
        {
            using HttpResponseMessage refused = await browser.TryPostAsync(
                "/api/station/start", new { serialNumber });
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
            JsonElement list = await browser.GetAsync($"/api/results?serial={Uri.EscapeDataString(serialNumber)}");
            Assert.Equal(0, list.GetProperty("total").GetInt32());
        }
    }

    [Fact]
    public async Task Eight_browsers_at_full_rate_cost_the_acquisition_no_sample()
    {
        await using WebBench bench = await WebBench.StartAsync();
        using WebBrowser browser = await bench.LogInAsync(Role.Operator);
        using CancellationTokenSource stop = new();
        Task<int>[] watchers = [.. Enumerable.Range(0, 8).Select(_ => WatchAsync(browser.Http, "verdict", stop.Token))];
        await browser.PostAsync("/api/station/start", new { serialNumber = "W-8" });
        int[] events = await Task.WhenAll(watchers);

        // A lost sample would be a gap, and a gap INVALID; the replay sees every sample again, bit for bit.
        JsonElement station = await browser.GetAsync("/api/station");
        JsonElement result = station.GetProperty("result");
        Assert.Equal("PASS", result.GetProperty("verdict").GetString());
        Assert.All(events, count => Assert.InRange(count, 2, 1000));
        JsonElement samples = await SamplesHeadAsync(browser, result.GetProperty("id").GetString()!);
        Assert.Equal(LiveBench.Recipe.PartType.DurationSeconds, samples.GetProperty("to").GetDouble(), 6);
    }

    [Fact]
    public async Task A_browser_that_does_not_read_gets_the_newest_progress_but_every_change()
    {
        StationFeed feed = new();
        using CancellationTokenSource stop = new();
        await using IAsyncEnumerator<SseItem<string>> events = feed
            .WatchAsync(() => null!, stop.Token)
            .GetAsyncEnumerator(stop.Token);
        await events.MoveNextAsync();
        for (int i = 0; i < 100; i++)
        {
            feed.Publish(StationFeed.ProgressEvent, new { i });
        }

        feed.Publish(StationFeed.StationEvent, new { state = "verdict" });
        feed.Publish(StationFeed.StationEvent, new { state = "ready" });
        feed.Publish(StationFeed.ProgressEvent, new { i = 100 });
        feed.Publish(StationFeed.ProgressEvent, new { i = 101 });
        List<string> got = [];
        for (int i = 0; i < 3; i++)
        {
            await events.MoveNextAsync();
            got.Add(events.Current.Data);
        }

        Assert.Equal(["""{"state":"verdict"}""", """{"state":"ready"}""", """{"i":101}"""], got);
        await stop.CancelAsync();
    }

    private static WebServerOptions Live(WebServerOptions options) =>
        options with { VirtualPace = DevicePace.RealTime };

    // The event of a kind that comes first from now on.
    private static async Task FirstAsync(WebBench bench, string kind)
    {
        StationFeed feed = bench.Server.Services.GetRequiredService<StationFeed>();
        await foreach (SseItem<string> item in feed.WatchAsync(
            bench.Server.Station.View, TestContext.Current.CancellationToken))
        {
            if (item.EventType == kind)
            {
                return;
            }
        }
    }

    private static string? State(JsonElement station) => station.GetProperty("state").GetString();

    private static async Task<int> WatchAsync(HttpClient http, string until, CancellationToken cancel)
    {
        using HttpResponseMessage answer = await http.GetAsync(
            new Uri("/api/station/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancel);
        using StreamReader reader = new(await answer.Content.ReadAsStreamAsync(cancel));
        int events = 0;
        while (await reader.ReadLineAsync(cancel) is string line)
        {
            events += line.StartsWith("event:", StringComparison.Ordinal) ? 1 : 0;
            if (line.Contains($"\"state\":\"{until}\"", StringComparison.Ordinal))
            {
                return events;
            }
        }

        return events;
    }

    private static async Task<JsonElement> SamplesHeadAsync(WebBrowser browser, string id)
    {
        using HttpResponseMessage answer = await browser.SendAsync(
            HttpMethod.Get, $"/api/results/{id}/samples?channel=AccA&points=100");
        return JsonSerializer.Deserialize<JsonElement>(answer.Headers.GetValues("X-Bench-Samples").Single());
    }
}
