using System.Collections.Immutable;
using Bench.Analysis.Kinematics;
using Bench.Analysis.PartTypes;
using Bench.Plots;

namespace Bench.OfflineAnalysis;

/// <summary>Where the geometry of a part type draws lines.</summary>
internal static class KnownLines
{
    /// <summary>Orders with their names; empty without a part type.</summary>
    public static ImmutableArray<PlotMarker> OverOrder(PartType? partType)
    {
        if (partType is null)
        {
            return [];
        }

        Machine machine = partType.Machine;
        return
        [
            new(1, "1"),
            new(CharacteristicOrders.Electrical(machine), "p"),
            new(CharacteristicOrders.RadialForce(machine, 1), "2p"),
            new(CharacteristicOrders.TorqueRipple(machine, 1), "6p"),
            new(CharacteristicOrders.Slot(machine, 1), "slots"),
            .. machine.Bearings.SelectMany(bearing => (PlotMarker[])
            [
                new(CharacteristicOrders.BallPassOuter(bearing), $"BPFO {bearing.Name}"),
                new(CharacteristicOrders.BallPassInner(bearing), $"BPFI {bearing.Name}"),
            ]),
        ];
    }

    /// <summary>The same in Hz at a constant speed; empty where the speed is not constant.</summary>
    public static ImmutableArray<PlotMarker> OverFrequency(AnalysisSettings settings, AnalysisInput input)
    {
        if (settings.Speed.ConstantRpm is not { } rpm)
        {
            return [];
        }

        return
        [
            .. OverOrder(settings.PartType)
                .Select(marker => marker with { X = marker.X * rpm / 60 })
                .Where(marker => marker.X < input.SampleRateHz / 2),
        ];
    }
}
