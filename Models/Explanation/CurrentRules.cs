using System.Collections.Immutable;
using Bench.Analysis.Metrics;
using Bench.Analysis.PartTypes;
using Bench.Models.Limits;

namespace Bench.Models.Explanation;

/// <summary>
/// Unequal phase currents. A negative sequence makes torque and force at twice the electrical frequency, order 2p,
/// whatever its cause. Shorted turns also distort the field, which lets a third harmonic into the currents; unequal
/// resistances or contacts do not.
/// </summary>
internal static class CurrentRules
{
    public static Cause? UnequalPhases(Evidence evidence)
    {
        ImmutableArray<Exceedance> unbalance = evidence.Of(curve =>
            curve.Family == CurveFamily.PhaseCurrent && curve.Name.StartsWith("unbalance", StringComparison.Ordinal));
        if (unbalance.IsEmpty)
        {
            return null;
        }

        ImmutableArray<Exceedance> third =
            evidence.Of(curve => curve is { Family: CurveFamily.PhaseCurrent, Name: "third harmonic" });
        bool distorted = !third.IsEmpty;
        int poleOrder = 2 * evidence.Machine.PolePairs;
        // Vibration at 2p with sidebands at one shaft order is an eccentric air gap's, whatever the currents do.
        ImmutableArray<Quantity> shaken = AirGapRules.HasShaftSidebands(evidence)
            ? [Quantity.Torque]
            : [Quantity.Torque, Quantity.Acceleration, Quantity.SoundPressure];
        ImmutableArray<Exceedance> ripple = evidence.AtOrders(order => order == poleOrder, shaken);
        return new Cause(
            distorted ? "turn-short" : "phase-unbalance",
            distorted ? "turn short" : "unequal phases, resistance or contact",
            distorted && ripple.IsEmpty ? Confidence.MayBe : Confidence.Fits,
            [.. unbalance, .. third, .. ripple],
            exceedance => exceedance.Curve.Family == CurveFamily.PhaseCurrent
                || Evidence.IncludesOrder(exceedance, order => order > 0 && order % poleOrder == 0));
    }
}
