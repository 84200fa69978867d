using Bench.Analysis.Metrics;
using Bench.Models.Detectors;
using Bench.Models.Limits;

namespace Bench.Models.Files;

/// <summary>Turns a baseline into a file's content.</summary>
internal static class BaselineWriting
{
    public static BaselineContent ToContent(Baseline baseline) => new()
    {
        PartType = baseline.Part,
        RecipeHash = baseline.RecipeHash,
        Motors = baseline.Motors,
        Groups = baseline.Groups,
        Statement = baseline.Statement,
        Curves = [.. baseline.Limits.Learned.Select(ToContent)],
        Median = PackedNumbers.Pack([.. baseline.Limits.Learned.SelectMany(limit => limit.Median)]),
        Spread = PackedNumbers.Pack([.. baseline.Limits.Learned.SelectMany(limit => limit.Spread)]),
        Upper = PackedNumbers.Pack([.. baseline.Limits.Learned.SelectMany(limit => limit.Upper)]),
        Share = baseline.Limits.Calibration.Share,
        Exceeding = baseline.Limits.Calibration.Exceeding,
        Factors = baseline.Limits.Calibration.Factors,
        Model = baseline.Model is { } model ? ToContent(model) : null,
        Joint = baseline.Limits.Calibration.Scores.IsEmpty ? null : ToJoint(baseline.Limits.Calibration),
        Budget = new BudgetContent { Asked = baseline.Budget.Asked, Fixed = baseline.Budget.Fixed },
        Revision = baseline.Limits.Revision == new LimitRevision() ? null : baseline.Limits.Revision,
        Edits = baseline.Limits.Edits.IsEmpty ? null : baseline.Limits.Edits,
        Offsets = baseline.Limits.Origins.IsEmpty ? null :
        [
            .. baseline.Limits.Centring.Offsets.Select(pair => new OffsetContent
            {
                Variant = pair.Key.Variant,
                Bench = pair.Key.Bench,
                Offset = PackedNumbers.Pack((ReadOnlySpan<double>)pair.Value),
            }),
        ],
    };

    private static JointContent ToJoint(LimitCalibration calibration) => new()
    {
        Scores = PackedNumbers.Pack(calibration.Scores.AsSpan()),
        Reach = calibration.Reach,
        Middles = calibration.Middles,
        Scales = calibration.Scales,
        SetAside = calibration.SetAside,
    };

    private static CurveContent ToContent(LimitCurve limit)
    {
        CurveDefinition curve = limit.Curve;
        return new CurveContent
        {
            Step = curve.Step,
            Channel = curve.Channel,
            Family = curve.Family,
            Name = curve.Name,
            Axis = curve.Axis,
            Positions = PackedNumbers.Pack(curve.Positions.AsSpan()),
            Unit = curve.Unit,
            Order = curve.Order,
            Lower = PackedNumbers.Pack(limit.Lower.AsSpan()),
        };
    }

    private static ModelContent ToContent(AnomalyModel model) => new()
    {
        Authority = model.Authority,
        Share = model.Share,
        Mean = PackedNumbers.Pack(model.Detector.Mean),
        Sigma = PackedNumbers.Pack(model.Detector.Sigma),
        Variances = PackedNumbers.Pack(model.Detector.Variances),
        Axes =
        [
            .. Enumerable.Range(0, model.Detector.Components).Select(k => PackedNumbers.Pack(model.Detector.Axis(k))),
        ],
        T2Limit = model.Detector.T2Limit,
        SpeLimit = model.Detector.SpeLimit,
        Scores = PackedNumbers.Pack(model.Calibration.Scores.AsSpan()),
        SerialNumbers = model.SerialNumbers,
        Vectors = [.. Enumerable.Range(0, model.SerialNumbers.Length).Select(i => PackedNumbers.Pack(model.Vector(i)))],
        Dropped = model.Dropped,
        Second = model.SecondOpinion is not { } second ? null : new SecondContent
        {
            Engine = second.Engine,
            Sha256 = second.Sha256,
            Scores = PackedNumbers.Pack(second.Calibration.Scores.AsSpan()),
        },
    };
}
