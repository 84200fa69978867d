using System.Collections.Immutable;
using Bench.Analysis.Metrics;
using Bench.Analysis.Orders;
using Bench.Analysis.PartTypes;
using Bench.Analysis.Tacho;
using Bench.Models.Limits;
using Bench.Models.Verdicts;
using Bench.Reports;
using Bench.Results;
using Bench.Tests.Shared;
using TestResult = Bench.Results.TestResult;

namespace Bench.Bench.Tests.Reports;

/// <summary>A made-up shift with one test of each kind, to see what a report does with it.</summary>
internal static class ShiftExample
{
    public const string CutKey = "run-up/AccA/OrderCut/order 8";
    public const string BandsKey = "run-up/Mic/Spectrum/sixth octaves";
    public const string EnvelopeKey = "dwell/AccB/EnvelopeSpectrum/envelope";
    public const string UnbalanceKey = "dwell/CurU/PhaseCurrent/unbalance";

    private const string Level = "dB re 1 µm/s²";

    private static readonly DateTimeOffset s_start = new(2026, 11, 20, 5, 58, 0, TimeSpan.Zero);

    public static PartType PartType { get; } = PartTypeFile.Parse(
        File.ReadAllBytes(Path.Combine(SharedData.RepositoryRoot, "Samples", "PartTypes", "7DL.json")), "7DL.json");

    public static MeasurementDefinition Definition { get; } = new(
    [
        new("run-up", "AccA", CurveFamily.OrderCut, "order 8", CurveAxis.SpeedRpm, Grid(1000, 11500, 500), Level, 8),
        new("run-up", "Mic", CurveFamily.Spectrum, "sixth octaves", CurveAxis.FrequencyHz, Bands(), "dB re 20 µPa"),
        new("dwell", "AccB", CurveFamily.EnvelopeSpectrum, "envelope", CurveAxis.Order, Grid(0.05, 20, 0.05), Level),
        new("dwell", "CurU", CurveFamily.PhaseCurrent, "unbalance", CurveAxis.None, [0], "%"),
    ]);

    public static BaselineSummary Baseline { get; } = new(
        "7DL-3f9ab2",
        60,
        "Learned from 60 good motors, the limits and the model together reject about 1 % of good motors. "
        + "With 60 motors this is known no better than 0 to 5 % (95 % confidence).",
        Definition.Curves.Select((curve, index) => (curve.Key, Limits: LimitsOf(index)))
            .ToImmutableDictionary(pair => pair.Key, pair => pair.Limits));

    public static ShiftReportInput Input { get; } = new()
    {
        PartType = PartType,
        Bench = "bench 1",
        WrittenAt = s_start.AddHours(1),
        Baseline = Baseline,
        Motors =
        [
            .. Enumerable.Range(1, 6).Select(number => Motor(number, Pass())),
            Motor(7, Fail(), excess: 7.5),
            Motor(8, Pass()),
            Motor(9, Invalid(), hasMeasurement: false),
            Motor(10, Pass()),
            Motor(11, BearingFail(), bearing: 16),
            Motor(12, Pass()),
            Motor(9, Pass(), delayMinutes: 12),
        ],
    };

    public static Judgement Pass() => new()
    {
        Verdict = Verdict.Pass,
        Findings = [],
        AnomalyScore = 0.42,
        PValue = 0.61,
    };

    public static Judgement Fail() => new()
    {
        Verdict = Verdict.Fail,
        AnomalyScore = 8.1,
        PValue = 0.016,
        Findings = [OrderFinding(), BandFinding(), UnbalanceFinding()],
    };

    public static Judgement BearingFail() => new()
    {
        Verdict = Verdict.Fail,
        Findings =
        [
            new Finding
            {
                Source = FindingSource.LearnedLimit,
                Code = "bearing-outer",
                Text = "Envelope line at order 3.05 is 11.5 dB over its limit, accelerometer B-side.",
                Cause = "bearing B-side, outer ring",
                Curve = EnvelopeKey,
                Channel = "AccB",
                From = 3.0,
                To = 3.1,
                At = 3.05,
                Value = Values(2, 0, 16)[60],
                Limit = LimitsOf(2).Upper[60],
                Severity = 3.4,
            },
        ],
    };

    public static Judgement Invalid() => new()
    {
        Verdict = Verdict.Invalid,
        Findings =
        [
            new Finding
            {
                Source = FindingSource.Check,
                Code = "tacho-lost",
                Text = "The tacho gave no edge from 4.10 s to 4.38 s at 7500 rpm (run-up).",
                Instruction = "Check the tacho's distance and cable, then test this motor again.",
                Channel = "Tacho",
            },
        ],
    };

