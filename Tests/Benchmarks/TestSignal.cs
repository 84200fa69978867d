namespace Bench.Benchmarks;

/// <summary>
/// What all kernels are measured with: eight channels at 51.2 kHz, orders of a shaft over white noise.
/// </summary>
internal static class TestSignal
{
    public const int Channels = 8;
    public const int SampleRateHz = 51_200;

    /// <summary>Samples of one channel; white noise keeps filters and transforms away from denormal numbers.</summary>
    public static void Fill(Span<float> samples, int channel)
    {
        Random random = new(channel + 1);
        for (int i = 0; i < samples.Length; i++)
        {
            double angle = 2 * Math.PI * 100 * i / SampleRateHz;
            double orders = Math.Sin(angle) + (0.3 * Math.Sin(8 * angle)) + (0.05 * Math.Sin(48 * angle));
            samples[i] = (float)(orders + (0.2 * (random.NextDouble() - 0.5)));
        }
    }
}
