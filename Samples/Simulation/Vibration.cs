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
        Sensors accelerometers,
        Sensors microphones)
    {
        _samples = (int)Math.Round(sampleRateHz * MotorSimulation.BlockSeconds);
        _accelerometers = accelerometers.Samples;
        _microphones = microphones.Samples;
        _forces = new ForceField(_samples, sampleRateHz);
        _orders = new OrderForces(context, phasors, sampleRateHz);
        _noise = new MechanicalNoise(context, sampleRateHz, Tones.Padded(_samples));
        _bearings = BearingImpacts.Of(context);
        _loosePart = new LoosePart(context);
        _hammer = new HammerBlow(faults.HammerSeconds, sampleRateHz);
        if (_accelerometers.Length > 0)
        {
            _housing = Structure.ForAccelerometers(context, sampleRateHz, accelerometers.Places);
        }

        if (_microphones.Length > 0)
        {
            _radiation = Structure.ForMicrophones(context, sampleRateHz, microphones.Places);
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

/// <summary>Sensors of one kind at one rate.</summary>
/// <param name="Places">Place of each among all of its kind in the part type.</param>
/// <param name="Samples">Padded block of each.</param>
internal sealed record Sensors(int[] Places, float[][] Samples);
