namespace Bench.Analysis.Tests.Signals;

/// <summary>
/// Uniform noise from −0.5 to 0.5 that any language can repeat: s ← 1664525·s + 1013904223 mod 2³², s/2³² − 0.5.
/// </summary>
internal static class Noise
{
    public static float[] Uniform(int length, uint seed)
    {
        float[] samples = new float[length];
        for (int i = 0; i < length; i++)
        {
            seed = unchecked((seed * 1664525) + 1013904223);
            samples[i] = (float)((seed / 4294967296.0) - 0.5);
        }

        return samples;
    }

    /// <summary>Gaussian noise of unit variance (G. E. P. Box and M. E. Muller, 1958).</summary>
    public static float[] Gaussian(int length, int seed)
    {
        Random random = new(seed);
        float[] samples = new float[length];
        for (int i = 0; i < length; i++)
        {
            double radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
            samples[i] = (float)(radius * Math.Cos(2 * Math.PI * random.NextDouble()));
        }

        return samples;
    }
}
