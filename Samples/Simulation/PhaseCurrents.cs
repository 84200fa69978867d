using System.Numerics;

namespace Bench.Samples.Simulation;

/// <summary>
/// Three phase currents: the fundamental at p orders, harmonics 5, 7, 11 and 13 in their proper sequences, a small
/// negative sequence, and each transducer's offset and noise. Without a neutral wire the three always add up to zero.
/// </summary>
internal sealed class PhaseCurrents
{
    // Negative over positive sequence: 0.4 % in a good motor, 8 % at a medium turn short; unequal phases of 8 %
    // between the largest and the smallest amplitude are 1.5 to 1.73 times a negative sequence of 4.8 %.
    private const double GoodUnbalance = 0.004;
    private const double TurnShortUnbalance = 0.080;
    private const double PhaseUnbalance = 0.048;

    private readonly List<Tone> _tones = [];
    private readonly OrderPhasors _phasors;
    private readonly double _sampleRateHz;
    private readonly double[] _gains = new double[3];
    private readonly double[] _offsets = new double[3];

    public PhaseCurrents(SpecimenContext context, OrderPhasors phasors, double sampleRateHz)
    {
        _phasors = phasors;
        _sampleRateHz = sampleRateHz;
        RandomSource random = context.Random("currents");
        int p = context.Machine.PolePairs;
        double shorted = context.Growth(Defect.TurnShort);
        double unequal = context.Growth(Defect.PhaseUnbalance);
        NegativeSequence = (GoodUnbalance * random.ScatterDb(3))
            + (TurnShortUnbalance * shorted * random.ScatterDb(0.4))
            + (PhaseUnbalance * unequal * random.ScatterDb(0.2));
        Add(p, 1, 1, 0);
        Add(p, NegativeSequence, -1, random.Phase());
        Add(5 * p, 0.016 * random.ScatterDb(1), -1, random.Phase());
        Add(7 * p, 0.011 * random.ScatterDb(1), 1, random.Phase());
        Add(11 * p, 0.006 * random.ScatterDb(1), -1, random.Phase());
        Add(13 * p, 0.004 * random.ScatterDb(1), 1, random.Phase());

        // An asymmetrical winding lets a third harmonic through as a negative sequence.
        Add(3 * p, (0.001 * random.ScatterDb(2)) + (0.012 * shorted), -1, random.Phase());
        double magnet = context.Growth(Defect.BrokenMagnet);
        if (magnet > 0)
        {
            Add(p + 1, 0.012 * magnet, 1, random.Phase());
            Add(Math.Max(1, p - 1), 0.015 * magnet, 1, random.Phase());
        }

        for (int phase = 0; phase < 3; phase++)
        {
            _gains[phase] = random.Scatter(0.0015);
            _offsets[phase] = 0.4 * random.Gaussian();
        }
    }

    /// <summary>Negative over positive sequence of the fundamental.</summary>
    public double NegativeSequence { get; }

    /// <summary>Adds the currents of one block in A.</summary>
    public void AddTo(float[][] currents, OperatingPoint from, OperatingPoint to)
    {
        for (int phase = 0; phase < 3; phase++)
        {
            Tones.AddRamp(currents[phase], new Ramp(_offsets[phase], _offsets[phase]));
            foreach (Tone tone in _tones)
            {
                double shift = tone.Phase - (tone.Sequence * phase * 2 * Math.PI / 3);
                Complex start = Current(tone, from, _gains[phase], shift);
                Complex end = Current(tone, to, _gains[phase], shift);
                if (start != Complex.Zero || end != Complex.Zero)
                {
                    ReadOnlySpan<float> cosine = _phasors.Cosine(tone.Index);
                    Tones.Add(currents[phase], cosine, _phasors.Sine(tone.Index), start, end);
                }
            }
        }
    }

    private Complex Current(Tone tone, OperatingPoint at, double gain, double phase)
    {
        double amplitude = at.CurrentAmps * tone.Share * Tones.AntiAlias(tone.Order * at.SpeedHz, _sampleRateHz);
        return Complex.FromPolarCoordinates(gain * amplitude, phase + at.CurrentRadians);
    }

    private void Add(int order, double share, int sequence, double phase) =>
        _tones.Add(new Tone(order, _phasors.Plan(order), share, sequence, phase));

    private readonly record struct Tone(int Order, int Index, double Share, int Sequence, double Phase);
}
