using System.Buffers.Binary;
using System.Net;
using System.Text.Json;
using Bench.Bench.Tests.Testing;
using Bench.Web.Security;

namespace Bench.Bench.Tests.Web;

/// <summary>What is shown of a finished test.</summary>
public class ResultTests
{
    [Fact]
    public async Task A_finished_test_is_shown_with_curves_signals_files_and_report()
    {
        await using WebBench bench = await WebBench.StartAsync();
        using WebBrowser browser = await bench.LogInAsync(Role.Engineer);
        string first = (await bench.TestAsync(browser, "R-1")).GetProperty("id").GetString()!;
        string second = (await bench.TestAsync(browser, "R-2")).GetProperty("id").GetString()!;
        await CheckDetailAsync(browser, first, second);
        await CheckCurveAsync(browser, first, second);
        await CheckSamplesAsync(browser, first);
        await CheckSpectrumAsync(browser, first);
        await CheckMapsAsync(browser, first);
        await CheckFilesAsync(browser, first);
        await CheckPopulationAsync(browser);
        await CheckMistakesAsync(browser, first);
    }

    private static async Task CheckDetailAsync(WebBrowser browser, string id, string other)
    {
        JsonElement detail = await browser.GetAsync($"/api/results/{id}");
        Assert.Equal("R-1", detail.GetProperty("serialNumber").GetString());
        Assert.Equal(LiveBench.Baseline.Id, detail.GetProperty("baselineId").GetString());
        Assert.Equal(
            LiveBench.Recipe.Analyzer.Definition.Curves.Length, detail.GetProperty("curves").GetArrayLength());
        Assert.True(detail.GetProperty("recording").GetProperty("available").GetBoolean());
        Assert.Equal(other, detail.GetProperty("nearestGood")[0].GetProperty("id").GetString());
    }

    private static async Task CheckCurveAsync(WebBrowser browser, string id, string other)
    {
        string name = Uri.EscapeDataString("run-up/AccA/OrderCut/order 8");
        JsonElement curve = await browser.GetAsync($"/api/results/{id}/curves/{name}?compare={other}");
        Assert.Equal([2000, 2500, 3000, 3500, 4000], Numbers(curve.GetProperty("positions")));
        Assert.Equal(5, curve.GetProperty("limit").GetArrayLength());
        Assert.Equal("R-2", curve.GetProperty("compare")[0].GetProperty("serialNumber").GetString());
        double[] low = Numbers(curve.GetProperty("good").GetProperty("low"));
        double[] high = Numbers(curve.GetProperty("good").GetProperty("high"));
        Assert.All(low.Zip(high), pair => Assert.True(pair.First < pair.Second));
    }

    private static async Task CheckSamplesAsync(WebBrowser browser, string id)
    {
        (byte[] raw, JsonElement head) = await BytesAsync(
            browser, $"/api/results/{id}/samples?channel=CurU&from=2.6&to=2.9&points=20000", "X-Bench-Samples");
        (byte[] few, JsonElement fewHead) = await BytesAsync(
            browser, $"/api/results/{id}/samples?channel=CurU&from=2.6&to=2.9&points=100", "X-Bench-Samples");
        Assert.True(fewHead.GetProperty("pairs").GetBoolean());
        Assert.False(head.GetProperty("pairs").GetBoolean());
        float[] all = Floats(raw);
        float[] pairs = Floats(few);
        Assert.Equal(200, pairs.Length);
        // No peak is lost: lowest and highest of all are among those of the pieces.
        Assert.Equal(all.Min(), pairs.Min());
        Assert.Equal(all.Max(), pairs.Max());
        Assert.Equal(51200, head.GetProperty("rateHz").GetDouble());
    }

    // The dwell is at 4500 rpm with 4 pole pairs: the current's fundamental is at 4 · 75 Hz.
    private static async Task CheckSpectrumAsync(WebBrowser browser, string id)
    {
        JsonElement view = await browser.GetAsync(
            $"/api/results/{id}/spectrum?kind=spectrum&channel=CurU&step=dwell");
        double[] positions = Numbers(view.GetProperty("positions"));
        double[] values = Numbers(view.GetProperty("values"));
        Assert.InRange(positions[Array.IndexOf(values, values.Max())], 295, 305);
        JsonElement lines = view.GetProperty("lines");
        Assert.Contains(lines.EnumerateArray(), line => line.GetProperty("group").GetString() == "bearing");
        foreach (string kind in (string[])["psd", "envelope", "octaves", "cepstrum"])
        {
            JsonElement other = await browser.GetAsync(
                $"/api/results/{id}/spectrum?kind={kind}&channel=AccA&step=dwell");
            Assert.Equal(other.GetProperty("positions").GetArrayLength(), other.GetProperty("values").GetArrayLength());
        }
    }

