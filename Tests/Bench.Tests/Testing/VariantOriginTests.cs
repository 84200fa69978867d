using System.Collections.Immutable;
using Bench.Analysis.Metrics;
using Bench.Demo;
using Bench.Judging;
using Bench.Models;
using Bench.Models.Features;
using Bench.Models.Training;
using Bench.Models.Verdicts;
using Bench.ModelWork;
using Bench.Recipes;
using Bench.Results;
using Bench.Samples.Simulation;
using Bench.Testing;
using Bench.Tests.Shared;

namespace Bench.Bench.Tests.Testing;

/// <summary>
/// A motor is compared with good motors of its own variant wherever it is judged: live, from its recording, from its
/// values, and by the gate.
/// </summary>
public sealed class VariantOriginTests : IDisposable
{
    // What is unbalance in the one variant is how the other one is built.
    private const string Quiet = "quiet";
    private const string Loud = "loud";

    // A variant's level counts by n/(n + 5): twelve motors would leave a third of the difference in everybody's limits.
    private const int Copies = 5;

    private static readonly Lazy<ImmutableArray<GoodMotor>> s_motors = new(() =>
    [
        .. Measured(Quiet, motor => motor),
        .. Measured(Loud, motor => motor with { Defects = LiveBench.Unbalanced("").Defects }),
    ]);

    private static readonly Lazy<Baseline> s_learned = new(() => BaselineTeachIn.Learn(
        LiveBench.Recipe.PartType, LiveBench.Recipe.Hash, s_motors.Value, new TeachInOptions()));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_same_motor_is_judged_as_its_variant_live_again_and_at_the_gate()
    {
        ImmutableArray<TestOutcome> outcomes =
            [await TestAsync(Quiet, "V-1"), await TestAsync(Loud, "V-2"), await TestAsync("other", "V-3")];
        Verdict[] expected = [Verdict.Fail, Verdict.Pass, Verdict.Invalid];

        Assert.Equal(expected, outcomes.Select(outcome => outcome.Result.Judgement.Verdict));
        Assert.Equal("variant-unknown", outcomes[2].Result.Judgement.Findings[0].Code);
        using LiveBench bench = new(_folder.Root);
        await AssertReplaysAsync(bench, outcomes);
        Assert.Equal(expected.Cast<Verdict?>(), await RejudgedAsync(bench, recipe: null));
        Assert.Equal(expected.Cast<Verdict?>(), await RejudgedAsync(bench, LiveBench.Recipe));
        Assert.Equal(
            expected,
            bench.Store.History(LiveBench.Recipe.PartType.Name, LiveBench.Recipe.Analyzer.Definition)
                .Select(run => HistoryJudge.Judge(run, s_learned.Value).Verdict));
        Assert.Equal(
            [Quiet, Loud, "other"],
            bench.Store.Measurements(LiveBench.Recipe.Hash, LiveBench.Recipe.Analyzer.Definition)
                .Select(motor => motor.Origin.Variant));
    }

    [Fact]
    public void Held_out_motors_of_both_variants_pass_as_their_own()
    {
        HeldOut heldOut = HeldOut.Of(
            LiveBench.Recipe, s_motors.Value, new TeachInOptions(), TestContext.Current.CancellationToken);

        Assert.Equal((24 * Copies, 0), (heldOut.FalseRejects.Of, heldOut.FalseRejects.Count));
    }

    private static IEnumerable<GoodMotor> Measured(string variant, Func<Specimen, Specimen> change)
    {
        ImmutableArray<Specimen> motors =
            [.. BenchShift.GoodMotors(LiveBench.Recipe.PartType, 5, 12).Select(change)];
        return SimulatedMotors
            .Measure(LiveBench.Recipe, motors, groups: 4, progress: null, CancellationToken.None)
            .SelectMany(motor => Enumerable.Range(0, Copies).Select(copy => motor with
            {
                SerialNumber = $"{variant}-{motor.SerialNumber}-{copy}",
                Measurement = Louder(motor.Measurement, 0.2f * copy),
                Origin = new MotorOrigin(variant, ""),
            }));
    }

    private static Measurement Louder(Measurement measurement, float decibels) => new(
        measurement.Definition,
        [
            .. measurement.Definition.Curves.Select((curve, c) =>
                Array.ConvertAll(measurement.Values(c).ToArray(), value => curve.IsDecibel ? value + decibels : value)),
        ]);

    private static async Task AssertReplaysAsync(LiveBench bench, ImmutableArray<TestOutcome> outcomes)
    {
        foreach (TestOutcome outcome in outcomes)
        {
            ReplayOutcome replayed = await Replay.RunAsync(
                bench.Folder,
                bench.Store,
                bench.PathOf(outcome),
                new AnalysisOptions(),
                TestContext.Current.CancellationToken);
            Assert.Empty(replayed.Differences);
        }
    }

    private async Task<TestOutcome> TestAsync(string variant, string serial)
    {
        using LiveBench bench = new(_folder.Root);
        BaselineFolder.Save(bench.Folder, s_learned.Value);
        using LiveBench asVariant = new(_folder.Root)
        {
            Setup = bench.Setup with { Baseline = s_learned.Value, Variant = variant },
        };
        return await asVariant.TestAsync(LiveBench.Unbalanced(serial));
    }

    private async Task<IEnumerable<Verdict?>> RejudgedAsync(LiveBench bench, Recipe? recipe)
    {
        using RejudgeJournal journal = RejudgeJournal.Open(_folder.File("journal.jsonl"), Guid.NewGuid().ToString());
        ImmutableArray<RejudgedRun> runs = await new Rejudge(bench.Folder, bench.Store, s_learned.Value, recipe)
            .RunAsync(new RunSelection(), journal, progress: null, TestContext.Current.CancellationToken);
        return runs.Select(run => run.Now);
    }
}
