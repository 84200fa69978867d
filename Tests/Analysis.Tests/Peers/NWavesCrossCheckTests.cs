using Bench.Analysis.Filters;
using Bench.Analysis.Spectra;
using Bench.Analysis.Transforms;

namespace Bench.Analysis.Tests.Peers;

/// <summary>Our kernels beside NWaves', an independent library; skipped where its package cannot be restored.</summary>
public sealed class NWavesCrossCheckTests
{
    // NWaves turns its twiddle factors by a recurrence in single precision: its error grows with the length. Measured
    // against double precision: 6e-7 at 256, 2.9e-6 at 4096, 2.4e-5 at 16384, 1.2e-4 at 65536; doubled for other noise.
    [Theory]
    [InlineData(256, 1.2e-6)]
    [InlineData(4096, 6e-6)]
    [InlineData(16_384, 5e-5)]
    [InlineData(65_536, 2.5e-4)]
    public void Real_transform_agrees_within_the_accuracy_of_NWaves(int length, double tolerance)
    {
        float[] samples = Noise(length);
        float[] theirs = NWavesPeer.Spectrum(samples);

        Assert.InRange(Difference(OurSpectrum(samples), Widen(theirs)), 0, tolerance);
    }

    // In double precision theirs is the better one, and ours has to keep its own promise of 2e-7.
    [Theory]
    [InlineData(256)]
    [InlineData(4096)]
    [InlineData(65_536)]
    public void Real_transform_agrees_with_the_one_in_double_precision(int length)
    {
        float[] samples = Noise(length);
        double[] theirs = NWavesPeer.ExactSpectrum(samples);

        Assert.InRange(Difference(OurSpectrum(samples), theirs), 0, 2e-7);
    }

    // NWaves rounds the flat top's coefficients to three decimals, five of them: at most 2.5e-3; others are float.
    [Theory]
    [InlineData(WindowKind.Hann, 2e-7)]
    [InlineData(WindowKind.Hamming, 2e-7)]
    [InlineData(WindowKind.Kaiser, 1e-6)]
    [InlineData(WindowKind.FlatTop, 2.5e-3)]
    public void Windows_agree(WindowKind kind, double tolerance)
    {
        const int Length = 1024;
        float[] theirs = NWavesPeer.Shape(kind, Length);
        ReadOnlySpan<float> ours = Window.Create(kind, Length).Values;

        for (int i = 0; i < Length; i++)
        {
            Assert.Equal(theirs[i], (double)ours[i], tolerance);
        }
    }

    // One section of high order in single precision there, second-order sections in double here.
    [Theory]
    [InlineData(2, 1000)]
    [InlineData(4, 1000)]
    [InlineData(6, 2000)]
    public void Butterworth_low_passes_have_the_same_impulse_response(int order, double edgeHz)
    {
        const double RateHz = 8000;
        const int Count = 200;
        float[] theirs = NWavesPeer.LowPassImpulse(order, edgeHz, RateHz, Count);
        float[] ours = new float[Count];
        float[] impulse = new float[Count];
        impulse[0] = 1;
        new BiquadCascade(Butterworth.LowPass(order, edgeHz, RateHz)).Process(impulse, ours);

        for (int i = 0; i < Count; i++)
        {
            Assert.Equal(theirs[i], (double)ours[i], 1e-5);
        }
    }

    [Fact]
    public void Spectral_shape_of_a_tone_is_the_tone()
    {
        const double RateHz = 51_200;

        // Bin 80 of a frame of 4096: 1000 Hz.
        float[] tone = [.. Enumerable.Range(0, 20_480).Select(i => (float)Math.Sin(2 * Math.PI * 1000 * i / RateHz))];
        IReadOnlyDictionary<string, double> features = NWavesPeer.Features(tone, RateHz);

        Assert.Equal(1000, features["centroid"], 20.0);
        Assert.Equal(1000, features["rolloff"], 13.0);
        Assert.InRange(features["flatness"], 0, 0.01);
        Assert.All(features.Values, value => Assert.True(double.IsFinite(value)));
        Assert.Equal(13, features.Keys.Count(name => name.StartsWith("mfcc", StringComparison.Ordinal)));
    }

    [Fact]
    public void Loudness_grows_with_the_power_that_Zwicker_gave_it()
    {
        float[] noise = Noise(16_384);
        float[] louder = Array.ConvertAll(noise, sample => 10 * sample);
        double ratio = NWavesPeer.Features(louder, 16_000)["loudness"] / NWavesPeer.Features(noise, 16_000)["loudness"];

        // Ten times the amplitude is a hundred times the power, to the 0.23.
        Assert.Equal(Math.Pow(100, 0.23), ratio, 0.001);
    }

    private static double[] OurSpectrum(float[] samples)
    {
        RealFft fft = new(samples.Length);
        float[] spectrum = new float[2 * fft.Bins];
        fft.Forward(samples, spectrum, new float[fft.ScratchLength]);
        return Widen(spectrum);
    }

    private static double Difference(double[] ours, double[] theirs) => Math.Sqrt(
        ours.Zip(theirs).Sum(pair => Math.Pow(pair.First - pair.Second, 2)) / theirs.Sum(value => value * value));

    private static double[] Widen(float[] values) => Array.ConvertAll(values, value => (double)value);

    private static float[] Noise(int length)
    {
        Random random = new(20_260_101);
        return [.. Enumerable.Range(0, length).Select(_ => (float)((2 * random.NextDouble()) - 1))];
    }
}
