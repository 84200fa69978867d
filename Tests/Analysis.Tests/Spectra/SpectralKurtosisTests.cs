using Bench.Analysis.Signals;
using Bench.Analysis.Spectra;
using Bench.Analysis.Tests.Signals;

namespace Bench.Analysis.Tests.Spectra;

public sealed class SpectralKurtosisTests
{
    private const int Length = 64;

    private static readonly SpectrumOptions s_options =
        new() { FrameLength = Length, Window = WindowKind.Rectangular, Overlap = 0 };

    [Theory]
    [InlineData(1, -1)]
    [InlineData(4, 2)]
    [InlineData(10, 8)]
    public void A_tone_in_one_of_n_frames_has_n_minus_two(int every, double expected)
    {
        float[] samples = [.. Enumerable.Range(0, Length * every * 20).Select(i =>
            i / Length % every == 0 ? (float)Math.Cos(2 * Math.PI * 9 * i / Length) : 0f)];
        Assert.Equal(expected, Run(samples, s_options, samples.Length).Values[9], 1e-5);
    }

    [Fact]
    public void Gaussian_noise_has_none_and_scatters_as_stated()
    {
        SpectralKurtosis kurtosis = new(new SpectrumOptions { FrameLength = 128 }, 1000);
        kurtosis.Add(Noise.Gaussian(300_000, 5));
        Curve curve = kurtosis.ToCurve();
        double[] inner = [.. curve.Values[2..^2]];
        Assert.Equal(0, inner.Average(), 4 * kurtosis.Scatter / Math.Sqrt(inner.Length));
        double scatter = Math.Sqrt(inner.Sum(static x => x * x) / inner.Length);
        Assert.InRange(scatter, 0.7 * kurtosis.Scatter, 1.3 * kurtosis.Scatter);
        Assert.Equal(0, curve.Values[0], 0.5);
        Assert.Equal(0, curve.Values[^1], 0.5);
    }

    [Fact]
    public void Cutting_into_blocks_does_not_change_a_bit()
    {
        float[] samples = Noise.Uniform(3000, 6);
        SpectrumOptions options = new() { FrameLength = 100, Overlap = 0.75 };
        Assert.Equal(Run(samples, options, 3000).Values, Run(samples, options, 1).Values);
        Assert.Equal(Run(samples, options, 3000).Values, Run(samples, options, 333).Values);
    }

    [Fact]
    public void Too_few_frames_silence_and_gaps_give_no_number()
    {
        Assert.True(double.IsNaN(Run(new float[Length], s_options, Length).Values[5]));
        Assert.True(double.IsNaN(Run(new float[9 * Length], s_options, Length).Values[5]));
        float[] broken = Noise.Uniform(9 * Length, 1);
        broken[100] = float.NaN;
        Assert.All(Run(broken, s_options, Length).Values, value => Assert.True(double.IsNaN(value)));
        SpectralKurtosis kurtosis = new(s_options, 1000);
        kurtosis.Add(new float[30]);
        kurtosis.MarkGap();
        kurtosis.Add(new float[40]);
        Assert.True(double.IsNaN(kurtosis.Scatter));
    }

    private static Curve Run(float[] samples, SpectrumOptions options, int size)
    {
        SpectralKurtosis kurtosis = new(options, 1000);
        foreach (float[] block in samples.Chunk(size))
        {
            kurtosis.Add(block);
        }

        return kurtosis.ToCurve();
    }
}
