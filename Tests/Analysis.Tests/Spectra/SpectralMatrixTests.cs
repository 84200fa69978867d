using System.Numerics;
using Bench.Analysis.Spectra;
using Bench.Analysis.Tests.Signals;
using Bench.Tests.Shared;

namespace Bench.Analysis.Tests.Spectra;

public sealed class SpectralMatrixTests
{
    private const double RateHz = 1000;

    private static readonly SpectrumOptions s_options = new() { FrameLength = 256 };

    // scipy.signal.csd, coherence and welch 1.10 of x = noise(1), y[i] = 0.5·x[i−3] + 0.2·x[i−1] + 0.1·noise(2):
    // fs 1000, window 'hann', nperseg 256, noverlap 128, detrend False.
    public static TheoryData<int, double, double, double, double, double> SciPy => new()
    {
        { 0, 5.771928987587124e-05, 0, 0.977989916816563, 0.7128613869683249, 0.7289046386988804 },
        { 5, 9.97998748102628e-05, -2.855988544165218e-05, 0.9746385490206806, 0.6914233608595072, 0.7094151586290643 },
        { 40, -5.7588355608782e-05, -3.8761580265742e-05, 0.9528284831176129, 0.4594921787984827, 0.4822401795704559 },
        { 100, 1.17835852167052e-05, -8.2435302905643e-05, 0.9663406552765382, 0.5716257572457563, 0.5915364878053008 },
        { 128, -7.099568859105717e-05, 0, 0.984443350342167, 0.7202972435048293, 0.7316797287060476 },
    };

    [Theory]
    [MemberData(nameof(SciPy))]
    public void Cross_spectrum_coherence_and_responses_agree_with_SciPy(
        int bin, double real, double imaginary, double coherence, double h1, double h2)
    {
        SpectralMatrix matrix = Filled(8192);
        Complex[] cross = new Complex[matrix.Bins];
        matrix.CopyCrossDensity(0, 1, cross);
        Assert.Equal(real, cross[bin].Real, 1e-10);
        Assert.Equal(imaginary, cross[bin].Imaginary, 1e-10);
        matrix.CopyCrossDensity(1, 0, cross);
        Assert.Equal(-imaginary, cross[bin].Imaginary, 1e-10);
        Assert.Equal(coherence, matrix.Coherence(0, 1).Values[bin], 2e-6);
        FrequencyResponse first = matrix.Response(0, 1, ResponseEstimator.H1);
        Assert.Equal(h1, first.Magnitude.Values[bin], 2e-6);
        Assert.Equal(h2, matrix.Response(0, 1, ResponseEstimator.H2).Magnitude.Values[bin], 2e-6);
        Assert.Equal(Math.Atan2(imaginary, real), first.PhaseRadians.Values[bin], 2e-6);
    }

    [Fact]
    public void Independent_frames_follow_from_the_overlap_as_computed_with_NumPy()
    {
        SpectralMatrix matrix = Filled(8192);
        Assert.Equal(63, matrix.Frames);

        // 63/(1 + 2·(62/63)·ρ²), ρ the correlation of the window with itself half a frame later: 59.734114.
        Assert.Equal(59.73411371237458, matrix.IndependentFrames, 1e-5);
        double share = matrix.Coherence(0, 1).Values[40];
        double error = Math.Sqrt((1 - share) / (2 * share * matrix.IndependentFrames));
        Assert.Equal(error, matrix.Response(0, 1, ResponseEstimator.H1).RandomError.Values[40], 1e-12);
    }

    [Fact]
    public void Independent_signals_rarely_exceed_the_insignificant_coherence()
    {
        SpectralMatrix matrix = new(2, s_options, RateHz);
        matrix.Add(Noise.Gaussian(40_000, 1), Noise.Gaussian(40_000, 2));
        int exceeding = matrix.Coherence(0, 1).Values.Count(share => share > matrix.InsignificantCoherence);

        // One of twenty of 129 bins, neighbours depending on each other.
        Assert.InRange(exceeding, 1, 15);
    }

