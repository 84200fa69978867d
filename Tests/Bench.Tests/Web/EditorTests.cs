using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Bench.Bench.Tests.Testing;
using Bench.Models.Limits;
using Bench.Recipes;
using Bench.Web.Security;

namespace Bench.Bench.Tests.Web;

/// <summary>Limits and part types changed over HTTP: asked, saved, put in force, taken back, noted.</summary>
public class EditorTests
{
    private const string Limits = "/api/limits/short";
    private const string PartType = "/api/part-types/short";

    [Fact]
    public async Task Limits_are_asked_of_the_history_saved_put_in_force_and_taken_back()
    {
        await using WebBench bench = await WebBench.StartAsync();
        using WebBrowser engineer = await bench.LogInAsync(Role.Engineer);
        string id = (await bench.TestAsync(engineer, "L-1")).GetProperty("id").GetString()!;
        string first = LiveBench.Baseline.Id;

        // Half way between the median and what this motor has: its margin is as wide as the limit's distance.
        (string curve, double position, double value) = await AboveMedianAsync(engineer, id);
        object tighter = Draft(first, curve, position, value);
        JsonElement answer = await WorkAsync(engineer, $"{Limits}/preview", new { draft = tighter, last = 500 });
        Assert.Equal(1, answer.GetProperty("motors").GetInt32());
        JsonElement changed = Assert.Single(answer.GetProperty("changed").EnumerateArray());
        Assert.Equal("L-1", changed.GetProperty("serialNumber").GetString());
        Assert.Equal("FAIL", changed.GetProperty("after").GetString());
        Assert.NotEqual("", changed.GetProperty("reasonFr").GetString());
        Assert.Equal(1, (await engineer.GetAsync(Limits)).GetProperty("versions").GetArrayLength());

        JsonElement refused = await WorkAsync(
            engineer, $"{Limits}/versions", new { draft = tighter, reason = "too tight" });
        Assert.False(refused.GetProperty("isPassed").GetBoolean());
        LimitCurve limit = LiveBench.Baseline.Limits.Curves.First(one => one.Curve.Key == curve);
        double wider = limit.Upper[limit.Curve.Positions.IndexOf(position)] * 1.2;
        JsonElement saved = await WorkAsync(
            engineer,
            $"{Limits}/versions",
            new { draft = Draft(first, curve, position, wider), reason = "1.2 times is fine" });
        Assert.True(saved.GetProperty("isPassed").GetBoolean(), saved.GetProperty("gate").GetRawText());
        string second = saved.GetProperty("id").GetString()!;
        JsonElement moved = Assert.Single(
            (await engineer.GetAsync($"{Limits}/diff?from={first}&to={second}")).EnumerateArray());
        Assert.Equal(wider, moved.GetProperty("after").GetDouble(), 9);

        await RefusesAsync(engineer, $"{Limits}/activate", new { id = second, reason = "mine" }, "signed");
        using WebBrowser administrator = await bench.LogInAsync(Role.Administrator);
        string refusedId = refused.GetProperty("id").GetString()!;
        await RefusesAsync(administrator, $"{Limits}/activate", new { id = refusedId, reason = "mine" }, "gate");
        await administrator.PostAsync($"{Limits}/activate", new { id = second, reason = "agreed on Monday" });
        Assert.Equal(second, await JudgedByAsync(bench, engineer, "L-2"));
        await engineer.PostAsync($"{Limits}/rollback", new { reason = "a mistake" });
        Assert.Equal(first, await JudgedByAsync(bench, engineer, "L-3"));
        await CheckTrailAsync(engineer, first, second);
    }

