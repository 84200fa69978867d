namespace Bench.Samples.Simulation;

/// <summary>
/// The inverter's lines m·f_sw + k·f_el: in the phase currents at k = ±2, ±4 for m = 1 and ±1, ±5 for m = 2 (Holmes
/// and Lipo, Pulse Width Modulation for Power Converters, 2003, chapter 3), in the air-gap forces shifted by one
/// because force is the product of that field with the fundamental: k = ±1, ±3 and 0, ±2.
/// </summary>
internal sealed class SwitchingLines
{
    // Medium severity: the inverter's clock is 4 % off.
    private const double MediumError = 0.04;

    private readonly List<Line> _lines = [];
    private readonly OrderPhasors _phasors;
    private readonly double _sampleRateHz;
    private readonly double _switchingHz;
    private readonly int _polePairs;
    private readonly float[][] _carrierCosine = new float[2][];
    private readonly float[][] _carrierSine = new float[2][];
    private readonly float[] _tableCosine;
    private readonly float[] _tableSine;
    private readonly float[] _cosine;
    private readonly float[] _sine;

    public SwitchingLines(SpecimenContext context, OrderPhasors phasors, double sampleRateHz, int length)
    {
        RandomSource random = context.Random("switching");
        _phasors = phasors;
        _sampleRateHz = sampleRateHz;
        _polePairs = context.Machine.PolePairs;
        double sign = random.Uniform() < 0.5 ? -1 : 1;
        double error = sign * MediumError * random.Uniform(0.85, 1.15) * context.Growth(Defect.SwitchingFrequency);

        // Crystal and timer resolution: 0.01 %.
        _switchingHz = context.Machine.SwitchingFrequencyHz * (1 + Math.Clamp(error, -0.12, 0.12))
            * random.Scatter(1e-4);
        _tableCosine = new float[length];
        _tableSine = new float[length];
        _cosine = new float[length];
        _sine = new float[length];
        for (int i = 0; i < length; i++)
        {
            (double s, double c) = Math.SinCos(2 * Math.PI * (i * _switchingHz / sampleRateHz % 1));
            _tableCosine[i] = (float)c;
            _tableSine[i] = (float)s;
        }

        for (int m = 0; m < 2; m++)
        {
            _carrierCosine[m] = new float[length];
            _carrierSine[m] = new float[length];
        }

        PlanLines(random);
    }

    /// <summary>Adds the lines of one block to the forces (null where nothing vibrates) and currents.</summary>
    public void AddTo(ForceField? forces, float[][] currents, long block, OperatingPoint from, OperatingPoint to)
    {
        if (from.Inverter == 0 && to.Inverter == 0)
        {
            return;
        }

        TurnCarrier(block);
        foreach (Line line in _lines)
        {
            var amplitude = new Ramp(Amplitude(line, from), Amplitude(line, to));
            bool isForce = line.Kind == LineKind.Force;
            if (amplitude.IsZero || (isForce ? forces is null : currents.Length < 3))
            {
                continue;
            }

            Mix(line);
            if (isForce)
            {
                Tones.Add(forces!.At(ForcePoint.Stator), _cosine, _sine, amplitude, line.Phase);
                continue;
            }

            // The carrier is common to the phases; only the sideband turns with them.
            for (int phase = 0; phase < 3; phase++)
            {
                double shift = -line.Sideband * phase * 2 * Math.PI / 3;
                Tones.Add(currents[phase], _cosine, _sine, amplitude, line.Phase + shift);
            }
        }
    }

    private void PlanLines(RandomSource random)
    {
        // Lower sidebands are stronger: the windings' reactance rises with frequency, and sampled modulation is not
        // symmetrical. All lines scatter together with the windings' inductance.
        double scatter = random.ScatterDb(0.7);
        Plan(LineKind.Current, 1, -2, 3.2 * scatter, random);
        Plan(LineKind.Current, 1, 2, 1.7 * scatter, random);
        Plan(LineKind.Current, 1, -4, 0.8 * scatter, random);
        Plan(LineKind.Current, 1, 4, 0.4 * scatter, random);
        Plan(LineKind.Current, 2, -1, 1.6 * scatter, random);
        Plan(LineKind.Current, 2, 1, 1.1 * scatter, random);
        Plan(LineKind.Current, 2, -5, 0.3 * scatter, random);
        Plan(LineKind.Current, 2, 5, 0.2 * scatter, random);
        Plan(LineKind.Force, 1, -1, 11 * scatter, random);
        Plan(LineKind.Force, 1, 1, 8 * scatter, random);
        Plan(LineKind.Force, 1, -3, 9 * scatter, random);
        Plan(LineKind.Force, 1, 3, 5 * scatter, random);
        Plan(LineKind.Force, 2, 0, 9 * scatter, random);
        Plan(LineKind.Force, 2, -2, 6 * scatter, random);
        Plan(LineKind.Force, 2, 2, 4 * scatter, random);
    }

    private void Plan(LineKind kind, int carrier, int sideband, double size, RandomSource random)
    {
        int index = sideband == 0 ? -1 : _phasors.Plan(Math.Abs(sideband) * _polePairs);
        double amplitude = size * random.ScatterDb(0.4);
        _lines.Add(new Line(kind, carrier, sideband, index, amplitude, random.Phase()));
    }

    private double Amplitude(Line line, OperatingPoint at)
    {
        double hertz = (line.Carrier * _switchingHz) + (line.Sideband * _polePairs * at.SpeedHz);

        // Ripple grows with the modulation index up to the start of field weakening; a third of it is always there.
        double modulation = Math.Min(1, 0.35 + (at.SpeedHz / 150));
        return line.Amplitude * at.Inverter * modulation * Tones.AntiAlias(hertz, _sampleRateHz);
    }

    private void TurnCarrier(long block)
    {
        double turns = block * MotorSimulation.BlockSeconds * _switchingHz % 1;
        (double s, double c) = Math.SinCos(2 * Math.PI * turns);
        _cosine.AsSpan().Fill((float)c);
        _sine.AsSpan().Fill((float)s);
        Tones.Multiply(_tableCosine, _tableSine, _cosine, _sine, _carrierCosine[0], _carrierSine[0]);
        Tones.Multiply(
            _carrierCosine[0],
            _carrierSine[0],
            _carrierCosine[0],
            _carrierSine[0],
            _carrierCosine[1],
            _carrierSine[1]);
    }

    private void Mix(Line line)
    {
        float[] carrierCosine = _carrierCosine[line.Carrier - 1];
        float[] carrierSine = _carrierSine[line.Carrier - 1];
        if (line.Sideband == 0)
        {
            carrierCosine.CopyTo(_cosine, 0);
            carrierSine.CopyTo(_sine, 0);
            return;
        }

        ReadOnlySpan<float> cosine = _phasors.Cosine(line.Index);
        ReadOnlySpan<float> sine = _phasors.Sine(line.Index);
        if (line.Sideband > 0)
        {
            Tones.Multiply(carrierCosine, carrierSine, cosine, sine, _cosine, _sine);
        }
        else
        {
            Tones.MultiplyConjugate(carrierCosine, carrierSine, cosine, sine, _cosine, _sine);
        }
    }

    private enum LineKind
    {
        Current,
        Force,
    }

    private readonly record struct Line(
        LineKind Kind,
        int Carrier,
        int Sideband,
        int Index,
        double Amplitude,
        double Phase);
}
