using Bench.Analysis.PartTypes;
using Bench.Tests.Shared;

namespace Bench.Analysis.Tests.Metrics;

/// <summary>
/// Samples of the 7DL cycle in closed form: known orders, a bearing pattern, phase currents, tacho pulses.
/// </summary>
internal sealed class VirtualCycle
{
    private readonly double[] _starts;
    private readonly double[] _revolutions;

    public VirtualCycle(PartType partType)
    {
        PartType = partType;
        _starts = new double[partType.Steps.Length];
        _revolutions = new double[partType.Steps.Length];
        for (int i = 1; i < _starts.Length; i++)
        {
            TestStep before = partType.Steps[i - 1];
            _starts[i] = _starts[i - 1] + before.DurationSeconds;
            _revolutions[i] = _revolutions[i - 1] + ((before.StartRpm + before.EndRpm) / 120 * before.DurationSeconds);
        }
    }

    public PartType PartType { get; }

    /// <summary>Relative pulse position errors in revolutions over one revolution.</summary>
    public double[] Pattern { get; init; } = new double[8];

    public static PartType Load(string name)
    {
        string file = Path.Combine(SharedData.RepositoryRoot, "Samples", "PartTypes", name + ".json");
        return PartTypeFile.Parse(File.ReadAllBytes(file), file);
    }

    public double Revolutions(double seconds)
    {
        int step = StepAt(seconds);
        TestStep spec = PartType.Steps[step];
        double t = seconds - _starts[step];
        double slope = (spec.EndRpm - spec.StartRpm) / spec.DurationSeconds;
        return _revolutions[step] + (((spec.StartRpm * t) + (slope * t * t / 2)) / 60);
    }

    /// <summary>Samples of one channel: value from time and angle in revolutions.</summary>
    public float[] Samples(int channel, Func<double, double, double> value)
    {
        double rate = PartType.Channels[channel].SampleRateHz;
        float[] samples = new float[(int)(rate * PartType.DurationSeconds)];
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = (float)value(i / rate, Revolutions(i / rate));
        }

        return samples;
    }

    /// <summary>All channels: orders 1, 8 and 48, a fixed tone, a modulated carrier, currents, pulses.</summary>
    public float[][] All()
    {
        Random random = new(7);
        float[][] all = new float[PartType.Channels.Length][];
        for (int c = 0; c < all.Length; c++)
        {
            int phase = c;
            all[c] = PartType.Channels[c].Quantity switch
            {
                Quantity.Acceleration => Samples(
                    c, (t, rev) => Vibration(t, rev) + (0.01 * (random.NextDouble() - 0.5))),
                Quantity.SoundPressure => Samples(c, (t, rev) => 0.01 * Vibration(t, rev)),
                Quantity.Current => Samples(c, (t, rev) => Current(phase - CurrentOffset, t, rev)),
                Quantity.Torque => Samples(c, (_, rev) => 50 + Math.Cos(2 * Math.PI * 48 * rev)),
                _ => Samples(c, Tacho),
            };
        }

        return all;
    }

    private int CurrentOffset => PartType.Channels.ToList().FindIndex(channel => channel.Quantity == Quantity.Current);

    private static double Vibration(double t, double rev)
    {
        double angle = 2 * Math.PI * rev;
        double carrier = Math.Cos(2 * Math.PI * 8000 * t);
        return Math.Cos(angle) + (0.3 * Math.Cos(8 * angle)) + (0.05 * Math.Cos(48 * angle))
            + (0.2 * (1 + (0.5 * Math.Cos(3.6 * angle))) * carrier);
    }

    private static double Current(int phase, double t, double rev)
    {
        double electrical = (2 * Math.PI * 4 * rev) - (2 * Math.PI * phase / 3);
        double negative = (2 * Math.PI * 4 * rev) + (2 * Math.PI * phase / 3);
        return (100 * Math.Cos(electrical)) + (2 * Math.Cos(negative)) + (3 * Math.Cos(5 * electrical))
            + (2 * Math.Cos(2 * Math.PI * 10000 * t) * Math.Cos(2 * electrical));
    }

    private double Tacho(double t, double rev)
    {
        double pulse = (rev * 8) - Math.Floor(rev * 8);
        int index = (int)Math.Floor(rev * 8) % 8;
        double edge = 0.25 + (8 * Pattern[index]);

        // A ramp of 2 % of a pulse at its rising edge: the crossing at half height lies between samples.
        double rise = Math.Clamp((pulse - edge + 0.01) / 0.02, 0, 1);
        return pulse < 0.75 ? 5 * rise : 0;
    }

    private int StepAt(double seconds)
    {
        int step = _starts.Length - 1;
        while (step > 0 && seconds < _starts[step])
        {
            step--;
        }

        return step;
    }
}
