using System.Collections.Immutable;
using Bench.Analysis.Metrics;
using Bench.Analysis.PartTypes;
using Bench.Models.Calibration;
using Bench.Models.Detectors;
using Bench.Models.Features;
using Bench.Models.Limits;
using Bench.Models.Training;

namespace Bench.Models.Files;

/// <summary>Turns a file's content into a baseline; every size and value is checked before it is used.</summary>
internal static class BaselineReading
{
    private const int MostCurves = 10_000;
    private const int MostValues = 1_000_000;
    private const int MostMotors = 100_000;
    private const int MostOrigins = 1000;

    public static Baseline ToBaseline(BaselineContent content, string hash)
    {
        Check(content.Curves.Length is >= 1 and <= MostCurves, "curves", content.Curves.Length, $"1-{MostCurves}");
        Check(content.Motors is >= 1 and <= MostMotors, "motors", content.Motors, $"1-{MostMotors}");
        Check(content.Groups >= 1 && content.Groups <= content.Motors, "groups", content.Groups, $"1-{content.Motors}");
        MeasurementDefinition definition = new([.. content.Curves.Select(ToDefinition)]);
        Check(definition.Length <= MostValues, "values", definition.Length, $"1-{MostValues}");
        PartTypeValidation.Check(content.PartType, "its part type");
        LimitSet limits = ToLimits(content, definition);
        AnomalyModel? model = content.Model is { } stored ? ToModel(stored, definition.Length) : null;
        return new Baseline(
            content.PartType,
            content.RecipeHash,
            content.Motors,
            content.Groups,
            content.Statement,
            limits,
            model,
            ToBudget(content, limits, model),
            hash);
    }

    private static RejectBudget ToBudget(BaselineContent content, LimitSet limits, AnomalyModel? model)
    {
        double asked = content.Budget?.Asked ?? content.PartType.FalseRejectBudget;
        double forFixed = content.Budget?.Fixed ?? 0;
        Check(asked is > 0 and < 1, "budget.asked", asked, "more than 0 and less than 1");
        Check(forFixed >= 0 && forFixed < asked, "budget.fixed", forFixed, "0 or more and less than the whole");
        return BaselineTeachIn.Budget(asked, forFixed, limits, content.Groups, model);
    }

    private static CurveDefinition ToDefinition(CurveContent curve)
    {
        int count = PackedNumbers.DoublesIn(curve.Positions);
        double[] positions = PackedNumbers.Doubles(curve.Positions, count, $"positions of {curve.Name}");
        Check(count >= 1, $"positions of {curve.Name}", count, "1 or more");
        for (int i = 1; i < count; i++)
        {
            Check(positions[i] > positions[i - 1], $"positions of {curve.Name}", positions[i], "rising values");
        }

        return new CurveDefinition(
            curve.Step, curve.Channel, curve.Family, curve.Name, curve.Axis, [.. positions], curve.Unit, curve.Order);
    }

    private static LimitSet ToLimits(BaselineContent content, MeasurementDefinition definition)
    {
        double[] median = PackedNumbers.Doubles(content.Median, definition.Length, "median");
        double[] spread = PackedNumbers.Doubles(content.Spread, definition.Length, "spread");
        double[] upper = PackedNumbers.Doubles(content.Upper, definition.Length, "upper");
        for (int j = 0; j < spread.Length; j++)
        {
            Check(spread[j] > 0, "spread", spread[j], "positive values");
            Check(upper[j] >= median[j], "upper", upper[j], "values above the median");
        }

        ImmutableArray<LimitCurve>.Builder curves = ImmutableArray.CreateBuilder<LimitCurve>();
        int at = 0;
        for (int c = 0; c < definition.Curves.Length; c++)
        {
            int length = definition.Curves[c].Positions.Length;
            string lower = content.Curves[c].Lower;
            curves.Add(new LimitCurve
            {
                Curve = definition.Curves[c],
                Median = [.. median.AsSpan(at, length)],
                Spread = [.. spread.AsSpan(at, length)],
                Upper = [.. upper.AsSpan(at, length)],
                Lower = lower.Length == 0 ? [] : [.. PackedNumbers.Doubles(lower, length, "lower")],
            });
            at += length;
        }

        Check(content.Share is > 0 and < 1, "share", content.Share, "more than 0 and less than 1");
        LimitCalibration calibration = new()
        {
            Share = content.Share,
            Motors = content.Motors,
            Exceeding = content.Exceeding,
            Factors = content.Factors,
        };
        try
        {
            return new LimitSet(
                definition,
                curves.ToImmutable(),
                content.Joint is { } joint ? WithJoint(calibration, joint, definition) : calibration,
                ToCentring(content.Offsets ?? [], definition.Length),
                content.Edits ?? [],
                content.Revision);
        }
        catch (ArgumentException e)
        {
            throw new FormatException(e.Message, e);
        }
    }

