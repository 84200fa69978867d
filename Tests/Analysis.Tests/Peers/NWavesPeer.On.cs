using Bench.Analysis.NWaves;
using Bench.Analysis.Spectra;
using NWaves.Filters.Butterworth;
using NWaves.Transforms;

namespace Bench.Analysis.Tests.Peers;

/// <summary>What NWaves makes of the same input.</summary>
internal static class NWavesPeer
{
    /// <summary>Real and imaginary part of each bin in turn, in single precision.</summary>
    public static float[] Spectrum(float[] samples)
    {
        int bins = (samples.Length / 2) + 1;
        float[] re = new float[bins];
        float[] im = new float[bins];
        new global::NWaves.Transforms.RealFft(samples.Length).Direct(samples, re, im);
        return [.. re.Zip(im).SelectMany(bin => new[] { bin.First, bin.Second })];
    }

    /// <summary>Real and imaginary part of each bin up to half the rate, in double precision.</summary>
    public static double[] ExactSpectrum(float[] samples)
    {
        double[] re = Array.ConvertAll(samples, sample => (double)sample);
        double[] im = new double[samples.Length];
        new Fft64(samples.Length).Direct(re, im);
        return [.. re.Zip(im).Take((samples.Length / 2) + 1).SelectMany(bin => new[] { bin.First, bin.Second })];
    }

    /// <summary>A periodic window: NWaves makes symmetric ones, so one more value is asked for and dropped.</summary>
    public static float[] Shape(WindowKind kind, int length)
    {
        float[] symmetric = kind switch
        {
            WindowKind.Hann => global::NWaves.Windows.Window.Hann(length + 1),
            WindowKind.Hamming => global::NWaves.Windows.Window.Hamming(length + 1),
            WindowKind.FlatTop => global::NWaves.Windows.Window.Flattop(length + 1),
            WindowKind.Kaiser => global::NWaves.Windows.Window.Kaiser(length + 1, Window.DefaultKaiserBeta),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "NWaves has no such window."),
        };
        return symmetric[..length];
    }

    /// <summary>The first values of the impulse response of a Butterworth low-pass.</summary>
    public static float[] LowPassImpulse(int order, double edgeHz, double sampleRateHz, int count)
    {
        LowPassFilter filter = new(edgeHz / sampleRateHz, order);
        return [.. Enumerable.Range(0, count).Select(i => filter.Process(i == 0 ? 1f : 0f))];
    }

    /// <summary>The adapter's features by name.</summary>
    public static IReadOnlyDictionary<string, double> Features(ReadOnlySpan<float> samples, double sampleRateHz) =>
        NWavesFeatures.Extract(samples, sampleRateHz).ToDictionary();
}
