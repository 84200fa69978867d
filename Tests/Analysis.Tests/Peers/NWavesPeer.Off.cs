using Bench.Analysis.Spectra;

namespace Bench.Analysis.Tests.Peers;

/// <summary>Stands in where the NWaves package cannot be restored: every comparison is skipped and says why.</summary>
internal static class NWavesPeer
{
    private const string Reason =
        "the NWaves package is off: it could not be restored (./test asks the feed, BENCH_NWAVES=true forces it on)";

    public static float[] Spectrum(float[] samples) => throw Off(samples);

    public static double[] ExactSpectrum(float[] samples) => throw Off(samples);

    public static float[] Shape(WindowKind kind, int length) => throw Off(kind, length);

    public static float[] LowPassImpulse(int order, double edgeHz, double sampleRateHz, int count) =>
        throw Off(order, edgeHz, sampleRateHz, count);

    public static IReadOnlyDictionary<string, double> Features(ReadOnlySpan<float> samples, double sampleRateHz) =>
        throw Off(samples.Length, sampleRateHz);

    private static InvalidOperationException Off(params object[] asked)
    {
        Assert.Skip(Reason);
        return new InvalidOperationException($"{Reason}; asked with {asked.Length} values");
    }
}