    [Fact]
    public void One_frame_has_no_coherence()
    {
        SpectralMatrix matrix = Filled(256);
        Assert.Equal(1, matrix.Frames);
        Assert.All(matrix.Coherence(0, 1).Values, share => Assert.True(double.IsNaN(share)));
        Assert.True(double.IsNaN(matrix.InsignificantCoherence));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(300)]
    public void Cutting_into_blocks_does_not_change_a_bit(int size)
    {
        SpectralMatrix whole = Filled(4000);
        SpectralMatrix cut = new(2, s_options, RateHz);
        float[][] channels = Channels(4000);
        for (int i = 0; i < 4000; i += size)
        {
            int end = Math.Min(4000, i + size);
            cut.Add(channels[0].AsMemory(i..end), channels[1].AsMemory(i..end));
        }

        Assert.Equal(whole.Coherence(0, 1).Values, cut.Coherence(0, 1).Values);
        Assert.Equal(
            whole.Response(1, 0, ResponseEstimator.H2).PhaseRadians.Values,
            cut.Response(1, 0, ResponseEstimator.H2).PhaseRadians.Values);
    }

    [Fact]
    public void Own_spectra_are_those_of_Welch_in_either_averaging()
    {
        foreach (SpectrumAveraging averaging in (SpectrumAveraging[])[SpectrumAveraging.Linear,
            SpectrumAveraging.Exponential])
        {
            SpectrumOptions options = s_options with { Averaging = averaging, ExponentialFrames = 5 };
            SpectralMatrix matrix = new(2, options, RateHz);
            WelchSpectrum welch = new(options, RateHz);
            float[][] channels = Channels(5000);
            matrix.Add(channels[0], channels[1]);
            welch.Add(channels[1]);
            Complex[] density = new Complex[matrix.Bins];
            matrix.CopyCrossDensity(1, 1, density);
            double[] expected = new double[welch.Bins];
            welch.CopyDensity(expected);
            for (int k = 0; k < expected.Length; k++)
            {
                Assert.Equal(expected[k], density[k].Real, 1e-6 * expected[k]);
                Assert.Equal(0, density[k].Imaginary);
            }
        }
    }

    [Fact]
    public void A_gap_is_left_out_and_a_sample_that_is_not_a_number_is_not_hidden()
    {
        float[][] channels = Channels(4096);
        SpectralMatrix matrix = new(2, s_options, RateHz);
        matrix.Add(channels[0].AsMemory(..1000), channels[1].AsMemory(..1000));
        matrix.MarkGap();
        matrix.Add(channels[0].AsMemory(2000..), channels[1].AsMemory(2000..));
        Assert.Equal(6 + 15, matrix.Frames);

        channels[0][3000] = float.NaN;
        matrix.Add(channels[0], channels[1]);
        Assert.All(matrix.Coherence(0, 1).Values, share => Assert.True(double.IsNaN(share)));
        matrix.Reset();
        Assert.Equal(0, matrix.Frames);
    }

    [Fact]
    public void Adding_allocates_nothing()
    {
        float[][] channels = Channels(4096);
        SpectralMatrix matrix = Filled(1000);
        Assert.Equal(0, Allocations.PerCall(() => matrix.Add(channels[0], channels[1])));
    }

    [Fact]
    public void Impossible_input_is_refused()
    {
        SpectrumOptions held = s_options with { Averaging = SpectrumAveraging.PeakHold };
        Assert.Throws<ArgumentException>(() => new SpectralMatrix(2, held, RateHz));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpectralMatrix(0, s_options, RateHz));
        SpectralMatrix matrix = new(2, s_options, RateHz);
        Assert.Throws<ArgumentException>(() => matrix.Add(new float[4]));
        Assert.Throws<ArgumentException>(() => matrix.Add(new float[4], new float[5]));
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix.Coherence(0, 2));
    }

    private static SpectralMatrix Filled(int length)
    {
        SpectralMatrix matrix = new(2, s_options, RateHz);
        float[][] channels = Channels(length);
        matrix.Add(channels[0], channels[1]);
        return matrix;
    }

    private static float[][] Channels(int length)
    {
        float[] x = Noise.Uniform(length, 1);
        float[] noise = Noise.Uniform(length, 2);
        float[] y = new float[length];
        for (int i = 0; i < length; i++)
        {
            double value = 0.1 * noise[i];
            value += i >= 3 ? 0.5 * x[i - 3] : 0;
            y[i] = (float)(value + (i >= 1 ? 0.2 * x[i - 1] : 0));
        }

        return [x, y];
    }
}
