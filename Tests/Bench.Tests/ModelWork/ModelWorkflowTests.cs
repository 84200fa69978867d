using System.Collections.Immutable;
using Bench.Analysis.Metrics;
using Bench.Bench.Tests.Testing;
using Bench.Demo;
using Bench.Judging;
using Bench.Models;
using Bench.Models.Drift;
using Bench.Models.Features;
using Bench.Models.Labels;
using Bench.Models.Training;
using Bench.Models.Verdicts;
using Bench.ModelWork;
using Bench.Results;
using Bench.Samples.Simulation;
using Bench.Testing;
using Bench.Tests.Shared;

namespace Bench.Bench.Tests.ModelWork;

/// <summary>From a history with labels to a baseline in force, and back.</summary>
public sealed class ModelWorkflowTests : IDisposable
{
    private const string Bench1 = "bench-1";
    private static readonly DateTimeOffset s_monday = new(2026, 11, 2, 6, 0, 0, TimeSpan.Zero);
    private static readonly Lazy<ImmutableArray<GoodMotor>> s_good = new(() => SimulatedMotors.Measure(
        LiveBench.Recipe,
        BenchShift.GoodMotors(LiveBench.Recipe.PartType, 5, 24),
        groups: 4,
        progress: null,
        TestContext.Current.CancellationToken));

    private readonly TemporaryFolder _temporary = new();
    private readonly DataFolder _folder;
    private readonly ResultStore _store;
    private readonly ModelRegistry _registry;
    private int _tests;

    public ModelWorkflowTests()
    {
        _folder = DataFolder.Open(_temporary.Root);
        _store = ResultStore.Open(_folder, TimeProvider.System);
        _registry = new ModelRegistry(_folder, _store, TimeProvider.System);
    }

    private static string PartType => LiveBench.Recipe.PartType.Name;

    public void Dispose()
    {
        _store.Dispose();
        _temporary.Dispose();
    }

