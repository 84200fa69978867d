namespace Bench.Samples.Simulation;

/// <summary>
/// An accelerometer that is not fixed: a second-order low-pass (its mass on the soft contact) takes the high
/// frequencies, and it rattles where the surface shakes it.
/// </summary>
internal sealed class LooseSensor
{
    // 14 dB at 2 kHz, 40 dB per decade.
    private const double ContactHz = 900;
    private const double RattlesPerSecond = 60;
    private const double RattleFactor = 25;

    private readonly RandomSource _random;
    private readonly double _b;
    private readonly double _a1;
    private readonly double _a2;
    private readonly double _perSample;
    private double _s1;
    private double _s2;

    public LooseSensor(RandomSource random, double sampleRateHz)
    {
        _random = random;
        double w = 2 * Math.PI * ContactHz / sampleRateHz;
        double alpha = Math.Sin(w) * 0.6;
        double scale = 1 / (1 + alpha);
        _b = 0.5 * (1 - Math.Cos(w)) * scale;
        _a1 = -2 * Math.Cos(w) * scale;
        _a2 = (1 - alpha) * scale;
        _perSample = RattlesPerSecond / sampleRateHz;
    }

    /// <summary>Filters one block in place.</summary>
    public void Process(Span<float> samples, double speedShare)
    {
        double energy = 0;
        foreach (float sample in samples)
        {
            energy += sample * sample;
        }

        double kick = RattleFactor * Math.Sqrt(energy / samples.Length);
        double expected = samples.Length * _perSample * Math.Min(1, 3 * speedShare);
        int at = _random.Uniform() < expected ? _random.Below(samples.Length) : -1;
        for (int i = 0; i < samples.Length; i++)
        {
            double x = samples[i] + (i == at ? kick * _random.ScatterDb(3) : 0);
            double y = (_b * x) + _s1;
            _s1 = (2 * _b * x) - (_a1 * y) + _s2;
            _s2 = (_b * x) - (_a2 * y);
            samples[i] = (float)y;
        }
    }
}
