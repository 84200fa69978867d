using System.Collections.Immutable;
using Bench.Analysis.Metrics;
using Bench.Analysis.PartTypes;
using Bench.Models.Limits;
using Bench.Models.Verdicts;

namespace Bench.Models.Explanation;

/// <summary>
/// Writes one finding: "order 8 (stator eccentricity): +6.2 dB over its limit, 7200-8100 rpm, accelerometer axial".
/// </summary>
internal static class FindingText
{
    /// <summary>
    /// An order cut shows the speed range; it is quoted rather than a sum over all speeds unless that is far worse.
    /// </summary>
    private const double CutPreference = 0.5;

    private const int OthersNamed = 2;

    /// <summary>The finding of a cause.</summary>
    public static Finding Of(PartType partType, Cause cause, ImmutableArray<Exceedance> consequences)
    {
        Exceedance quoted = Quoted(cause.Evidence);
        string name = cause switch
        {
            { Name: "" } => "",
            { Confidence: Confidence.Fits } => $" ({cause.Name})",
            _ when IsPlace(cause) => $" ({cause.Name})",
            _ => $" (may be {cause.Name})",
        };
        string side = quoted.Side == LimitSide.Above ? "over" : "under";
        string where = string.Join(", ", Where(partType, quoted));
        double difference = quoted.Side == LimitSide.Above ? quoted.Excess : -quoted.Excess;
        return new Finding
        {
            Source = FindingSource.LearnedLimit,
            Code = cause.Code,
            Text = $"{Subject(quoted)}{name}: {Words.Difference(quoted.Curve, difference)} {side} its limit, {where}"
                + Others(cause.Evidence.Remove(quoted), consequences),
            Cause = IsPlace(cause) ? "" : cause.Confidence == Confidence.Fits ? cause.Name : $"may be {cause.Name}",
            Curve = quoted.Curve.Key,
            Channel = quoted.Curve.Channel,
            From = quoted.From,
            To = quoted.To,
            At = quoted.Position,
            Value = quoted.Value,
            Limit = quoted.Limit,
            Severity = cause.Evidence.Max(exceedance => exceedance.Severity),
        };
    }

    private static bool IsPlace(Cause cause) =>
        cause.Code.StartsWith("order-", StringComparison.Ordinal)
        || cause.Code is "envelope" or "spectrum" or "current" or "switching-line" or "level";

    private static Exceedance Quoted(ImmutableArray<Exceedance> evidence)
    {
        Exceedance first = evidence[0];
        Exceedance? cut = evidence
            .Where(exceedance => exceedance.Curve.Family == CurveFamily.OrderCut)
            .MaxBy(exceedance => exceedance.Severity);
        bool isOrder = first.Curve.Family is CurveFamily.OrderSpectrum or CurveFamily.OrderCut;
        return isOrder && cut?.Severity >= CutPreference * first.Severity ? cut : first;
    }

    private static string Subject(Exceedance exceedance)
    {
        CurveDefinition curve = exceedance.Curve;
        return curve.Family switch
        {
            CurveFamily.OrderCut => Words.Invariant($"order {curve.Order:0.##}"),
            CurveFamily.OrderSpectrum => Words.Position(curve, exceedance.Position),
            CurveFamily.EnvelopeSpectrum => $"envelope {Words.Position(curve, exceedance.Position)}",
            CurveFamily.Spectrum or CurveFamily.OctaveBand =>
                $"{curve.Name} at {Words.Position(curve, exceedance.Position)}",
            CurveFamily.PhaseCurrent => $"current {curve.Name}",
            _ => curve.Name,
        };
    }

    private static IEnumerable<string> Where(PartType partType, Exceedance exceedance)
    {
        CurveDefinition curve = exceedance.Curve;
        bool isRange = exceedance.First != exceedance.Last;
        if (curve.Family is CurveFamily.OrderCut
            || (curve.Family is CurveFamily.Spectrum or CurveFamily.OctaveBand && isRange)
            || curve is { Family: CurveFamily.OrderLevel or CurveFamily.Sound, Axis: CurveAxis.SpeedRpm })
        {
            yield return Words.Range(curve, exceedance.From, exceedance.To);
        }

        if (curve.Family is not CurveFamily.OrderCut)
        {
            yield return curve.Step;
        }

        yield return curve.Family == CurveFamily.PhaseCurrent
            ? Words.Invariant($"measured {Words.Value(curve, exceedance.Value)}")
            : Words.ChannelName(partType, curve.Channel);
    }

    private static string Others(ImmutableArray<Exceedance> evidence, ImmutableArray<Exceedance> consequences)
    {
        ImmutableArray<Exceedance> others = [.. evidence, .. consequences];
        if (others.IsEmpty)
        {
            return "";
        }

        string[] named =
        [
            .. evidence
                .OrderByDescending(exceedance => exceedance.Severity)
                .Select(exceedance => (Subject: Subject(exceedance), Exceedance: exceedance))
                .DistinctBy(other => other.Subject, StringComparer.Ordinal)
                .Take(OthersNamed)
                .Select(other => $"{other.Subject} {Signed(other.Exceedance)}"),
        ];
        string list = named.Length == 0 ? "" : $"; also {string.Join(", ", named)}";
        int rest = others.Length - named.Length;
        return rest == 0 ? list : Words.Invariant($"{list}; {rest} more {(rest == 1 ? "place" : "places")} over limit");
    }

    private static string Signed(Exceedance exceedance) =>
        Words.Difference(exceedance.Curve, exceedance.Side == LimitSide.Above ? exceedance.Excess : -exceedance.Excess);
}