    [Fact]
    public void Good_motors_are_those_that_passed_or_that_people_confirmed()
    {
        Store("PASSED", Verdict.Pass, Good(0));
        Store("FAILED", Verdict.Fail, Good(1));
        Store("FAILED-GOOD", Verdict.Fail, Good(2));
        Store("PASSED-BAD", Verdict.Pass, Good(3));
        Store("DISPUTED", Verdict.Pass, Good(4));
        Store("GOLDEN", Verdict.Pass, Good(5));
        Store("FIELD", Verdict.Pass, Good(6));
        Label("FAILED-GOOD", LabelKind.ConfirmedGood, "anna");
        Label("PASSED-BAD", LabelKind.ConfirmedFault, "anna");
        Label("DISPUTED", LabelKind.ConfirmedFault, "anna");
        Label("DISPUTED", LabelKind.ConfirmedGood, "bruno");
        Label("GOLDEN", LabelKind.Golden, "anna");
        Label("FIELD", LabelKind.FieldReturn, "anna");

        LearningSet set = LearningSet.Select(_store, LiveBench.Recipe, new LearningQuery());

        Assert.Equal(["PASSED", "FAILED-GOOD"], set.Motors.Select(motor => motor.SerialNumber));
        Assert.Equal(
            ["FAILED", "PASSED-BAD", "DISPUTED", "GOLDEN", "FIELD"], set.LeftOut.Select(motor => motor.SerialNumber));
        Assert.Contains("disagree", set.LeftOut[2].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_person_who_changes_their_mind_counts_once()
    {
        Store("A", Verdict.Fail, Good(0));
        Label("A", LabelKind.ConfirmedFault, "anna");
        Label("A", LabelKind.ConfirmedGood, "anna");

        Assert.Single(LearningSet.Select(_store, LiveBench.Recipe, new LearningQuery()).Motors);
        Assert.Empty(FaultLibrary.Of(_store, LiveBench.Recipe).Faults);
    }

    [Fact]
    public void A_candidate_goes_through_gate_and_signatures_into_force_and_back()
    {
        Shift();
        Baseline first = Learn(12);
        BaselineFolder.Activate(_folder, first);
        (Baseline candidate, LearningSet set) = Train();

        GateReport report = Gate(candidate, set);
        _registry.NoteGate(PartType, report, "anna");

        Assert.True(report.IsPassed, string.Join('\n', report.Items));
        Assert.Equal(first.Id, report.Against);
        Assert.Contains("has judged 0 motors", Refusal(() => Activate(candidate)), StringComparison.Ordinal);
        Assert.Contains("quality has not signed", Refusal(() => Activate(candidate)), StringComparison.Ordinal);
        _registry.Sign(PartType, candidate.Id, ModelEventKind.SignedByQuality, "anna", "");
        Assert.Contains("two people", Refusal(() => _registry.Sign(
            PartType, candidate.Id, ModelEventKind.SignedByDataScience, "anna", "")), StringComparison.Ordinal);
        _registry.Sign(PartType, candidate.Id, ModelEventKind.SignedByDataScience, "bruno", "");
        Assert.Contains("shadow", Refusal(() => Activate(candidate)), StringComparison.Ordinal);

        _registry.Activate(LiveBench.Recipe, candidate.Id, "anna", "a trial");
        Assert.Equal(candidate.Id, BaselineFolder.CurrentId(_folder, PartType));
        Assert.Equal(["in force", "retired"], _registry.Versions(PartType).Select(version => version.State));

        Assert.Equal(first.Id, _registry.RollBack(PartType, "anna", "whine"));
        Assert.Equal(first.Id, BaselineFolder.Current(_folder, LiveBench.Recipe)!.Id);
        Assert.Equal(["retired", "in force"], _registry.Versions(PartType).Select(version => version.State));
    }

    [Fact]
    public void A_candidate_that_lets_a_confirmed_fault_pass_is_refused_until_a_person_accepts_the_loss()
    {
        Shift();

        // Half of the learning set carries the fault: to the candidate it is normal.
        LearningSet narrow = LearningSet.Select(_store, LiveBench.Recipe, new LearningQuery());
        Measurement fault = Fault();
        LearningSet spoiled = narrow with
        {
            Motors = [.. narrow.Motors.Select((motor, i) => i % 2 == 0 ? motor : motor with { Measurement = fault })],
        };
        Baseline candidate = BaselineTeachIn.Learn(
            LiveBench.Recipe.PartType, LiveBench.Recipe.Hash, spoiled.Motors, new TeachInOptions());

        GateReport report = Gate(candidate, spoiled);
        GateReport accepted = Gate(candidate, spoiled, "FAULT");

        Assert.False(report.IsPassed);
        Assert.Contains("FAULT", report.Items[1].Text, StringComparison.Ordinal);
        Assert.True(accepted.Items[1].IsPassed);
        Assert.Contains("Accepted by a person: FAULT", accepted.Items[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_card_says_what_the_baseline_was_learned_from_and_what_it_misses()
    {
        Shift();
        (Baseline candidate, LearningSet _) = Train();

        ModelCard card = Assert.Single(_registry.Versions(PartType)).Card!;
        string text = card.ToMarkdown();

        Assert.Equal(candidate.Id, card.BaselineId);
        Assert.Equal(24, card.Motors);
        Assert.Equal(24, card.FalseRejects.Of);
        Assert.Equal("unbalance", card.Detection[^1].Cause);
        Assert.Equal((1, 1), (card.Detection[0].Found.Count, card.Detection[0].Found.Of));
        Assert.Contains("| unbalance | 12 dB |", text, StringComparison.Ordinal);
        Assert.Contains("- FAULT: a fault was confirmed: unbalance", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_weaker_fault_lies_between_the_fault_and_the_good_median()
    {
        Baseline baseline = Learn(12);
        Measurement fault = Fault();

        Assert.Equal(fault.Values(0).ToArray(), Diluted(0).ToArray(), Near);

        // 10 dB weaker: a tenth of the added power.
        double good = Math.Pow(10, baseline.Limits.Curves[0].Median[0] / 10);
        double bad = Math.Pow(10, fault.Values(0)[0] / 10.0);
        Assert.Equal(
            10 * Math.Log10(good + ((bad - good) / 10)), Diluted(10)[0], 1e-4);

        ReadOnlySpan<float> Diluted(double decibels) =>
            FaultDilution.Dilute(baseline, fault, decibels, MotorOrigin.Unknown).Values(0);
    }

    [Fact]
    public void A_loose_sensor_mount_is_told_from_changed_motors_by_the_golden_motor()
    {
        Baseline baseline = Learn(12);
        DriftReport before = Production(baseline, 0, 0);
        Assert.Equal(DriftSource.None, before.Source.Source);
        Assert.False(before.HasChanged);

        DriftReport after = Production(baseline, 6, 6);
        Assert.Equal(DriftSource.Sensor, after.Source.Source);
        Assert.Equal(Channel, after.Source.Channel);
    }

    [Fact]
    public void Changed_motors_with_a_golden_motor_as_ever_are_the_process()
    {
        DriftReport report = Production(Learn(12), 6, 0);

        Assert.Equal(DriftSource.Process, report.Source.Source);
    }

    [Fact]
    public void Repeated_tests_make_a_gauge_study()
    {
        for (int motor = 0; motor < 3; motor++)
        {
            for (int repeat = 0; repeat < 3; repeat++)
            {
                int offset = repeat;
                Store($"G-{motor}", Verdict.Pass, Shifted(Good(motor), (_, _) => 0.01f * offset));
            }
        }

        GaugeStudyRun study = GaugeStudyRun.Of(_store, LiveBench.Recipe, ["G-0", "G-1", "G-2"]);

        Assert.Equal((3, 1, 3), (study.Plan.Motors, study.Plan.Conditions, study.Plan.Repeats));

        // Repeats at 0, 0.01, 0.02: variance 0.0001 at every position.
        Assert.Equal(0.01, study.Map.Points(0)[0].GaugeSigma, 1e-4);
        Assert.Equal(0, study.Flip.Flips);
        Assert.Contains("G-9 has 0 complete tests", Refusal(() =>
            GaugeStudyRun.Of(_store, LiveBench.Recipe, ["G-0", "G-9"])), StringComparison.Ordinal);
    }

    [Fact]
    public void Production_in_figures()
    {
        Store("A", Verdict.Pass, Good(0));
        Store("B", Verdict.Fail, Good(1), "order-1");
        Store("B", Verdict.Pass, Good(1));
        Store("C", Verdict.Invalid, Good(2), "sensor-dead");
        Store("C", Verdict.Pass, Good(2));
        Store("D", Verdict.Fail, Good(3), "order-1");

        ProductionStatistics figures = ProductionStatistics.Of(_store, LiveBench.Recipe, Learn(12), since: null);

        Assert.Equal((4, 2, 3, 1), (figures.Motors, figures.FirstPass, figures.FinalPass, figures.Invalid));
        Assert.Equal(new ReasonCount(Verdict.Fail, "order-1", 2), figures.Reasons[0]);
        Assert.NotEmpty(figures.Capabilities);
    }

    private static string Channel => LiveBench.Recipe.Analyzer.Definition.Curves[0].Channel;

    private static Measurement Good(int motor) => s_good.Value[motor % s_good.Value.Length].Measurement;

    private static Baseline Learn(int motors) => BaselineTeachIn.Learn(
        LiveBench.Recipe.PartType, LiveBench.Recipe.Hash, s_good.Value[..motors], new TeachInOptions());

    private static bool Near(float a, float b) => Math.Abs(a - b) < 1e-3f * Math.Max(1, Math.Abs(b));

    private static Measurement Fault() =>
        Shifted(Good(0), (curve, _) => curve is { Family: CurveFamily.OrderCut, Order: 1 } ? 20 : 0);

    private static Measurement Shifted(Measurement measurement, Func<CurveDefinition, int, float> add)
    {
        float[][] values =
        [
            .. measurement.Definition.Curves.Select((curve, index) =>
                measurement.Values(index).ToArray().Select((value, i) => value + add(curve, i)).ToArray()),
        ];
        return new Measurement(measurement.Definition, values);
    }

    private static string Refusal(Action action) => Assert.Throws<InvalidDataException>(action).Message;

    // 24 good motors on four days, and one with a confirmed fault that failed.
    private void Shift()
    {
        for (int motor = 0; motor < 24; motor++)
        {
            Store($"M-{motor:00}", Verdict.Pass, Good(motor), day: motor / 6);
        }

        Store("FAULT", Verdict.Fail, Fault(), "order-1", day: 3);
        Label("FAULT", LabelKind.ConfirmedFault, "anna", "unbalance");
    }

    private (Baseline Candidate, LearningSet Set) Train()
    {
        LearningSet set = LearningSet.Select(_store, LiveBench.Recipe, new LearningQuery());
        TeachInOptions options = new();
        Baseline baseline =
            BaselineTeachIn.Learn(LiveBench.Recipe.PartType, LiveBench.Recipe.Hash, set.Motors, options);
        HeldOut heldOut = HeldOut.Of(LiveBench.Recipe, set.Motors, options, TestContext.Current.CancellationToken);
        ModelCard card = ModelCard.Of(
            LiveBench.Recipe, baseline, set, heldOut, FaultLibrary.Of(_store, LiveBench.Recipe), "anna", "");
        _registry.Register(baseline, card, "first");
        return (baseline, set);
    }

    private GateReport Gate(Baseline candidate, LearningSet set, params ImmutableArray<string> accepted) =>
        new ModelGate(_store, LiveBench.Recipe, new TeachInOptions()).Run(
            candidate,
            set,
            BaselineFolder.Current(_folder, LiveBench.Recipe),
            accepted,
            progress: null,
            TestContext.Current.CancellationToken);

    private void Activate(Baseline baseline) => _registry.Activate(LiveBench.Recipe, baseline.Id, "anna", "");

    // 120 motors, the last 60 with a channel that reads some dB more; a golden motor 15 times, the last 8 as well.
    private DriftReport Production(Baseline baseline, float motorsDb, float goldenDb)
    {
        Random random = new(7);
        Label("GOLDEN-1", LabelKind.Golden, "anna");
        int start = _tests;
        for (int motor = 0; motor < 120; motor++)
        {
            float db = motor < 60 ? 0 : motorsDb;
            float noise = 0.2f * (float)random.NextDouble();
            Store($"P-{start + motor}", Verdict.Pass, Shifted(Good(motor), (c, _) => IsWatched(c) ? db + noise : 0));
            if (motor % 8 == 0)
            {
                float golden = motor < 60 ? 0 : goldenDb;
                Store("GOLDEN-1", Verdict.Pass, Shifted(Good(0), (c, _) => IsWatched(c) ? golden + noise : 0));
            }
        }

        return DriftWatch.Run(
            _store, LiveBench.Recipe, baseline, At(start), TestContext.Current.CancellationToken);
    }

    private static bool IsWatched(CurveDefinition curve) => curve.Channel == Channel && curve.IsDecibel;

    private static DateTimeOffset At(int test, int day = 0) => s_monday.AddDays(day).AddMinutes(test);

    private void Label(string serial, LabelKind kind, string author, string cause = "") =>
        _store.AddLabel(new MotorLabel(serial, kind, cause, author, At(_tests), ""));

    private void Store(string serial, Verdict verdict, Measurement measurement, string code = "", int day = 0)
    {
        TestSetup setup = new(LiveBench.Recipe, null, _folder, _store, Bench1);
        RunStart start = setup.Describe(SerialNumber.Parse(serial), At(_tests++, day));
        _store.Begin(start);
        Finding[] findings = code.Length == 0
            ? []
            : [new Finding { Source = FindingSource.LearnedLimit, Code = code, Text = code }];
        _store.Finish(setup.Result(start, new Judgement { Verdict = verdict, Findings = [.. findings] }, measurement));
    }
}
