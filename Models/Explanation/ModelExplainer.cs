using System.Collections.Immutable;
using Bench.Analysis.Metrics;
using Bench.Analysis.PartTypes;
using Bench.Models.Detectors;
using Bench.Models.Limits;
using Bench.Models.Verdicts;

namespace Bench.Models.Explanation;

/// <summary>
/// Says why the anomaly model finds a motor unusual: the curves with the largest shares, and the most similar good
/// motors.
/// </summary>
internal static class ModelExplainer
{
    private const int CurvesNamed = 3;

    /// <summary>One finding with code "anomaly".</summary>
    public static Finding Explain(
        PartType partType,
        MeasurementDefinition definition,
        AnomalyModel model,
        double[] vector,
        AnomalyScore score,
        double pValue)
    {
        double[] contributions = model.Detector.Contributions(vector);
        ImmutableArray<CurveShare> shares = SharesOf(definition, contributions);
        string curves = string.Join(
            ", ", shares.Take(CurvesNamed).Select(share => Describe(partType, model, vector, share)));
        string kind = score.NewPattern > score.WithinVariation
            ? "a pattern that good motors do not have"
            : "an unusual size of the variation that good motors have";
        string advice = model.Authority == ModelAuthority.Advises ? "advice only: " : "";
        CurveShare top = shares[0];
        return new Finding
        {
            Source = FindingSource.Model,
            Code = "anomaly",
            Text = Words.Invariant($"{advice}{kind} (p = {pValue:0.###}): {curves}; ")
                + $"most similar good motors {string.Join(", ", model.Nearest(vector).Take(3))}",
            Curve = top.Curve.Key,
            Channel = top.Curve.Channel,
            From = top.Curve.Positions[0],
            To = top.Curve.Positions[^1],
            At = top.Curve.Positions[top.At],
            Value = JudgingScale.From(top.Curve, vector[top.Start + top.At]),
            Limit = JudgingScale.From(top.Curve, model.Detector.Mean[top.Start + top.At]),
            Severity = Math.Max(1, score.Total / model.Calibration.Scores[^1]),
        };
    }

    /// <summary>Contribution of each curve to the score, largest first.</summary>
    private static ImmutableArray<CurveShare> SharesOf(MeasurementDefinition definition, double[] contributions)
    {
        double total = contributions.Sum();
        ImmutableArray<CurveShare>.Builder shares = ImmutableArray.CreateBuilder<CurveShare>();
        int start = 0;
        foreach (CurveDefinition curve in definition.Curves)
        {
            ReadOnlySpan<double> own = contributions.AsSpan(start, curve.Positions.Length);
            double sum = 0;
            int at = 0;
            for (int i = 0; i < own.Length; i++)
            {
                sum += own[i];
                at = own[i] > own[at] ? i : at;
            }

            shares.Add(new CurveShare(curve, start, at, total > 0 ? sum / total : 0));
            start += own.Length;
        }

        return [.. shares.OrderByDescending(share => share.Share)];
    }

    private static string Describe(PartType partType, AnomalyModel model, double[] vector, CurveShare share)
    {
        int feature = share.Start + share.At;
        double difference = JudgingScale.From(share.Curve, vector[feature])
            - JudgingScale.From(share.Curve, model.Detector.Mean[feature]);
        string position = Words.Position(share.Curve, share.Curve.Positions[share.At]);
        string at = position.Length == 0 ? "" : $" at {position}";
        return Words.Invariant($"{100 * share.Share:0} % {share.Curve.Name}{at} ")
            + $"{Words.Difference(share.Curve, difference)}, {share.Curve.Step}, "
            + Words.ChannelName(partType, share.Curve.Channel);
    }

    private readonly record struct CurveShare(CurveDefinition Curve, int Start, int At, double Share);
}
