using System.Net;
using System.Text.Json;
using Bench.Bench.Tests.Testing;
using Bench.Web.Security;

namespace Bench.Bench.Tests.Web;

/// <summary>Who watches a test does not change it.</summary>
public class WatcherTests
{
    private const int Watchers = 8;

    // The virtual motor of a serial number is the same each time: one lost sample would move a value.
    [Fact]
    public async Task Eight_browsers_cost_a_test_no_sample_whether_they_read_or_not()
    {
        await using WebBench bench = await WebBench.StartAsync();
        using WebBrowser browser = await bench.LogInAsync(Role.Engineer);
        string alone = (await bench.TestAsync(browser, "E-1")).GetProperty("id").GetString()!;
        List<HttpResponseMessage> streams = [];
        for (int i = 0; i < Watchers; i++)
        {
            HttpResponseMessage stream = await browser.Http.GetAsync(
                new Uri("/api/station/events", UriKind.Relative),
                HttpCompletionOption.ResponseHeadersRead,
                TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, stream.StatusCode);
            streams.Add(stream);
        }

        Task<long>[] readers = [.. streams.Where((_, i) => i % 2 == 0).Select(ReadToVerdictAsync)];

        JsonElement watched = await bench.TestAsync(browser, "E-1");
        long[] lines = await Task.WhenAll(readers);
        streams.ForEach(stream => stream.Dispose());

        Assert.All(lines, count => Assert.True(count > 1));
        Assert.Equal("PASS", watched.GetProperty("verdict").GetString());
        foreach (string curve in LiveBench.Recipe.Analyzer.Definition.Curves.Select(curve => curve.Key))
        {
            string name = Uri.EscapeDataString(curve);
            JsonElement first = await browser.GetAsync($"/api/results/{alone}/curves/{name}");
            JsonElement second =
                await browser.GetAsync($"/api/results/{watched.GetProperty("id").GetString()}/curves/{name}");
            Assert.Equal(first.GetProperty("values").ToString(), second.GetProperty("values").ToString());
        }
    }

    // Lines read until the station shows the verdict of the watched test.
    private static async Task<long> ReadToVerdictAsync(HttpResponseMessage stream)
    {
        using StreamReader reader =
            new(await stream.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        bool isTesting = false;
        for (long count = 1; ; count++)
        {
            string line = await reader.ReadLineAsync(TestContext.Current.CancellationToken)
                ?? throw new EndOfStreamException("The station ended its events before the verdict.");
            isTesting |= line.Contains("\"state\":\"testing\"", StringComparison.Ordinal);
            if (isTesting && line.Contains("\"state\":\"verdict\"", StringComparison.Ordinal))
            {
                return count;
            }
        }
    }
}
