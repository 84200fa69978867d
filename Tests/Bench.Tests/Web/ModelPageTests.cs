using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using Bench.Bench.Tests.Testing;
using Bench.Demo;
using Bench.Models.Training;
using Bench.Models.Verdicts;
using Bench.Results;
using Bench.Samples.Simulation;
using Bench.Testing;
using Bench.Web;
using Bench.Web.ModelPages;
using Bench.Web.Security;
using Microsoft.Extensions.DependencyInjection;

namespace Bench.Bench.Tests.Web;

/// <summary>From labels to a baseline in force, as the pages ask for it.</summary>
public class ModelPageTests
{
    private const int Motors = 24;
    private static readonly DateTimeOffset s_monday = new(2026, 11, 2, 6, 0, 0, TimeSpan.Zero);

    private static readonly Lazy<ImmutableArray<GoodMotor>> s_good = new(() => SimulatedMotors.Measure(
        LiveBench.Recipe,
        BenchShift.GoodMotors(LiveBench.Recipe.PartType, 5, Motors),
        groups: 4,
        progress: null,
        TestContext.Current.CancellationToken));

    private static string PartType => LiveBench.Recipe.PartType.Name;

    [Fact]
    public async Task A_retraining_goes_from_labels_through_the_gate_and_two_signatures_into_force_and_back()
    {
        await using WebBench bench = await WebBench.StartAsync(WithHistory);
        using WebBrowser scientist = await bench.LogInAsync(Role.Scientist);
        using WebBrowser engineer = await bench.LogInAsync(Role.Engineer);
        await CheckLabelsAsync(scientist, engineer);
        JsonElement set = await scientist.GetAsync($"/api/models/data-set?partType={PartType}");
        Assert.Equal(Motors - 1, set.GetProperty("motors").GetInt32());
        Assert.Equal("M-23", set.GetProperty("leftOut")[0].GetProperty("serialNumber").GetString());
        Assert.Equal("les avis divergent", set.GetProperty("leftOut")[0].GetProperty("reasonFr").GetString());

        string first = await TrainedAsync(bench, scientist, new { kind = "train", partType = PartType, last = 20 });
        string second = await TrainedAsync(bench, scientist, new { kind = "train", partType = PartType });
        Assert.NotEqual(first, second);
        foreach (string id in (string[])[first, second])
        {
            await ProveAndActivateAsync(bench, scientist, engineer, id);
        }

        Assert.Equal(second, bench.Server.Station.Bench.BaselineOf(LiveBench.Recipe)!.Id);
        await scientist.PostAsync("/api/models/rollback", new { partType = PartType, note = "whine" });
        Assert.Equal(first, bench.Server.Station.Bench.BaselineOf(LiveBench.Recipe)!.Id);
        JsonElement list = await engineer.GetAsync($"/api/models?partType={PartType}");
        Assert.Equal(first, list.GetProperty("inForce").GetString());
        Dictionary<string, string?> states = list.GetProperty("versions").EnumerateArray().ToDictionary(
            version => version.GetProperty("id").GetString()!, version => version.GetProperty("state").GetString());
        Assert.Equal(("in-force", "retired"), (states[first], states[second]));
        string[] actions =
        [
            .. (await engineer.GetAsync($"/api/audit?object=model/{PartType}&pageSize=500"))
                .GetProperty("items").EnumerateArray().Select(line => line.GetProperty("action").GetString()!),
        ];
        Assert.Equal("model-rolled-back", actions[0]);
        Assert.Equal(2, actions.Count(action => action == "model-activated"));
        Assert.Equal(4, actions.Count(action => action.StartsWith("model-signed-", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Model_work_runs_one_at_a_time_ends_when_it_is_cancelled_and_says_what_is_missing()
    {
        await using WebBench bench = await WebBench.StartAsync();
        ModelJobs jobs = bench.Server.Services.GetRequiredService<ModelJobs>();
        using WebBrowser scientist = await bench.LogInAsync(Role.Scientist);
        await scientist.PostAsync("/api/models/jobs", new { kind = "train", partType = PartType });
        using HttpResponseMessage busy =
            await scientist.TryPostAsync("/api/models/jobs", new { kind = "train", partType = PartType });
        Assert.Equal(HttpStatusCode.Conflict, busy.StatusCode);
        string id = jobs.List().Single().Id;
        await scientist.PostAsync($"/api/models/jobs/{id}/cancel", new { });
        await jobs.Finished;
        Assert.Equal(ModelJob.Cancelled, jobs.Find(id).State);

        await scientist.PostAsync("/api/models/jobs", new { kind = "train", partType = PartType });
        await jobs.Finished;
        JsonElement failed = (await scientist.GetAsync("/api/models/jobs"))[0];
        Assert.Equal("failed", failed.GetProperty("state").GetString());
        Assert.Contains("0 good motors", failed.GetProperty("error").GetString(), StringComparison.Ordinal);
        using HttpResponseMessage stray = await scientist.TryPostAsync(
            "/api/models/jobs", new { kind = "gate", partType = PartType, baselineId = "../../etc/passwd" });
        Assert.Equal(HttpStatusCode.NotFound, stray.StatusCode);
    }

    // Every repeat measures exactly the same: what varies is the motors alone.
    [Fact]
    public async Task A_gauge_that_repeats_itself_takes_nothing_of_the_variation_and_nothing_drifts()
    {
        await using WebBench bench = await WebBench.StartAsync(options => WithTests(
            options, i => ($"G-{i % 3}", i % 3, s_monday.AddDays(i / 6).AddMinutes(i)), 12));
        using WebBrowser engineer = await bench.LogInAsync(Role.Engineer);
        JsonElement none = await engineer.GetAsync($"/api/population/capability?partType={PartType}");
        Assert.Equal(3, none.GetProperty("candidates").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, none.GetProperty("study").ValueKind);
        JsonElement study = (await engineer.GetAsync(
            $"/api/population/capability?partType={PartType}&serials=G-0,G-1,G-2")).GetProperty("study");
        Assert.Equal(2, study.GetProperty("repeats").GetInt32());
        Assert.Equal(2, study.GetProperty("conditions").GetArrayLength());
        JsonElement[] rows = [.. study.GetProperty("maps")[0].GetProperty("percent").EnumerateArray()];
        Assert.Equal(study.GetProperty("maps")[0].GetProperty("orders").GetArrayLength(), rows.Length);
        Assert.All(rows.SelectMany(row => row.EnumerateArray()), cell => Assert.Equal(0, cell.GetDouble()));
        JsonElement drift = await engineer.GetAsync(
            $"/api/population/drift?partType={PartType}&from=2026-11-01T00:00:00Z");
        Assert.Equal(12, drift.GetProperty("motors").GetInt32());
        Assert.Equal("none", drift.GetProperty("source").GetString());
    }

    private static async Task CheckLabelsAsync(WebBrowser scientist, WebBrowser engineer)
    {
        foreach ((WebBrowser who, string serial, string kind) in
            ((WebBrowser, string, string)[])
            [
                (scientist, "M-22", "confirmedGood"), (engineer, "M-22", "confirmedGood"),
                (scientist, "M-23", "confirmedFault"), (engineer, "M-23", "confirmedGood"),
                (scientist, "M-21", "confirmedGood"), (engineer, "M-21", "confirmedGood"),
            ])
        {
            await who.PostAsync("/api/labels", new { serialNumber = serial, kind, cause = "<b>bearing</b>" });
        }

        using HttpResponseMessage unknown =
            await engineer.TryPostAsync("/api/labels", new { serialNumber = "NEVER", kind = "golden" });
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        JsonElement labels = await engineer.GetAsync("/api/labels");
        Assert.Equal(6, labels.GetProperty("labels").GetArrayLength());
        JsonElement pair = labels.GetProperty("agreement")[0];

        // Three motors, agreed on two; one of the two never says "fault": chance alone would agree as often.
        Assert.Equal(2.0 / 3, pair.GetProperty("observed").GetDouble(), 9);
        Assert.Equal(0, pair.GetProperty("kappa").GetDouble(), 9);
        Assert.Equal("M-23", pair.GetProperty("disputed")[0].GetString());
    }

    private static async Task<string> TrainedAsync(WebBench bench, WebBrowser scientist, object task)
    {
        JsonElement card = await WorkedAsync(bench, scientist, task);
        return card.GetProperty("baselineId").GetString()!;
    }

    private static async Task ProveAndActivateAsync(
        WebBench bench, WebBrowser scientist, WebBrowser engineer, string id)
    {
        JsonElement report = await WorkedAsync(
            bench, scientist, new { kind = "gate", partType = PartType, baselineId = id });
        Assert.True(report.GetProperty("isPassed").GetBoolean(), report.ToString());
        await scientist.PostAsync($"/api/models/{id}/shadow", new { partType = PartType });
        using HttpResponseMessage tooEarly = await scientist.TryPostAsync(
            $"/api/models/{id}/activate", new { partType = PartType, withoutShadow = "a trial" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, tooEarly.StatusCode);
        using HttpResponseMessage wrongRole = await scientist.TryPostAsync(
            $"/api/models/{id}/sign", new { partType = PartType, @as = "quality" });
        Assert.Equal(HttpStatusCode.Conflict, wrongRole.StatusCode);
        await scientist.PostAsync($"/api/models/{id}/sign", new { partType = PartType, @as = "data-science" });
        await engineer.PostAsync($"/api/models/{id}/sign", new { partType = PartType, @as = "quality" });
        await scientist.PostAsync(
            $"/api/models/{id}/activate", new { partType = PartType, withoutShadow = "a trial" });
    }

    private static async Task<JsonElement> WorkedAsync(WebBench bench, WebBrowser scientist, object task)
    {
        await scientist.PostAsync("/api/models/jobs", task);
        await bench.Server.Services.GetRequiredService<ModelJobs>().Finished;
        JsonElement job = (await scientist.GetAsync("/api/models/jobs"))[0];
        Assert.True(job.GetProperty("state").GetString() == "done", job.ToString());
        return (await scientist.GetAsync($"/api/models/jobs/{job.GetProperty("id").GetString()}"))
            .GetProperty("result");
    }

    // 24 good motors on four days.
    private static WebServerOptions WithHistory(WebServerOptions options) => WithTests(
        options, i => ($"M-{i:00}", i, s_monday.AddDays(i / 6).AddMinutes(i)), Motors);

    private static WebServerOptions WithTests(
        WebServerOptions options, Func<int, (string Serial, int Motor, DateTimeOffset At)> test, int tests)
    {
        using var store = ResultStore.Open(options.Folder, TimeProvider.System);
        TestSetup setup = new(LiveBench.Recipe, null, options.Folder, store, options.BenchName);
        for (int i = 0; i < tests; i++)
        {
            (string serial, int motor, DateTimeOffset at) = test(i);
            RunStart start = setup.Describe(SerialNumber.Parse(serial), at);
            store.Begin(start);
            Judgement passed = new() { Verdict = Verdict.Pass, Findings = [] };
            store.Finish(setup.Result(start, passed, s_good.Value[motor].Measurement));
        }

        return options;
    }
}
