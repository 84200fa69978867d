using System.Collections.Immutable;
using System.Globalization;
using Bench.Analysis.Metrics;
using Bench.Analysis.PartTypes;
using Bench.Models.Limits;

namespace Bench.Models.Explanation;

/// <summary>Groups exceedances that no cause explains by where they are: the order, the spectrum, the level.</summary>
internal static class Places
{
    /// <summary>One group per order and per other family, in no particular order.</summary>
    public static IEnumerable<Cause> Of(PartType partType, ImmutableArray<Exceedance> exceedances) =>
        exceedances
            .GroupBy(CodeOf, StringComparer.Ordinal)
            .Select(group => new Cause(
                group.Key,
                NameOf(partType.Machine, group.First()),
                Confidence.MayBe,
                [.. group.OrderByDescending(exceedance => exceedance.Severity)],
                _ => false));

    private static string CodeOf(Exceedance exceedance) => exceedance.Curve.Family switch
    {
        CurveFamily.OrderCut or CurveFamily.OrderSpectrum or CurveFamily.OrderLevel when IsOrder(exceedance) =>
            $"order-{OrderOf(exceedance).ToString("0.##", CultureInfo.InvariantCulture)}",
        CurveFamily.EnvelopeSpectrum => "envelope",
        CurveFamily.Spectrum or CurveFamily.OctaveBand => "spectrum",
        CurveFamily.PhaseCurrent => "current",
        CurveFamily.SwitchingLine => "switching-line",
        _ => "level",
    };

    // The overall level stands beside the orders, but is none.
    private static bool IsOrder(Exceedance exceedance) =>
        exceedance.Curve.Family is CurveFamily.OrderCut or CurveFamily.OrderSpectrum
        || exceedance.Curve is { Family: CurveFamily.OrderLevel, Order: not null };

    private static double OrderOf(Exceedance exceedance) => exceedance.Curve.Order ?? exceedance.Position;

    /// <summary>What the machine's geometry says of an order; empty where it says nothing.</summary>
    private static string NameOf(Machine machine, Exceedance exceedance)
    {
        double order = OrderOf(exceedance);
        return IsOrder(exceedance) ? KinematicSource.OfShaft(machine, order) : "";
    }
}
