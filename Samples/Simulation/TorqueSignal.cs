using Bench.Analysis.PartTypes;

namespace Bench.Samples.Simulation;

/// <summary>
/// The torque meter: mean torque, ripple at 6p and 12p orders, cogging at the slots' order, the 2p ripple that a
/// negative-sequence current makes, a trace of order 1 from alignment. The shaft train passes ripple on up to its
/// torsional resonance and less beyond.
/// </summary>
internal sealed class TorqueSignal
{
    private const double TorsionHz = 1400;
    private const double TorsionDamping = 0.35;
    private const double CoggingNm = 0.8;

    private readonly List<Tone> _tones = [];
    private readonly OrderPhasors _phasors;
    private readonly double _sampleRateHz;
    private readonly double _torsionHz;
    private readonly double _offset;

    public TorqueSignal(SpecimenContext context, OrderPhasors phasors, double negativeSequence, double sampleRateHz)
    {
        _phasors = phasors;
        _sampleRateHz = sampleRateHz;
        RandomSource random = context.Random("torque");
        Machine machine = context.Machine;
        int p = machine.PolePairs;
        _torsionHz = TorsionHz * random.Scatter(0.015);
        _offset = 0.1 * random.Gaussian();
        Add(1, 0.35 * random.ScatterDb(1.3), 0, random.Phase());
        Add(2, 0.15 * random.ScatterDb(1.3), 0, random.Phase());

        // Positive-sequence field times negative-sequence current: torque at twice the electrical frequency.
        double broken = context.Growth(Defect.BrokenMagnet);
        Add(2 * p, 0.15 * random.ScatterDb(1), negativeSequence + (0.01 * broken), random.Phase());
        Add(6 * p, 0, 0.020 * random.ScatterDb(1), random.Phase());
        Add(12 * p, 0, 0.009 * random.ScatterDb(1), random.Phase());
        Add(machine.StatorSlots, CoggingNm * random.ScatterDb(1), 0.004, random.Phase());
    }

    /// <summary>Adds the torque of one block in Nm.</summary>
    public void AddTo(Span<float> torque, OperatingPoint from, OperatingPoint to)
    {
        Tones.AddRamp(torque, new Ramp(from.TorqueNm + _offset, to.TorqueNm + _offset));
        foreach (Tone tone in _tones)
        {
            var amplitude = new Ramp(Amplitude(tone, from), Amplitude(tone, to));
            if (!amplitude.IsZero)
            {
                Tones.Add(torque, _phasors.Cosine(tone.Index), _phasors.Sine(tone.Index), amplitude, tone.Phase);
            }
        }
    }

    private double Amplitude(Tone tone, OperatingPoint at)
    {
        double hertz = tone.Order * at.SpeedHz;
        double r = hertz / _torsionHz;
        double gain = 1 / Math.Sqrt(Math.Pow(1 - (r * r), 2) + Math.Pow(2 * TorsionDamping * r, 2));
        double turning = Math.Min(1, at.SpeedHz);
        double newtonMetres = (tone.FixedNm * turning) + (tone.Share * Math.Abs(at.TorqueNm));
        return newtonMetres * gain * Tones.AntiAlias(hertz, _sampleRateHz);
    }

    private void Add(int order, double fixedNm, double share, double phase) =>
        _tones.Add(new Tone(order, _phasors.Plan(order), fixedNm, share, phase));

    private readonly record struct Tone(int Order, int Index, double FixedNm, double Share, double Phase);
}
