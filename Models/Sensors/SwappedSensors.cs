using System.Collections.Immutable;
using Bench.Analysis.Metrics;
using Bench.Analysis.PartTypes;
using Bench.Models.Limits;
using Bench.Models.Verdicts;

namespace Bench.Models.Sensors;

/// <summary>
/// Two accelerometers whose cables are exchanged: each looks like a good motor seen from the other's place, and less so
/// from its own. Distances are mean absolute deviations in dB over curves that both sensors have with the same axis.
/// </summary>
internal static class SwappedSensors
{
    /// <summary>The exchanged reading must fit this much better than the plain one.</summary>
    private const double BetterBy = 0.7;

    /// <summary>One finding per exchanged pair.</summary>
    public static ImmutableArray<Finding> Find(
        ImmutableArray<Channel> accelerometers, LimitSet limits, Measurement measurement)
    {
        ImmutableArray<Finding>.Builder findings = ImmutableArray.CreateBuilder<Finding>();
        for (int i = 0; i < accelerometers.Length; i++)
        {
            for (int k = i + 1; k < accelerometers.Length; k++)
            {
                Channel first = accelerometers[i];
                Channel second = accelerometers[k];
                double plain = Distance(first, first, limits, measurement)
                    + Distance(second, second, limits, measurement);
                double crossed = Distance(first, second, limits, measurement)
                    + Distance(second, first, limits, measurement);
                bool eachFits =
                    Distance(first, second, limits, measurement) < Distance(first, first, limits, measurement)
                    && Distance(second, first, limits, measurement) < Distance(second, second, limits, measurement);
                if (eachFits && crossed < BetterBy * plain)
                {
                    findings.Add(ToFinding(first, second, plain / crossed));
                }
            }
        }

        return findings.ToImmutable();
    }

    private static Finding ToFinding(Channel first, Channel second, double ratio) => new()
    {
        Source = FindingSource.Check,
        Code = "sensors-swapped",
        Text = $"{first.Name} and {second.Name} are exchanged: each shows what the other shows on good motors",
        Instruction = $"Exchange the cables of {first.Name} and {second.Name}, test again.",
        Channel = first.Id,
        Severity = ratio,
    };

    /// <summary>
    /// Mean absolute deviation of what a sensor measured from the good medians of a place; NaN without common curves.
    /// </summary>
    private static double Distance(Channel measured, Channel place, LimitSet limits, Measurement measurement)
    {
        double sum = 0;
        int count = 0;
        for (int c = 0; c < limits.Curves.Length; c++)
        {
            CurveDefinition own = limits.Curves[c].Curve;
            if (own.Channel != measured.Id || !own.IsDecibel || own.Axis == CurveAxis.None)
            {
                continue;
            }

            LimitCurve? there = limits.Curves.FirstOrDefault(limit => IsSame(limit.Curve, own, place.Id));
            if (there is null)
            {
                continue;
            }

            for (int i = 0; i < own.Positions.Length; i++)
            {
                sum += Math.Abs(measurement.Values(c)[i] - there.Median[i]);
                count++;
            }
        }

        return sum / count;
    }

    private static bool IsSame(CurveDefinition curve, CurveDefinition other, string channel) =>
        curve.Channel == channel
        && curve.Step == other.Step
        && curve.Family == other.Family
        && curve.Name == other.Name
        && curve.Positions.AsSpan().SequenceEqual(other.Positions.AsSpan());
}
