using System.Collections.Immutable;
using Bench.Analysis.Metrics;
using Bench.Analysis.PartTypes;
using Bench.Models.Detectors;
using Bench.Models.Limits;
using Bench.Models.Verdicts;

namespace Bench.Models.Explanation;

/// <summary>
/// Says why the anomaly model finds a motor unusual: the curves with the largest shares, what would have made it pass,
/// and the most similar good motors. Vectors are on the judging scale and centred on the motor's variant and bench.
/// </summary>
internal static class ModelExplainer
{
    private const int CurvesNamed = 3;
    private const int CurvesPerFamily = 3;

    /// <summary>What the model says of a vector.</summary>
    public static ModelExplanation Explain(
        Machine machine, MeasurementDefinition definition, AnomalyModel model, double[] vector)
    {
        AnomalyScore score = model.Detector.Score(vector);
        ImmutableArray<(CurveContribution Contribution, int Start)> all = SharesOf(machine, definition, model, vector);
        double threshold = model.Calibration.LargestPassing(model.Share);
        return new ModelExplanation
        {
            Kind = score.NewPattern > score.WithinVariation ? AnomalyKind.NewPattern : AnomalyKind.UnusualSize,
            Score = score.Total,
            PValue = model.Calibration.PValue(score.Total),
            Curves =
            [
                .. all.GroupBy(curve => curve.Contribution.Curve.Family)
                    .SelectMany(family => family.Take(CurvesPerFamily))
                    .Select(curve => curve.Contribution)
                    .OrderByDescending(contribution => contribution.Share),
            ],
            PassesAt = Math.Sqrt(threshold / score.Total),
            PassesWithout = PassesWithout(all, model, vector, threshold),
            NearestGood = model.Nearest(vector),
        };
    }

    /// <summary>The same as one finding with code "anomaly".</summary>
    public static Finding ToFinding(PartType partType, AnomalyModel model, ModelExplanation explanation)
    {
        string curves = string.Join(
            ", ", explanation.Curves.Take(CurvesNamed).Select(contribution => Describe(partType, contribution)));
        string kind = explanation.Kind == AnomalyKind.NewPattern
            ? "a pattern that good motors do not have"
            : "an unusual size of the variation that good motors have";
        string advice = model.Authority == ModelAuthority.Advises ? "advice only: " : "";
        CurveContribution top = explanation.Curves[0];
        return new Finding
        {
            Source = FindingSource.Model,
            Code = "anomaly",
            Text = Words.Invariant($"{advice}{kind} (p = {explanation.PValue:0.###}): {curves}; ")
                + Words.Invariant($"it would pass at {100 * Math.Min(1, explanation.PassesAt):0} % ")
                + "of these deviations; "
                + $"most similar good motors {string.Join(", ", explanation.NearestGood.Take(3))}",
            Curve = top.Curve.Key,
            Channel = top.Curve.Channel,
            From = top.From,
            To = top.To,
            At = top.At,
            Value = top.GoodMean + top.Difference,
            Limit = top.GoodMean,
            Severity = Math.Max(1, explanation.Score / model.Calibration.Scores[^1]),
        };
    }

    /// <summary>Contribution of each curve to the score, largest first, with where its features start.</summary>
    private static ImmutableArray<(CurveContribution Contribution, int Start)> SharesOf(
        Machine machine, MeasurementDefinition definition, AnomalyModel model, double[] vector)
    {
        double[] contributions = model.Detector.Contributions(vector);
        double total = Math.Max(contributions.Sum(), double.Epsilon);
        List<(CurveContribution Contribution, int Start)> shares = [];
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

            (int first, int last) = (at, at);
            while (first > 0 && own[first - 1] >= own[at] / 2)
            {
                first--;
            }

            while (last + 1 < own.Length && own[last + 1] >= own[at] / 2)
            {
                last++;
            }

            double mean = JudgingScale.From(curve, model.Detector.Mean[start + at]);
            ImmutableArray<double> positions = curve.Positions;
            shares.Add((new CurveContribution(
                curve,
                sum / total,
                positions[first],
                positions[last],
                positions[at],
                mean,
                JudgingScale.From(curve, vector[start + at]) - mean,
                KinematicSource.Of(machine, curve, positions[at])), start));
            start += own.Length;
        }

        return [.. shares.OrderByDescending(share => share.Contribution.Share)];
    }

    /// <summary>Puts curve after curve to the good mean until the score is one that passes.</summary>
    private static ImmutableArray<string> PassesWithout(
        ImmutableArray<(CurveContribution Contribution, int Start)> curves,
        AnomalyModel model,
        double[] vector,
        double threshold)
    {
        double[] repaired = (double[])vector.Clone();
        ImmutableArray<string>.Builder taken = ImmutableArray.CreateBuilder<string>();
        foreach ((CurveContribution contribution, int start) in curves)
        {
            if (model.Detector.Score(repaired).Total <= threshold)
            {
                break;
            }

            int length = contribution.Curve.Positions.Length;
            model.Detector.Mean.Slice(start, length).CopyTo(repaired.AsSpan(start));
            taken.Add(contribution.Curve.Key);
        }

        return taken.ToImmutable();
    }

    private static string Describe(PartType partType, CurveContribution contribution)
    {
        CurveDefinition curve = contribution.Curve;
        string range = Words.Range(curve, contribution.From, contribution.To);
        string at = range.Length == 0 ? "" : $" at {range}";
        string source = contribution.Source.Length == 0 ? "" : $" ({contribution.Source})";
        return Words.Invariant($"{100 * contribution.Share:0} % {curve.Name}{source}{at} ")
            + $"{Words.Difference(curve, contribution.Difference)} from good motors, {curve.Step}, "
            + Words.ChannelName(partType, curve.Channel);
    }
}