    private static async Task CheckMapsAsync(WebBrowser browser, string id)
    {
        foreach (string kind in (string[])["order-rpm", "order-time", "campbell", "spectrogram"])
        {
            (byte[] cells, JsonElement head) = await BytesAsync(
                browser, $"/api/results/{id}/map?kind={kind}&channel=AccA&step=run-up", "X-Bench-Map");
            Assert.Equal(
                head.GetProperty("rows").GetInt32() * head.GetProperty("columns").GetInt32(), cells.Length);
            Assert.InRange(cells.Max(), (byte)240, (byte)255);
        }

        JsonElement speed = await browser.GetAsync($"/api/results/{id}/speed");
        Assert.InRange(Numbers(speed.GetProperty("rpm")).Max(), 4400, 4600);
    }

    private static async Task CheckFilesAsync(WebBrowser browser, string id)
    {
        foreach (string mode in (string[])["mode=whole", "mode=band&lowHz=500&highHz=2000", "mode=order&order=8"])
        {
            (byte[] wav, _) = await BytesAsync(
                browser, $"/api/results/{id}/audio?channel=AccA&from=2.5&to=3&level=-26&{mode}", header: null);
            short[] heard = [.. Enumerable.Range(0, (wav.Length - 44) / 2)
                .Select(i => BinaryPrimitives.ReadInt16LittleEndian(wav.AsSpan(44 + (2 * i))))];
            Assert.Equal(24_000, heard.Length);
            double rms = Math.Sqrt(heard.Average(x => x * (double)x)) / short.MaxValue;
            Assert.Equal(-26, 20 * Math.Log10(rms), 1);
        }

        (byte[] recording, _) = await BytesAsync(browser, $"/api/results/{id}/recording", header: null);
        Assert.Equal("MDF     "u8.ToArray(), recording[..8]);
        (byte[] csv, _) = await BytesAsync(browser, $"/api/results/{id}/export?format=csv", header: null);
        Assert.NotEmpty(csv);
        using HttpResponseMessage report = await browser.SendAsync(HttpMethod.Get, $"/api/results/{id}/report");
        Assert.StartsWith(
            "default-src 'none'",
            report.Headers.GetValues("Content-Security-Policy").Single(),
            StringComparison.Ordinal);
        Assert.Contains(
            "R-1",
            await report.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    private static async Task CheckPopulationAsync(WebBrowser browser)
    {
        JsonElement features = await browser.GetAsync("/api/population/features?partType=short");
        Assert.Equal(LiveBench.Recipe.Analyzer.Definition.Length, features.GetArrayLength());
        string feature = Uri.EscapeDataString("run-up/AccA/OrderCut/order 8");
        JsonElement trend = await browser.GetAsync(
            $"/api/population/trend?partType=short&feature={feature}&position=3000");
        Assert.Equal(2, trend.GetProperty("points").GetArrayLength());
        JsonElement spread = await browser.GetAsync(
            $"/api/population/distribution?partType=short&feature={feature}&position=3000");
        Assert.Equal(2, spread.GetProperty("n").GetInt32());
        Assert.Equal(2, Numbers(spread.GetProperty("counts")).Sum());
        JsonElement yields = await browser.GetAsync("/api/population/yield?by=week");
        Assert.Equal(1, yields[0].GetProperty("firstPass").GetDouble());
    }

    private static async Task CheckMistakesAsync(WebBrowser browser, string id)
    {
        (string Path, HttpStatusCode Status)[] cases =
        [
            ("/api/results/nobody", HttpStatusCode.NotFound),
            ("/api/results/..%2F..%2Fresults.db/recording", HttpStatusCode.NotFound),
            ($"/api/results/{id}/curves/%3Cscript%3E", HttpStatusCode.NotFound),
            ($"/api/results/{id}/samples?channel=..%2F..%2Fx", HttpStatusCode.NotFound),
            ($"/api/results/{id}/samples?channel=AccA&points=0", HttpStatusCode.BadRequest),
            ($"/api/results/{id}/map?kind=other&channel=AccA", HttpStatusCode.BadRequest),
            ($"/api/results/{id}/audio?channel=AccA&mode=band&lowHz=9&highHz=1", HttpStatusCode.BadRequest),
            ($"/api/results/{id}/export?format=exe", HttpStatusCode.BadRequest),
            ("/api/results?pageSize=501", HttpStatusCode.BadRequest),
            ("/api/results?verdict=OK", HttpStatusCode.BadRequest),
            ("/api/results?from=yesterday", HttpStatusCode.BadRequest),
        ];
        foreach ((string path, HttpStatusCode status) in cases)
        {
            using HttpResponseMessage answer = await browser.SendAsync(HttpMethod.Get, path);
            Assert.True(answer.StatusCode == status, $"{path}: {answer.StatusCode}");
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        }
    }

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetDouble())];

    private static float[] Floats(byte[] bytes) =>
        [.. Enumerable.Range(0, bytes.Length / 4).Select(i => BitConverter.ToSingle(bytes, 4 * i))];

    private static async Task<(byte[] Bytes, JsonElement Head)> BytesAsync(
        WebBrowser browser, string path, string? header)
    {
        using HttpResponseMessage answer = await browser.SendAsync(HttpMethod.Get, path);
        byte[] bytes = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {answer.StatusCode}");
        JsonElement head = header is null
            ? default
            : JsonSerializer.Deserialize<JsonElement>(answer.Headers.GetValues(header).Single());
        return (bytes, head);
    }
}
