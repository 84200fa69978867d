using System.Collections.Immutable;
using Bench.Analysis.Metrics;
using Bench.Analysis.PartTypes;
using Bench.Models.Limits;

namespace Bench.Models.Explanation;

/// <summary>
/// Order 1 of the vibration stands out: unbalance, unless higher shaft orders rise with it. One weak pole raises it
/// too.
/// </summary>
internal static class UnbalanceRule
{
    public static Cause? Unbalance(Evidence evidence)
    {
        ImmutableArray<Exceedance> first =
            evidence.AtOrders(order => order == 1, Quantity.Acceleration, Quantity.SoundPressure);
        if (first.IsEmpty || AirGapRules.BrokenMagnet(evidence) is not null)
        {
            return null;
        }

        OrderLines lines = evidence.OrderLines;
        bool alone = lines.GrownDb(1) > lines.GrownDb(2) && lines.GrownDb(1) > lines.GrownDb(3);
        double highestHz = evidence.PartType.Steps.Max(step => Math.Max(step.StartRpm, step.EndRpm)) / 60;
        return new Cause(
            "unbalance",
            "unbalance",
            alone ? Confidence.Fits : Confidence.MayBe,
            first,
            exceedance => Evidence.IncludesOrder(exceedance, order => order < 2)
                || (exceedance.Curve.Axis == CurveAxis.FrequencyHz && exceedance.Position < 1.3 * highestHz)
                || exceedance.Curve is { Family: CurveFamily.Level, IsDecibel: true });
    }
}
