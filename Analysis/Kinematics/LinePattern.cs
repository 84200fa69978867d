using System.Collections.Immutable;
using Bench.Analysis.PartTypes;

namespace Bench.Analysis.Kinematics;

/// <summary>
/// The lines that one part of a machine draws into a spectrum: its rhythm, the harmonics and the sidebands beside them.
/// </summary>
/// <param name="Name">What draws them, such as "outer ring".</param>
/// <param name="Order">Order of the rhythm by geometry, above 0.</param>
/// <param name="Harmonics">How many multiples of it are expected, at least 1.</param>
/// <param name="SidebandOrder">Distance of the sidebands in orders; 0 where none are expected.</param>
/// <param name="Sidebands">How many sidebands on either side are expected.</param>
/// <param name="MostLag">
/// Largest share by which the rhythm may lag behind geometry: slip, 1-2 % in bearings (R. B. Randall and J. Antoni,
/// MSSP 25, 2011).
/// </param>
/// <param name="MostLead">Largest share by which it may lead: data-sheet geometry is rounded.</param>
public sealed record LinePattern(
    string Name,
    double Order,
    int Harmonics,
    double SidebandOrder = 0,
    int Sidebands = 0,
    double MostLag = LinePattern.BearingSlip,
    double MostLead = 0.005)
{
    /// <summary>Slip of rolling bearings that is allowed for, with a little room for a nominal speed.</summary>
    public const double BearingSlip = 0.025;

    /// <summary>
    /// The patterns of a bearing with rotating inner ring: damage of the inner ring turns through the load zone once
    /// per revolution, damage of a ball once per turn of the cage, damage of the outer ring stands still.
    /// </summary>
    /// <param name="bearing">Geometry.</param>
    /// <param name="mostLag">Slip allowed for.</param>
    public static ImmutableArray<LinePattern> Of(Bearing bearing, double mostLag = BearingSlip)
    {
        double cage = CharacteristicOrders.Cage(bearing);
        return
        [
            new("outer ring", CharacteristicOrders.BallPassOuter(bearing), 4, MostLag: mostLag),
            new("inner ring", CharacteristicOrders.BallPassInner(bearing), 4, 1, 2, mostLag),
            new("ball", 2 * CharacteristicOrders.BallSpin(bearing), 4, cage, 2, mostLag),
            new("cage", cage, 6, MostLag: mostLag),
        ];
    }
}
