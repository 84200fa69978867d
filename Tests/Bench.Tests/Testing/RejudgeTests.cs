using System.Collections.Immutable;
using System.Text.Json;
using Bench.Cli;
using Bench.Demo;
using Bench.Judging;
using Bench.Models;
using Bench.Models.Features;
using Bench.Models.Training;
using Bench.Models.Verdicts;
using Bench.Recipes;
using Bench.Results;
using Bench.Samples.Simulation;
using Bench.Testing;
using Bench.Tests.Shared;

namespace Bench.Bench.Tests.Testing;

/// <summary>A history judged again: by what is in force, by another baseline, by another recipe.</summary>
public sealed class RejudgeTests : IDisposable
{
    private static readonly Lazy<Baseline> s_tolerant = new(LearnFromUnbalancedMotors);

    private readonly TemporaryFolder _folder = new();
    private readonly LiveBench _bench;

    public RejudgeTests() => _bench = new LiveBench(_folder.Root);

    [Fact]
    public async Task The_same_baseline_changes_nothing_from_values_and_from_recordings()
    {
        await ShiftAsync();
        foreach (Recipe? recipe in new[] { null, LiveBench.Recipe })
        {
            ImmutableArray<RejudgedRun> runs = await RunAsync(LiveBench.Baseline, recipe, new RunSelection());
            Assert.Equal(["RJ-1", "RJ-2", "RJ-3", "RJ-4"], runs.Select(r => r.SerialNumber));
            Assert.Equal([Verdict.Pass, Verdict.Fail, Verdict.Invalid, Verdict.Invalid], runs.Select(r => r.Was));
            Assert.All(runs, run => Assert.Equal(run.Was, run.Now));
            Assert.All(runs, run => Assert.Equal(run.WasReason, run.NowReason));
        }
    }

    [Fact]
    public async Task Another_baseline_judges_the_stored_values_and_stores_nothing()
    {
        TestOutcome[] live = await ShiftAsync();
        ImmutableArray<RejudgedRun> runs = await RunAsync(s_tolerant.Value, recipe: null, new RunSelection());
        for (int i = 0; i < 2; i++)
        {
            Judgement direct =
                Judge.Decide([], live[i].Result.Measurement, s_tolerant.Value, "short", MotorOrigin.Unknown);
            Assert.Equal(direct.Verdict, runs[i].Now);
        }

        Assert.Equal(Verdict.Pass, runs[1].Now);
        Assert.All(runs[2..], run => Assert.Equal(Verdict.Invalid, run.Now));
        Assert.Equal(
            [Verdict.Invalid, Verdict.Invalid, Verdict.Fail, Verdict.Pass],
            _bench.Store.List(new ResultQuery()).Select(r => r.Verdict));
        ImmutableArray<RejudgedRun> failed = await RunAsync(
            s_tolerant.Value, recipe: null, new RunSelection { Verdict = Verdict.Fail, PartType = "short" });
        Assert.Equal("RJ-2", Assert.Single(failed).SerialNumber);
        Assert.Empty(await RunAsync(
            s_tolerant.Value, recipe: null, new RunSelection { Since = DateTimeOffset.UtcNow.AddDays(1) }));
    }

    [Fact]
    public async Task What_a_kill_left_is_taken_up_and_not_done_again()
    {
        await ShiftAsync();
        string path = _folder.File("state.jsonl");
        ImmutableArray<string> ids = _bench.Store.RunIds(new RunSelection());
        StoredRun first = _bench.Store.Run(ids[0])!;
        using (RejudgeJournal journal = RejudgeJournal.Open(path, "key"))
        {
            journal.Add(RejudgedRun.NotJudged(first, "from the first call"));
        }

        await File.AppendAllTextAsync(path, "{\"id\":\"cut o", TestContext.Current.CancellationToken);
        using (RejudgeJournal journal = RejudgeJournal.Open(path, "key"))
        {
            Assert.Equal(1, journal.Resumed);
            ImmutableArray<RejudgedRun> runs = await new Rejudge(_bench.Folder, _bench.Store, LiveBench.Baseline, null)
                .RunAsync(new RunSelection(), journal, progress: null, TestContext.Current.CancellationToken);
            Assert.Equal("from the first call", runs[0].NowReason);
            Assert.All(runs[1..], run => Assert.Equal(run.Was, run.Now));
        }

        using RejudgeJournal other = RejudgeJournal.Open(path, "another baseline");
        Assert.Equal(0, other.Resumed);
    }

    [Fact]
    public async Task The_verb_says_what_would_change_by_its_exit_and_in_json()
    {
        await ShiftAsync();
        _bench.Store.Dispose();
        using BenchProcess same = await BenchProcess.RunInAsync(
            _folder.Root, "rejudge", "--part-type", "short", "--data", _folder.Root);
        Assert.True(same.ExitCode == ExitCode.Pass, same.Output + same.Errors);
        Assert.Contains("0 verdicts would change", same.Output, StringComparison.Ordinal);

        string stricter = _folder.File("stricter.json");
        string text = await File.ReadAllTextAsync(LiveBench.PartTypeFile, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            stricter,
            text.Replace("\"deadBelow\": 0.002", "\"deadBelow\": 60", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);
        using BenchProcess changed = await BenchProcess.RunInAsync(
            _folder.Root, "rejudge", "--recipe", stricter, "--data", _folder.Root, "--json");
        Assert.True(changed.ExitCode == ExitCode.Fail, changed.Output + changed.Errors);
        JsonElement root = JsonDocument.Parse(changed.Output).RootElement;
        JsonElement[] list = [.. root.GetProperty("changed").EnumerateArray()];
        Assert.Equal(["RJ-1", "RJ-2"], list.Select(run => run.GetProperty("serialNumber").GetString()));
        Assert.All(list, run => Assert.Equal("sensor-dead", run.GetProperty("nowCode").GetString()));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_folder.Root, "rejudge")));
    }

    public void Dispose()
    {
        _bench.Dispose();
        _folder.Dispose();
    }

    private static Baseline LearnFromUnbalancedMotors()
    {
        Recipe recipe = LiveBench.Recipe;
        ImmutableArray<Specimen> motors =
        [
            .. BenchShift.GoodMotors(recipe.PartType, 5, 12)
                .Select(motor => motor with { Defects = LiveBench.Unbalanced("").Defects }),
        ];
        return BaselineTeachIn.Learn(
            recipe.PartType,
            recipe.Hash,
            SimulatedMotors.Measure(recipe, motors, groups: 4, progress: null, CancellationToken.None),
            new TeachInOptions());
    }

    private async Task<TestOutcome[]> ShiftAsync() =>
    [
        await _bench.TestAsync(LiveBench.Good("RJ-1")),
        await _bench.TestAsync(LiveBench.Unbalanced("RJ-2")),
        await _bench.TestAsync(LiveBench.LosingSamples("RJ-3")),
        await _bench.TestAsync(LiveBench.Struck("RJ-4")),
    ];

    private async Task<ImmutableArray<RejudgedRun>> RunAsync(Baseline baseline, Recipe? recipe, RunSelection selection)
    {
        using RejudgeJournal journal = RejudgeJournal.Open(_folder.File("journal.jsonl"), Guid.NewGuid().ToString());
        return await new Rejudge(_bench.Folder, _bench.Store, baseline, recipe)
            .RunAsync(selection, journal, progress: null, TestContext.Current.CancellationToken);
    }
}
