using System.Collections.Immutable;
using Bench.Analysis.Metrics;
using Bench.Analysis.PartTypes;
using Bench.Models.Explanation;
using Bench.Models.Verdicts;

namespace Bench.Models.Limits;

/// <summary>Limits from a specification; they hold whatever was learned.</summary>
internal static class FixedLimits
{
    /// <summary>One finding per fixed limit and curve that exceeds it, at the worst position.</summary>
    public static ImmutableArray<Finding> Judge(PartType partType, Measurement measurement)
    {
        ImmutableArray<Finding>.Builder findings = ImmutableArray.CreateBuilder<Finding>();
        foreach (FixedLimit limit in partType.FixedLimits)
        {
            for (int c = 0; c < measurement.Definition.Curves.Length; c++)
            {
                CurveDefinition curve = measurement.Definition.Curves[c];
                if (Applies(limit, curve) && Worst(limit, curve, measurement.Values(c)) is { } at)
                {
                    findings.Add(ToFinding(partType, limit, curve, at, measurement.Values(c)[at]));
                }
            }
        }

        return findings.ToImmutable();
    }

    private static bool Applies(FixedLimit limit, CurveDefinition curve) =>
        limit.Family == curve.Family
        && (limit.Step.Length == 0 || limit.Step == curve.Step)
        && (limit.Channel.Length == 0 || limit.Channel == curve.Channel)
        && (limit.Name.Length == 0 || limit.Name == curve.Name);

    private static int? Worst(FixedLimit limit, CurveDefinition curve, ReadOnlySpan<float> values)
    {
        int? worst = null;
        double most = 0;
        for (int i = 0; i < values.Length; i++)
        {
            bool inRange = curve.Positions[i] >= limit.From && curve.Positions[i] <= limit.To;
            double excess = Math.Max(values[i] - (limit.Upper ?? double.NaN), 0);
            double shortfall = Math.Max((limit.Lower ?? double.NaN) - values[i], 0);
            double beyond = Math.Max(double.IsNaN(excess) ? 0 : excess, double.IsNaN(shortfall) ? 0 : shortfall);
            if (inRange && beyond > most)
            {
                (most, worst) = (beyond, i);
            }
        }

        return worst;
    }

    private static Finding ToFinding(PartType partType, FixedLimit limit, CurveDefinition curve, int at, float value)
    {
        bool above = limit.Upper is { } upper && value > upper;
        double allowed = (above ? limit.Upper : limit.Lower)!.Value;
        double position = curve.Positions[at];
        double severity = curve.IsDecibel
            ? 1 + Math.Abs(value - allowed) / 3
            : 1 + Math.Abs(value - allowed) / Math.Max(Math.Abs(allowed), double.Epsilon);
        string where = Words.Position(curve, position) is { Length: > 0 } text ? $"{text}, " : "";
        return new Finding
        {
            Source = FindingSource.FixedLimit,
            Code = "fixed-limit",
            Text = Words.Invariant(
                $"{curve.Name}: {Words.Value(curve, value)} where {Words.Value(curve, allowed)} is the ")
                + $"{(above ? "most" : "least")} allowed ({limit.Reason}), {where}{curve.Step}, "
                + Words.ChannelName(partType, curve.Channel),
            Curve = curve.Key,
            Channel = curve.Channel,
            From = position,
            To = position,
            At = position,
            Value = value,
            Limit = allowed,
            Severity = Math.Min(severity, 1000),
        };
    }
}