    [Fact]
    public async Task A_stretch_that_cannot_be_is_refused_before_the_history_is_asked()
    {
        await using WebBench bench = await WebBench.StartAsync();
        using WebBrowser engineer = await bench.LogInAsync(Role.Engineer);
        LimitCurve limit = LiveBench.Baseline.Limits.Curves[0];
        object below = Draft(
            LiveBench.Baseline.Id, limit.Curve.Key, limit.Curve.Positions[0], limit.Median[0] - 1);
        using HttpResponseMessage answer =
            await engineer.TryPostAsync($"{Limits}/preview", new { draft = below, last = 10 });
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("good motors have", await DetailAsync(answer), StringComparison.Ordinal);
        using HttpResponseMessage unknown = await engineer.SendAsync(HttpMethod.Get, "/api/limits/nothing");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        using HttpResponseMessage other =
            await engineer.SendAsync(HttpMethod.Get, $"{Limits}/curves?id=..%2F..%2Fresults");
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
    }

    [Fact]
    public async Task A_part_type_is_checked_tried_and_saved_as_a_further_revision()
    {
        await using WebBench bench = await WebBench.StartAsync();
        using WebBrowser engineer = await bench.LogInAsync(Role.Engineer);
        string id = (await bench.TestAsync(engineer, "P-1")).GetProperty("id").GetString()!;
        string text = (await engineer.GetAsync(PartType)).GetProperty("text").GetString()!;
        string next = text.Replace("\"revision\": 1", "\"revision\": 2", StringComparison.Ordinal);
        string wrong = next.Replace("\"polePairs\": 4", "\"polePairs\": 0", StringComparison.Ordinal);

        JsonElement fault = await FaultAsync(engineer, wrong);
        Assert.Equal("machine.polePairs", fault.GetProperty("path").GetString());
        Assert.Equal(LineOf(wrong, "\"polePairs\""), fault.GetProperty("line").GetInt32());
        Assert.Equal("machine.polePairs is 0, expected 1-64.", fault.GetProperty("message").GetString());
        Assert.Equal("revision", (await FaultAsync(engineer, text)).GetProperty("path").GetString());
        JsonElement broken = await FaultAsync(
            engineer, next.Replace("\"machine\":", "\"machine\"", StringComparison.Ordinal));
        Assert.Equal(LineOf(next, "\"machine\""), broken.GetProperty("line").GetInt32());

        JsonElement dry = await AnswerAsync(engineer, $"{PartType}/dry-run", new { text = next, result = id });
        Assert.Equal("PASS", dry.GetProperty("verdict").GetString());
        Assert.All(
            dry.GetProperty("curves").EnumerateArray(),
            curve => Assert.Equal(curve.GetProperty("before").GetRawText(), curve.GetProperty("values").GetRawText()));
        Assert.Equal(1, (await engineer.GetAsync("/api/results")).GetProperty("total").GetInt32());

        await engineer.PostAsync($"{PartType}/revisions", new { text = next, reason = "second revision" });
        await RefusesAsync(
            engineer, $"{PartType}/revisions", new { text = next, reason = "again" }, "expected 3 or more");
        JsonElement revisions = (await engineer.GetAsync(PartType)).GetProperty("revisions");
        Assert.Equal([2, 1], revisions.EnumerateArray().Select(one => one.GetProperty("revision").GetInt32()));
        Assert.Equal("second revision", revisions[0].GetProperty("reason").GetString());
        using HttpResponseMessage old = await engineer.SendAsync(HttpMethod.Get, $"{PartType}/text?revision=1");
        Assert.Equal(text, await old.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        string tested = (await bench.TestAsync(engineer, "P-2")).GetProperty("id").GetString()!;
        JsonElement result = await engineer.GetAsync($"/api/results/{tested}");
        Assert.Equal(revisions[0].GetProperty("hash").GetString(), result.GetProperty("recipeHash").GetString());
        Assert.Equal(
            2, PartTypeFolder.Newest(bench.Server.Station.Bench.Folder, LiveBench.Recipe).PartType.Revision);
    }

    [Fact]
    public async Task The_schema_says_in_words_what_each_member_is()
    {
        await using WebBench bench = await WebBench.StartAsync();
        using WebBrowser engineer = await bench.LogInAsync(Role.Engineer);
        JsonElement members = (await engineer.GetAsync("/api/part-types/schema")).GetProperty("properties");
        Assert.Contains(
            "Revision of this file",
            members.GetProperty("revision").GetProperty("description").GetString(),
            StringComparison.Ordinal);
        Assert.True(members.GetProperty("channels").TryGetProperty("items", out _));
    }

    private static object Draft(string id, string curve, double position, double value) => new
    {
        @base = id,
        stretches = new[] { new { curve, side = "above", from = position, to = position, value } },
        takenBack = Array.Empty<int>(),
    };

    private static async Task<(string Curve, double Position, double Value)> AboveMedianAsync(
        WebBrowser browser, string id)
    {
        // The place at which this motor lies furthest above the median, in shares of the limit's distance.
        (string Curve, double Position, double Value) best = default;
        double most = 0;
        foreach (LimitCurve limit in LiveBench.Baseline.Limits.Curves.Where(one => one.Curve.Positions.Length == 1))
        {
            JsonElement values = (await browser.GetAsync(
                $"/api/results/{id}/curves/{Uri.EscapeDataString(limit.Curve.Key)}")).GetProperty("values");
            double above = values[0].GetDouble() - limit.Median[0];
            if (above / (limit.Upper[0] - limit.Median[0]) > most)
            {
                most = above / (limit.Upper[0] - limit.Median[0]);
                best = (limit.Curve.Key, limit.Curve.Positions[0], limit.Median[0] + (above / 2));
            }
        }

        return best;
    }

    private static async Task<string> JudgedByAsync(WebBench bench, WebBrowser browser, string serialNumber)
    {
        string id = (await bench.TestAsync(browser, serialNumber)).GetProperty("id").GetString()!;
        return (await browser.GetAsync($"/api/results/{id}")).GetProperty("baselineId").GetString()!;
    }

    private static async Task CheckTrailAsync(WebBrowser browser, string first, string second)
    {
        JsonElement[] lines =
            [.. (await browser.GetAsync("/api/audit?object=limits/short")).GetProperty("items").EnumerateArray()];
        Assert.Equal(
            ["limits-rolled-back", "limits-activated", "limits-saved", "limits-saved"],
            lines.Select(line => line.GetProperty("action").GetString()));
        Assert.Equal(second, lines[0].GetProperty("before").GetProperty("id").GetString());
        Assert.Equal(first, lines[0].GetProperty("after").GetProperty("id").GetString());
        Assert.Equal("agreed on Monday", lines[1].GetProperty("after").GetProperty("reason").GetString());
        Assert.Equal("administrator", lines[1].GetProperty("user").GetString());
        Assert.Equal(1, lines[2].GetProperty("after").GetProperty("limits").GetArrayLength());
    }

    private static async Task<JsonElement> FaultAsync(WebBrowser browser, string text) =>
        (await AnswerAsync(browser, $"{PartType}/check", new { text })).GetProperty("faults")[0];

    private static int LineOf(string text, string what) =>
        1 + text[..text.IndexOf(what, StringComparison.Ordinal)].Count(letter => letter == '\n');

    private static async Task<JsonElement> AnswerAsync(WebBrowser browser, string path, object body)
    {
        using HttpResponseMessage answer = await browser.TryPostAsync(path, body);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    /// <summary>Work that answers with events: what its last one says, which must be its result.</summary>
    private static async Task<JsonElement> WorkAsync(WebBrowser browser, string path, object body)
    {
        using HttpResponseMessage answer = await browser.TryPostAsync(path, body);
        string text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        string last = text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries)[^1];
        Assert.StartsWith("event: result\ndata: ", last, StringComparison.Ordinal);
        return JsonSerializer.Deserialize<JsonElement>(last["event: result\ndata: ".Length..]);
    }

    private static async Task RefusesAsync(WebBrowser browser, string path, object body, string reason)
    {
        using HttpResponseMessage answer = await browser.TryPostAsync(path, body);
        Assert.False(answer.IsSuccessStatusCode);
        Assert.Contains(reason, await DetailAsync(answer), StringComparison.Ordinal);
    }

    private static async Task<string> DetailAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken))
            .GetProperty("detail").GetString()!;
}
