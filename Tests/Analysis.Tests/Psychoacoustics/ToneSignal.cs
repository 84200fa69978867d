namespace Bench.Analysis.Tests.Psychoacoustics;

/// <summary>Sounds with known levels.</summary>
internal static class ToneSignal
{
    /// <summary>A steady tone of a sound pressure level.</summary>
    public static float[] Steady(double frequencyHz, double levelDb, double sampleRateHz, double seconds)
    {
        double amplitude = Math.Sqrt(2) * 20e-6 * Math.Pow(10, levelDb / 20);
        double step = 2 * Math.PI * frequencyHz / sampleRateHz;
        int count = (int)Math.Round(seconds * sampleRateHz);
        return [.. Enumerable.Range(0, count).Select(i => (float)(amplitude * Math.Sin(step * i)))];
    }

    /// <summary>White Gaussian noise of a standard deviation.</summary>
    public static float[] Noise(Random random, int count, double sigma)
    {
        float[] noise = new float[count];
        for (int i = 0; i < count; i++)
        {
            double radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
            noise[i] = (float)(sigma * radius * Math.Cos(2 * Math.PI * random.NextDouble()));
        }

        return noise;
    }
}
