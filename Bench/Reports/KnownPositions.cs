using System.Collections.Immutable;
using Bench.Analysis.Kinematics;
using Bench.Analysis.Metrics;
using Bench.Analysis.PartTypes;
using Bench.Plots;

namespace Bench.Reports;

/// <summary>Orders that a machine's geometry yields, as markers of a plot.</summary>
internal static class KnownPositions
{
    public static ImmutableArray<PlotMarker> Of(CurveDefinition curve, Machine machine) => curve.Axis switch
    {
        CurveAxis.Order when curve.Family == CurveFamily.EnvelopeSpectrum => BearingOrders(machine),
        CurveAxis.Order => MachineOrders(machine),
        _ => [],
    };

    public static ImmutableArray<PlotMarker> MachineOrders(Machine machine)
    {
        double field = CharacteristicOrders.RadialForce(machine, 1);
        double ripple = CharacteristicOrders.TorqueRipple(machine, 1);
        double slots = CharacteristicOrders.Slot(machine, 1);
        PlotMarker[] all =
        [
            new(1, "1"),
            new(field, $"2p = {field}"),
            new(2 * field, $"4p = {2 * field}"),
            new(ripple, $"6p = {ripple}"),
            new(slots, $"slots {slots}"),
        ];
        return [.. all.DistinctBy(marker => marker.X)];
    }

    private static ImmutableArray<PlotMarker> BearingOrders(Machine machine) =>
    [
        .. machine.Bearings.SelectMany(bearing => new PlotMarker[]
        {
            new(CharacteristicOrders.Cage(bearing), $"cage {Side(bearing)}"),
            new(CharacteristicOrders.BallPassOuter(bearing), $"outer {Side(bearing)}"),
            new(CharacteristicOrders.BallPassInner(bearing), $"inner {Side(bearing)}"),
            new(2 * CharacteristicOrders.BallSpin(bearing), $"ball {Side(bearing)}"),
        }),
    ];

    private static string Side(Bearing bearing) => bearing.Name.Split('-', ' ')[0];
}
