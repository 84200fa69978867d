using Bench.Analysis.Kinematics;
using Bench.Analysis.PartTypes;

namespace Bench.Samples.Simulation;

/// <summary>
/// Impacts of one bearing defect. They come at the defect's order less the slip (1-2 %), each a little early or
/// late, each as hard as the load at that place allows (R. B. Randall, J. Antoni, MSSP 25, 2011, section 3).
/// </summary>
internal sealed class BearingImpacts
{
    // Impulse of a medium pit's impact at 6000 rpm; impulse grows with the speed at which balls roll over it.
    private const double NewtonSeconds = 0.010;
    private const double ReferenceHz = 100;

    // Half the load zone's extent: the loaded share of the circumference is about 40 %.
    private const double LoadZone = 0.45;

    private readonly Defect _defect;
    private readonly ForcePoint _point;
    private readonly RandomSource _random;
    private readonly double _order;
    private readonly double _cageOrder;
    private readonly double _impulse;
    private readonly double _zoneTurn;
    private double _next;
    private double _count;

    private BearingImpacts(SpecimenContext context, Defect defect, Bearing bearing, ForcePoint point)
    {
        _defect = defect;
        _point = point;
        _random = context.Random($"bearing {defect}");
        double slip = 1 - _random.Uniform(0.006, 0.014);
        _cageOrder = CharacteristicOrders.Cage(bearing) * slip;
        (_order, double size) = defect switch
        {
            Defect.BearingOuter => (CharacteristicOrders.BallPassOuter(bearing) * slip, 1.0),
            Defect.BearingInner => (CharacteristicOrders.BallPassInner(bearing) * slip, 1.5),
            Defect.BearingBall => (2 * CharacteristicOrders.BallSpin(bearing) * slip, 1.4),
            _ => (_cageOrder, 2.2),
        };
        _impulse = NewtonSeconds * size * context.Growth(defect) * _random.ScatterDb(0.8);
        _zoneTurn = _random.Uniform();
        _count = double.NegativeInfinity;
    }

    /// <summary>The impacts of every bearing defect that the specimen has, each in a bearing of its own draw.</summary>
    public static List<BearingImpacts> Of(SpecimenContext context)
    {
        List<BearingImpacts> impacts = [];
        ReadOnlySpan<Defect> kinds =
            [Defect.BearingOuter, Defect.BearingInner, Defect.BearingBall, Defect.BearingCage];
        int bearings = context.Machine.Bearings.Length;
        foreach (Defect kind in kinds)
        {
            if (bearings > 0 && context.Growth(kind) > 0)
            {
                int at = context.Random($"which bearing {kind}").Below(bearings);
                ForcePoint point = at == 0 ? ForcePoint.BearingA : ForcePoint.BearingB;
                impacts.Add(new BearingImpacts(context, kind, context.Machine.Bearings[at], point));
            }
        }

        return impacts;
    }

    /// <summary>Adds the impacts that fall into a block.</summary>
    /// <param name="forces">Where they act.</param>
    /// <param name="fromTurns">Shaft angle at the block's start in revolutions.</param>
    /// <param name="toTurns">Shaft angle behind the block's end.</param>
    /// <param name="speedHz">Shaft speed.</param>
    /// <param name="samples">Samples of the block.</param>
    public void AddTo(ForceField forces, double fromTurns, double toTurns, double speedHz, int samples)
    {
        if (double.IsNegativeInfinity(_count))
        {
            _count = Math.Ceiling(fromTurns * _order);
            _next = _count;
        }

        while (_next < toTurns * _order && toTurns > fromTurns)
        {
            double turns = _next / _order;
            double position = Math.Max(0, (turns - fromTurns) / (toTurns - fromTurns) * samples);
            double hardness = Load(turns) * Math.Max(0.2, _random.Scatter(0.12));
            forces.Strike(_point, position, _impulse * hardness * speedHz / ReferenceHz);

            // Balls are not spaced evenly: 1 % of a spacing each, and their mean place creeps by 0.2 %.
            _count += _random.Scatter(0.002);
            _next = _count + (0.01 * _random.Gaussian());
        }
    }

    private double Load(double turns) => _defect switch
    {
        // The pit turns with the shaft, or with the cage, through the load zone.
        Defect.BearingInner => Zone(turns + _zoneTurn),
        Defect.BearingBall => Zone((turns * _cageOrder) + _zoneTurn),

        // A standing pit feels only the unbalance's turning load.
        Defect.BearingOuter => 1 + (0.08 * Math.Cos(2 * Math.PI * turns)),
        _ => 1,
    };

    // Stribeck's load distribution (1 - (1 - cos ψ)/2ε)^1.5, with a rest from preload.
    private static double Zone(double turns)
    {
        double share = 1 - ((1 - Math.Cos(2 * Math.PI * turns)) / (2 * LoadZone));
        return 0.15 + (0.85 * Math.Pow(Math.Max(0, share), 1.5));
    }
}
