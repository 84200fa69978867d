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
        CurveFamily.OrderCut or CurveFamily.OrderSpectrum =>
            $"order-{OrderOf(exceedance).ToString("0.##", CultureInfo.InvariantCulture)}",
        CurveFamily.EnvelopeSpectrum => "envelope",
        CurveFamily.Spectrum => "spectrum",
        CurveFamily.PhaseCurrent => "current",
        CurveFamily.SwitchingLine => "switching-line",
        _ => "level",
    };

    private static double OrderOf(Exceedance exceedance) => exceedance.Curve.Order ?? exceedance.Position;

    /// <summary>What the machine's geometry says of an order; empty where it says nothing.</summary>
    private static string NameOf(Machine machine, Exceedance exceedance)
    {
        double order = OrderOf(exceedance);
        bool isOrder = exceedance.Curve.Family is CurveFamily.OrderCut or CurveFamily.OrderSpectrum;
        return isOrder ? KinematicSource.OfShaft(machine, order) : "";
    }
}
