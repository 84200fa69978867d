namespace Bench.Samples.Simulation;

/// <summary>Every force on the motor, through the structure, to accelerometers and microphones.</summary>
internal sealed class Vibration
{
    private readonly ForceField _forces;
    private readonly OrderForces _orders;
    private readonly MechanicalNoise _noise;
    private readonly List<BearingImpacts> _bearings;
    private readonly LoosePart _loosePart;
    private readonly HammerBlow _hammer;
    private readonly ModalBank? _housing;
    private readonly ModalBank? _radiation;
    private readonly float[][] _accelerometers;
    private readonly float[][] _microphones;
    private readonly int _samples;

    public Vibration(
        SpecimenContext context,
        BenchFaults faults,
        OrderPhasors phasors,
        double sampleRateHz,
        float[][] accelerometers,
        float[][] microphones)
    {
        _samples = (int)Math.Round(sampleRateHz * MotorSimulation.BlockSeconds);
        _accelerometers = accelerometers;
        _microphones = microphones;
        _forces = new ForceField(_samples, sampleRateHz);
        _orders = new OrderForces(context, phasors, sampleRateHz);
        _noise = new MechanicalNoise(context);
        _bearings = BearingImpacts.Of(context);
        _loosePart = new LoosePart(context);
        _hammer = new HammerBlow(faults.HammerSeconds, sampleRateHz);
        if (accelerometers.Length > 0)
        {
            _housing = Structure.ForAccelerometers(context, sampleRateHz, accelerometers.Length);
        }

        if (microphones.Length > 0)
        {
            _radiation = Structure.ForMicrophones(context, sampleRateHz, microphones.Length);
        }
    }

    /// <summary>Starts a block; the caller may add forces of its own before <see cref="Render"/>.</summary>
    public ForceField Begin()
    {
        _forces.Clear();
        return _forces;
    }

    /// <summary>Adds all forces of the block and filters them to the sensors.</summary>
    public void Render(long block, OperatingPoint from, OperatingPoint to, double fromTurns, double toTurns)
    {
        _orders.AddTo(_forces, from, to);
        _noise.AddTo(_forces, from, to);
        foreach (BearingImpacts bearing in _bearings)
        {
            bearing.AddTo(_forces, fromTurns, toTurns, from.SpeedHz, _samples);
        }

        _loosePart.AddTo(_forces, fromTurns, toTurns, from.SpeedHz, _samples);
        _hammer.AddTo(_forces, block, _samples);
        _housing?.AddTo(_forces.All, _accelerometers, _samples);
        _radiation?.AddTo(_forces.All, _microphones, _samples);
    }
}