    private static LimitCalibration WithJoint(
        LimitCalibration calibration, JointContent joint, MeasurementDefinition definition)
    {
        double[] scores = PackedNumbers.Doubles(joint.Scores, PackedNumbers.DoublesIn(joint.Scores), "joint.scores");
        Check(scores.Length is >= 1 and <= MostMotors, "joint.scores", scores.Length, $"1-{MostMotors}");
        Check(double.IsFinite(joint.Reach), "joint.reach", joint.Reach, "a finite number");
        foreach (string family in definition.Curves.Select(LimitPolicy.FamilyOf))
        {
            bool known = joint.Middles.TryGetValue(family, out double middle)
                & joint.Scales.TryGetValue(family, out double scale);
            Check(known && double.IsFinite(middle), $"joint.middles of {family}", middle, "a finite number");
            Check(double.IsFinite(scale) && scale > 0, $"joint.scales of {family}", scale, "a positive number");
        }

        return calibration with
        {
            Motors = scores.Length,
            Scores = [.. scores],
            Reach = joint.Reach,
            Middles = joint.Middles,
            Scales = joint.Scales,
            SetAside = joint.SetAside,
        };
    }

    private static Centring ToCentring(ImmutableArray<OffsetContent> offsets, int length)
    {
        Check(offsets.Length <= MostOrigins, "offsets", offsets.Length, $"{MostOrigins} at most");
        Dictionary<MotorOrigin, double[]> read = [];
        foreach (OffsetContent offset in offsets)
        {
            bool isFirst = read.TryAdd(
                new MotorOrigin(offset.Variant, offset.Bench),
                PackedNumbers.Doubles(offset.Offset, length, $"offset of {offset.Variant}"));
            Check(isFirst, $"offsets of {offset.Variant} on {offset.Bench}", 2, "1");
        }

        return new Centring(read);
    }

    private static AnomalyModel ToModel(ModelContent model, int length)
    {
        int motors = model.SerialNumbers.Length;
        int components = model.Axes.Length;
        Check(motors is >= 1 and <= MostMotors, "model.serialNumbers", motors, $"1-{MostMotors}");
        Check(components < motors, "model.axes", components, $"fewer than the {motors} motors");
        Check(model.Vectors.Length == motors, "model.vectors", model.Vectors.Length, $"{motors}");
        Check(double.IsFinite(model.T2Limit) && model.T2Limit > 0, "model.t2Limit", model.T2Limit, "a positive number");
        Check(
            double.IsFinite(
                model.SpeLimit) && model.SpeLimit > 0, "model.speLimit", model.SpeLimit, "a positive number");
        Check(model.Share is > 0 and < 1, "model.share", model.Share, "more than 0 and less than 1");
        double[] sigma = PackedNumbers.Doubles(model.Sigma, length, "model.sigma");
        double[] variances = PackedNumbers.Doubles(model.Variances, components, "model.variances");
        Check(sigma.All(s => s > 0), "model.sigma", sigma.Min(), "positive values");
        Check(variances.All(v => v > 0), "model.variances", variances.DefaultIfEmpty().Min(), "positive values");
        T2SpeModel detector = new(
            PackedNumbers.Doubles(model.Mean, length, "model.mean"),
            sigma,
            variances,
            [.. model.Axes.Select(axis => PackedNumbers.Doubles(axis, length, "model.axes"))],
            model.T2Limit,
            model.SpeLimit);
        return new AnomalyModel(
            detector,
            new ConformalCalibration(PackedNumbers.Doubles(model.Scores, motors, "model.scores")),
            model.Authority,
            model.Share,
            model.SerialNumbers,
            [.. model.Vectors.Select(vector => PackedNumbers.Floats(vector, length, "model.vectors"))],
            model.Dropped)
        {
            SecondOpinion = model.Second is { } second ? ToSecond(second, motors) : null,
        };
    }

    // Without its file: who has it attaches it (Baseline.With), which compares the hash first.
    private static SecondOpinion ToSecond(SecondContent second, int motors) => new(
        second.Engine,
        second.Sha256,
        new ConformalCalibration(PackedNumbers.Doubles(second.Scores, motors, "model.second.scores")),
        file: [],
        score: null);

    private static void Check(bool holds, string name, double value, string expected)
    {
        if (!holds)
        {
            throw new FormatException(FormattableString.Invariant($"{name} is {value}, expected {expected}"));
        }
    }
}
