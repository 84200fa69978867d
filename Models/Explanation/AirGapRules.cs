using System.Collections.Immutable;
using Bench.Analysis.Kinematics;
using Bench.Analysis.Metrics;
using Bench.Analysis.PartTypes;
using Bench.Models.Limits;

namespace Bench.Models.Explanation;

/// <summary>
/// Faults of the air gap's field, told apart by which orders around the pole order 2p rise (Gieras, Wang and Lai,
/// Noise of Polyphase Electric Motors, chapter 2): an off-centre stator raises 2p itself and its neighbours at one
/// shaft order; one weak pole makes the field repeat once per revolution, so that 2p ± 2, ± 3 ... rise as well, while
/// 2p does not.
/// </summary>
internal static class AirGapRules
{
    /// <summary>
    /// Half of the amplitude again: a line that has grown by this much stands out of 1-2 dB of scatter.
    /// </summary>
    private const double GrownDb = 3.5;

    public static Cause? BrokenMagnet(Evidence evidence)
    {
        int pole = PoleOrder(evidence);
        OrderLines lines = evidence.OrderLines;
        double[] far =
        [
            .. FarSidebands(pole).Where(order => !IsOfBearing(evidence, order)).Select(lines.GrownDb).Order(),
        ];
        if (far.Count(grown => grown > GrownDb) < 3 || far[far.Length / 2] < lines.GrownDb(pole))
        {
            return null;
        }

        ImmutableArray<Exceedance> evident = Vibration(evidence, order =>
            order is > 0 && order % 1 == 0 && order != pole && Math.Abs(order - pole) <= 4
            && !IsOfBearing(evidence, order));
        bool magnets = evidence.Machine.Rotor == RotorKind.PermanentMagnet;
        return evident.IsEmpty ? null : new Cause(
            magnets ? "broken-magnet" : "rotor-pole",
            magnets ? "broken or weak magnet" : "one weak rotor pole",
            Confidence.Fits,
            evident,
            exceedance => Evidence.IncludesOrder(exceedance, order => order <= 2 * pole)
                || exceedance.Curve.Family == CurveFamily.PhaseCurrent
                || IsTonalConsequence(evidence, exceedance));
    }

    public static Cause? StatorEccentricity(Evidence evidence)
    {
        int pole = PoleOrder(evidence);
        OrderLines lines = evidence.OrderLines;
        bool sidebandsGrown = HasShaftSidebands(evidence);
        bool poleGrown = lines.GrownDb(pole) > GrownDb && CurrentRules.UnequalPhases(evidence) is null;
        ImmutableArray<Exceedance> evident = Vibration(evidence, order => Math.Abs(order - pole) is 0 or 1);
        if (BrokenMagnet(evidence) is not null || evident.IsEmpty || !(poleGrown || sidebandsGrown))
        {
            return null;
        }

        return new Cause(
            "stator-eccentricity",
            "stator eccentricity",
            lines.GrownDb(pole) > GrownDb && sidebandsGrown ? Confidence.Fits : Confidence.MayBe,
            evident,
            exceedance => Evidence.IncludesOrder(exceedance, order => IsAirGapOrder(evidence.Machine, order))
                || IsTonalConsequence(evidence, exceedance));
    }

    /// <summary>
    /// Whether 2p's neighbours at one shaft order have grown: the air gap changes once per revolution. Unequal phase
    /// currents raise 2p alone.
    /// </summary>
    public static bool HasShaftSidebands(Evidence evidence)
    {
        int pole = PoleOrder(evidence);
        return new double[] { pole - 1, pole + 1 }
            .All(order => evidence.OrderLines.GrownDb(order) > GrownDb && !IsOfBearing(evidence, order));
    }

    /// <summary>
    /// A rise that a bearing explains says nothing about the air gap: its lines fall beside whole orders, nearer than
    /// an order spectrum resolves.
    /// </summary>
    private static bool IsOfBearing(Evidence evidence, double order) =>
        evidence.ClearBearing is { } bearing && bearing.FallsInto(order, OrderLines.HalfWidth);

    /// <summary>
    /// Bands up to the fourth pole order at top speed, and levels: where the raised orders are summed.
    /// </summary>
    private static bool IsTonalConsequence(Evidence evidence, Exceedance exceedance)
    {
        bool isVibration = evidence.QuantityOf(exceedance.Curve) is Quantity.Acceleration or Quantity.SoundPressure;
        double topHz = evidence.PartType.Steps.Max(step => Math.Max(step.StartRpm, step.EndRpm)) / 60;
        return isVibration && (exceedance.Curve.Family == CurveFamily.Level
            || (exceedance.Curve.Family == CurveFamily.Spectrum
                && exceedance.Position <= 4 * PoleOrder(evidence) * topHz));
    }

    /// <summary>Multiples of 2p and of the slots, and their neighbours at one shaft order.</summary>
    private static bool IsAirGapOrder(Machine machine, double order)
    {
        double poles = CharacteristicOrders.RadialForce(machine, 1);
        double slots = CharacteristicOrders.Slot(machine, 1);
        return order > 1.5 && (IsNearMultiple(order, poles) || IsNearMultiple(order, slots));
    }

    private static bool IsNearMultiple(double order, double of) =>
        Math.Abs(order - of * Math.Max(1, Math.Round(order / of))) <= 1.5;

    private static int PoleOrder(Evidence evidence) => 2 * evidence.Machine.PolePairs;

    private static IEnumerable<double> FarSidebands(int pole) =>
        new double[] { pole - 3, pole - 2, pole + 2, pole + 3 }.Where(order => order > 2);

    private static ImmutableArray<Exceedance> Vibration(Evidence evidence, Func<double, bool> isMeant) =>
        evidence.AtOrders(isMeant, Quantity.Acceleration, Quantity.SoundPressure);
}
