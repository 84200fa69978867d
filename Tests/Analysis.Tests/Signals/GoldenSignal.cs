using System.Text.Json;
using Bench.Tests.Shared;

namespace Bench.Analysis.Tests.Signals;

/// <summary>The signal of three tones, noise and an offset whose results SciPy 1.10 computed.</summary>
internal static class GoldenSignal
{
    public const double SampleRateHz = 51200;

    private const string File = "reference/vectors/numeric_core/golden.json";

    /// <summary>The recorded results of one computation, or a skipped test where they are absent.</summary>
    public static JsonElement Expected(string name)
    {
        string? path = SharedData.Find(File);
        Assert.SkipUnless(path is not null, $"{File} is not here");
        using JsonDocument document = JsonDocument.Parse(System.IO.File.ReadAllText(path));
        return document.RootElement.GetProperty(name).Clone();
    }

    public static double[] Numbers(this JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(static x => x.GetDouble())];

    public static float[] Samples()
    {
        float[] samples = new float[16384];
        uint noise = 12345;
        for (int i = 0; i < samples.Length; i++)
        {
            noise = unchecked((noise * 1664525) + 1013904223);
            double t = i / SampleRateHz;
            double turn = 2 * Math.PI * t;
            samples[i] = (float)(Math.Cos(1000 * turn)
                + (0.3 * Math.Cos((3333.3 * turn) + 0.7))
                + ((1 + (0.5 * Math.Cos(87 * turn))) * 0.2 * Math.Cos(6000 * turn))
                + (0.1 * ((noise / 4294967296.0) - 0.5))
                + 0.05);
        }

        return samples;
    }
}
