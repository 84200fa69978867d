using System.Collections.Immutable;
using Bench.Analysis.Metrics;
using Bench.Models.Limits;

namespace Bench.Models.Explanation;

/// <summary>
/// The inverter switches at another frequency than usual: no motor can move its carrier, so this always fits.
/// </summary>
internal static class InverterRule
{
    public static Cause? SwitchingFrequency(Evidence evidence)
    {
        ImmutableArray<Exceedance> carrier =
            evidence.Of(curve => curve is { Family: CurveFamily.SwitchingLine, Unit: "Hz" });
        double nominal = evidence.Machine.SwitchingFrequencyHz;
        return carrier.IsEmpty ? null : new Cause(
            "switching-frequency",
            "inverter switching frequency",
            Confidence.Fits,
            carrier,
            exceedance => exceedance.Curve.Family == CurveFamily.SwitchingLine || IsNearCarrier(exceedance, nominal));
    }

    /// <summary>
    /// Bands and orders that the wandered lines fall into: within a third of the carrier or of its double.
    /// </summary>
    private static bool IsNearCarrier(Exceedance exceedance, double carrierHz) =>
        exceedance.Curve.Axis == CurveAxis.FrequencyHz
        && (Math.Abs(exceedance.Position - carrierHz) < carrierHz / 3
            || Math.Abs(exceedance.Position - 2 * carrierHz) < carrierHz / 3);
}
