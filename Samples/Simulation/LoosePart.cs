namespace Bench.Samples.Simulation;

/// <summary>
/// A loose part that the housing's vibration shakes in a range of speeds: it strikes about once per revolution,
/// irregularly, sometimes not at all, always on the same side.
/// </summary>
internal sealed class LoosePart
{
    private const double NewtonSeconds = 0.028;
    private const double MissedShare = 0.25;

    private readonly RandomSource _random;
    private readonly double _impulse;
    private readonly ForcePoint _point;
    private readonly double _fromHz;
    private readonly double _toHz;
    private double _next = double.NegativeInfinity;

    public LoosePart(SpecimenContext context)
    {
        _random = context.Random("loose part");
        _impulse = NewtonSeconds * context.Growth(Defect.LoosePart) * _random.ScatterDb(1);
        _point = _random.Uniform() < 0.5 ? ForcePoint.BearingA : ForcePoint.BearingB;
        _fromHz = context.TopSpeedHz * _random.Uniform(0.30, 0.42);
        _toHz = context.TopSpeedHz * _random.Uniform(0.62, 0.75);
    }

    /// <summary>Adds the impacts that fall into a block.</summary>
    public void AddTo(ForceField forces, double fromTurns, double toTurns, double speedHz, int samples)
    {
        if (_impulse == 0 || toTurns <= fromTurns)
        {
            return;
        }

        if (_next < fromTurns)
        {
            _next = fromTurns + _random.Uniform(0, 1);
        }

        while (_next < toTurns)
        {
            double position = (_next - fromTurns) / (toTurns - fromTurns) * samples;
            double hardness = _random.ScatterDb(4);
            if (_random.Uniform() > MissedShare && speedHz > _fromHz && speedHz < _toHz)
            {
                forces.Strike(_point, position, _impulse * hardness);
            }

            _next += Math.Max(0.15, 1 + (0.22 * _random.Gaussian()));
        }
    }
}
