using System.Collections.Immutable;
using System.Globalization;
using Bench.Analysis.Kinematics;
using Bench.Analysis.PartTypes;

namespace Bench.Web.Signals;

/// <summary>An order or frequency at which a part of the machine speaks.</summary>
internal sealed record KnownLine(string Name, string NameFr, double? Order, double? Hz, string Group)
{
    /// <summary>All of a part type.</summary>
    /// <param name="partType">The part type.</param>
    /// <param name="step">Gives the speed of lines that are no orders; null for none.</param>
    public static ImmutableArray<KnownLine> Of(PartType partType, TestStep? step) =>
    [
        .. Shaft(), .. Electrical(partType.Machine), .. partType.Machine.Bearings.SelectMany(Bearing),
        .. Switching(partType.Machine, step),
    ];

    private static IEnumerable<KnownLine> Shaft()
    {
        for (int harmonic = 1; harmonic <= 3; harmonic++)
        {
            yield return Line(Text($"shaft {harmonic}×"), Text($"arbre {harmonic}×"), harmonic, "shaft");
        }
    }

    private static IEnumerable<KnownLine> Electrical(Machine machine)
    {
        yield return Line(
            "electrical p", "électrique p", CharacteristicOrders.Electrical(machine), "electrical");
        for (int harmonic = 1; harmonic <= 2; harmonic++)
        {
            yield return Line(
                Text($"pole order {2 * harmonic}p"),
                Text($"ordre polaire {2 * harmonic}p"),
                CharacteristicOrders.RadialForce(machine, harmonic),
                "electrical");
            yield return Line(
                Text($"torque ripple {6 * harmonic}p"),
                Text($"ondulation de couple {6 * harmonic}p"),
                CharacteristicOrders.TorqueRipple(machine, harmonic),
                "electrical");
        }

        yield return Line("slots", "encoches", CharacteristicOrders.Slot(machine, 1), "slot");
    }

    private static IEnumerable<KnownLine> Bearing(Bearing bearing)
    {
        yield return Line(
            $"{bearing.Name} cage", $"{bearing.Name} cage", CharacteristicOrders.Cage(bearing), "bearing");
        yield return Line(
            $"{bearing.Name} outer ring",
            $"{bearing.Name} bague extérieure",
            CharacteristicOrders.BallPassOuter(bearing),
            "bearing");
        yield return Line(
            $"{bearing.Name} inner ring",
            $"{bearing.Name} bague intérieure",
            CharacteristicOrders.BallPassInner(bearing),
            "bearing");
        yield return Line(
            $"{bearing.Name} ball",
            $"{bearing.Name} bille",
            2 * CharacteristicOrders.BallSpin(bearing),
            "bearing");
    }

    // Sidebands move with the speed: only where a step holds one can they be told.
    private static IEnumerable<KnownLine> Switching(Machine machine, TestStep? step)
    {
        yield return new KnownLine(
            "switching frequency", "fréquence de découpage", null, machine.SwitchingFrequencyHz, "switching");
        if (step is { Kind: StepKind.Dwell })
        {
            foreach (int sideband in (int[])[-4, -2, 2, 4])
            {
                double hz = CharacteristicOrders.SwitchingLineHz(machine, 1, sideband, step.EndRpm);
                string name = Text($"f_sw {sideband:+0;-0} f_el");
                yield return new KnownLine(name, name, null, Math.Round(hz, 3), "switching");
            }
        }
    }

    private static KnownLine Line(string name, string nameFr, double order, string group) =>
        new(name, nameFr, Math.Round(order, 6), null, group);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