    public static MotorReportInput Motor(
        int number,
        Judgement judgement,
        double excess = 0,
        double bearing = 0,
        bool hasMeasurement = true,
        double delayMinutes = 0) => new()
        {
            Result = new TestResult
            {
                Id = new Guid(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]),
                SerialNumber = SerialNumber.Parse($"7DL-2026-{number:0000}"),
                PartType = "7DL",
                Bench = "bench 1",
                StartedAt = s_start.AddMinutes((3.2 * number) + delayMinutes),
                DurationSeconds = 11.02,
                Judgement = judgement,
                Measurement = hasMeasurement ? MeasurementOf(excess, bearing) : null,
                RecipeHash = "5b0c",
                BaselineId = Baseline.Id,
                SoftwareVersion = "0.1.0",
                Recording = "recordings/a.mf4",
                RecordingHash = "77ae",
            },
            OrderMaps = judgement.Verdict == Verdict.Fail ? [Map("AccA", excess), Map("AccB", excess)] : [],
            Speed = Speed(judgement.Verdict == Verdict.Invalid),
        };

    public static LimitCurve LimitsOf(int curve)
    {
        ImmutableArray<double> median = [.. Values(curve, 0, 0).Select(value => (double)value)];
        double spread = curve == 3 ? 0.15 : 1;
        double margin = curve == 3 ? 1 : 4.5;
        return new LimitCurve
        {
            Curve = Definition.Curves[curve],
            Median = median,
            Spread = [.. median.Select(_ => spread)],
            Upper = [.. median.Select(value => value + margin)],
        };
    }

    public static Measurement MeasurementOf(double excess, double bearing) =>
        new(Definition, [.. Enumerable.Range(0, 4).Select(curve => Values(curve, excess, bearing))]);

    private static Finding OrderFinding() => new()
    {
        Source = FindingSource.LearnedLimit,
        Code = "order-8",
        Text = "Order 8 is 2.6 dB over its limit, 7500-8500 rpm, accelerometer A-side.",
        Cause = "stator eccentricity",
        Curve = CutKey,
        Channel = "AccA",
        From = 7500,
        To = 8500,
        At = 8000,
        Value = Values(0, 7.5, 0)[14],
        Limit = LimitsOf(0).Upper[14],
        Severity = 2.7,
    };

    private static Finding BandFinding() => new()
    {
        Source = FindingSource.LearnedLimit,
        Code = "band-level",
        Text = "The bands from 708 Hz to 1413 Hz are 3.0 dB over their limit, run-up, microphone.",
        Curve = BandsKey,
        Channel = "Mic",
        From = Definition.Curves[1].Positions[24],
        To = Definition.Curves[1].Positions[29],
        At = Definition.Curves[1].Positions[25],
        Value = Values(1, 7.5, 0)[25],
        Limit = LimitsOf(1).Upper[25],
        Severity = 1.6,
    };

    private static Finding UnbalanceFinding() => new()
    {
        Source = FindingSource.FixedLimit,
        Code = "unbalance",
        Text = "Phase currents are unbalanced by 3.1 %, allowed 2.0 %, dwell.",
        Curve = UnbalanceKey,
        Channel = "CurU",
        Value = 3.1,
        Limit = 2.0,
        Severity = 1.55,
    };

    private static float[] Values(int curve, double excess, double bearing) => curve switch
    {
        0 => [.. Definition.Curves[0].Positions.Select((rpm, i) => CutAt(rpm, i, excess))],
        1 => [.. Definition.Curves[1].Positions.Select((_, i) =>
            (float)(58 - (0.4 * Math.Abs(i - 22)) + (2 * Math.Cos(i)) + (i is > 23 and < 30 ? excess : 0)))],
        2 => [.. Definition.Curves[2].Positions.Select((order, i) => EnvelopeAt(order, i, bearing))],
        _ => [excess > 0 ? 3.1f : 1f],
    };

    private static float CutAt(double rpm, int index, double excess) => (float)(95 + (rpm / 500)
        + (6 / (1 + Math.Pow((rpm - 4300) / 500, 2))) + Math.Sin(1.9 * index) + LineAt(rpm, 7800, 900, excess));

    private static float EnvelopeAt(double order, int index, double bearing) => (float)(70 - (0.4 * order)
        + (1.5 * Math.Sin(7.3 * index)) + LineAt(order, 1, 0.06, 8) + LineAt(order, 3.05, 0.06, bearing)
        + LineAt(order, 6.1, 0.06, 0.7 * bearing) + LineAt(order, 9.15, 0.06, 0.5 * bearing));

    private static double LineAt(double x, double at, double width, double height) =>
        height * Math.Exp(-Math.Pow((x - at) / width, 2));

    private static OrderMap Map(string channel, double excess)
    {
        ImmutableArray<double> speeds = Grid(600, 12000, 60);
        double[] orders = [1, 8, 16, 24, 40, 48, 56];
        Random noise = new(7);
        float[] levels = new float[speeds.Length * 601];
        for (int i = 0; i < levels.Length; i++)
        {
            double order = 0.1 * (i % 601);
            double hertz = order * speeds[i / 601] / 60;
            double level = 62 + (6 * noise.NextDouble()) + (14 / (1 + Math.Pow((hertz - 2300) / 250, 2)));
            levels[i] = (float)(level + orders.Sum(line => LineAt(order, line, 0.15, line == 8 ? 34 + excess : 26)));
        }

        return new OrderMap("run-up", channel, speeds, 0.1, [.. levels], Level);
    }

    private static SpeedTrace Speed(bool hasDropout)
    {
        ImmutableArray<double> times = Grid(0, 11, 0.005);
        return new SpeedTrace(
            times, [.. times.Select(time => hasDropout && time is > 4.1 and < 4.38 ? 0 : Profile(time))]);
    }

    private static double Profile(double time) => time switch
    {
        < 0.5 => 0,
        < 1 => 1200 * (time - 0.5),
        < 7 => 600 + (1900 * (time - 1)),
        < 9 => 12000 - (3000 * (time - 7)),
        _ => 6000,
    };

    private static ImmutableArray<double> Grid(double from, double to, double step) =>
        [.. Enumerable.Range(0, (int)Math.Round((to - from) / step) + 1).Select(i => from + (i * step))];

    private static ImmutableArray<double> Bands() =>
        [.. Enumerable.Range(-26, 53).Select(i => 1000 * Math.Pow(10, 0.3 * i / 6))];
}
