namespace Bench.Samples.Simulation;

/// <summary>
/// Excitation of a wound rotor: direct current that follows the load, ripple once per revolution and once per brush
/// from the slip rings, the chopper's line, contact noise. Sparking or bouncing brushes break the contact in bursts
/// of about a millisecond, which shows in the current and as high-frequency vibration on the slip rings' side.
/// </summary>
internal sealed class Excitation
{
    private const double IdleAmps = 6;
    private const double LoadAmps = 6;
    private const double ChopperHz = 16_000;
    private const double BurstsPerRevolution = 0.7;
    private const double BurstSeconds = 0.0015;

    private readonly OrderPhasors _phasors;
    private readonly RandomSource _random;
    private readonly NoiseSource _contact;
    private readonly NoiseSource _spark;
    private readonly float[] _sparks;
    private readonly double _sampleRateHz;
    private readonly double _growth;
    private readonly double _level;
    private readonly double _once;
    private readonly double _perBrush;
    private readonly double _contactSigma;
    private readonly double _chopper;
    private readonly double _oncePhase;
    private readonly int _onceIndex;
    private readonly int _brushIndex;
    private readonly double _decay;
    private double _amps;
    private double _burst;
    private double _next = double.NegativeInfinity;

    public Excitation(SpecimenContext context, OrderPhasors phasors, double sampleRateHz, int length)
    {
        _phasors = phasors;
        _sampleRateHz = sampleRateHz;
        _random = context.Random("excitation");
        _contact = context.Noise("contact noise");
        _spark = context.Noise("sparks");
        _sparks = new float[length];
        _growth = context.Growth(Defect.BrushNoise);
        _level = _random.Scatter(0.01);
        _once = 0.05 * _random.ScatterDb(1.2);
        _perBrush = 0.03 * _random.ScatterDb(1.2);
        _contactSigma = 0.02 * _random.ScatterDb(1) * (1 + (1.2 * _growth));
        _chopper = 0.06 * _random.ScatterDb(0.7);
        _oncePhase = _random.Phase();
        _onceIndex = phasors.Plan(1);
        _brushIndex = phasors.Plan(Math.Max(1, context.Machine.Brushes));
        _decay = Math.Exp(-1 / (BurstSeconds * sampleRateHz));
    }

    /// <summary>Draws the sparks of one block and lets them shake the brush holder.</summary>
    public void Spark(ForceField? forces, double fromTurns, double toTurns, int samples)
    {
        _sparks.AsSpan().Clear();
        if (_growth == 0 || toTurns <= fromTurns)
        {
            _burst = 0;
            return;
        }

        _spark.AddTo(_sparks, 1, 1);
        if (_next < fromTurns)
        {
            _next = fromTurns + _random.Uniform(0, 1);
        }

        for (int i = 0; i < samples; i++)
        {
            double turns = fromTurns + ((toTurns - fromTurns) * i / samples);
            if (turns >= _next)
            {
                _burst = _random.ScatterDb(3);
                _next = turns - (Math.Log(1 - _random.Uniform()) / BurstsPerRevolution);
            }

            _sparks[i] *= (float)_burst;
            _burst *= _decay;
        }

        if (forces is not null)
        {
            Span<float> holder = forces.At(ForcePoint.BearingB);
            for (int i = 0; i < samples; i++)
            {
                holder[i] += (float)(160 * _growth) * _sparks[i];
            }
        }
    }

    /// <summary>Adds the excitation current of one block in A.</summary>
    public void AddTo(Span<float> current, long block, OperatingPoint from, OperatingPoint to)
    {
        double target = _level * to.Inverter * (IdleAmps + (LoadAmps * Math.Min(1.5, Math.Abs(to.TorqueNm) / 75)));

        // A controlled current settles faster than the winding alone would.
        double next = target + ((_amps - target) * Math.Exp(-MotorSimulation.BlockSeconds / 0.04));
        Tones.AddRamp(current, new Ramp(_amps, next));
        double turning = Math.Min(1, to.SpeedHz / 5);
        double ripple = _amps / (IdleAmps + LoadAmps) * turning;
        var once = new Ramp(_once * ripple, _once * ripple);
        Tones.Add(current, _phasors.Cosine(_onceIndex), _phasors.Sine(_onceIndex), once, _oncePhase);
        double brush = _perBrush * ripple * (1 + (0.8 * _growth));
        Tones.Add(
            current,
            _phasors.Cosine(_brushIndex),
            _phasors.Sine(_brushIndex),
            new Ramp(brush, brush),
            2 * _oncePhase);
        _contact.AddTo(current, _contactSigma * ripple * from.SpeedHz / 100, _contactSigma * ripple * to.SpeedHz / 100);
        for (int i = 0; i < current.Length; i++)
        {
            current[i] += (float)(0.5 * _growth * ripple) * _sparks[i];
        }

        AddChopper(current, block, Math.Min(from.Inverter, to.Inverter));
        _amps = next;
    }

    private void AddChopper(Span<float> current, long block, double inverter)
    {
        double amplitude = _chopper * inverter * Tones.AntiAlias(ChopperHz, _sampleRateHz);
        if (amplitude == 0)
        {
            return;
        }

        double turns = ChopperHz / _sampleRateHz;
        double phase = 2 * Math.PI * (block * MotorSimulation.BlockSeconds * ChopperHz % 1);
        (double sinStep, double cosStep) = Math.SinCos(2 * Math.PI * turns);
        (double im, double re) = Math.SinCos(phase);
        for (int i = 0; i < current.Length; i++)
        {
            current[i] += (float)(amplitude * re);
            (re, im) = ((re * cosStep) - (im * sinStep), (re * sinStep) + (im * cosStep));
        }
    }
}
