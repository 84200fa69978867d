using System.Text.Json;
using Bench.Analysis.Signals;
using Bench.Analysis.Spectra;
using Bench.Analysis.Tests.Signals;
using Bench.Tests.Shared;

namespace Bench.Analysis.Tests.Spectra;

public class WelchSpectrumTests
{
    [Fact]
    public void Density_of_the_golden_signal_agrees_with_SciPy()
    {
        JsonElement expected = GoldenSignal.Expected("welch_psd");
        double[] density = Run(8192, WindowKind.Hann, GoldenSignal.Samples()).Density;
        foreach ((double index, double value) in expected.Numbers("idx").Zip(expected.Numbers("P")))
        {
            // SciPy removed each frame's mean, which a Hann window spreads over bins 0 and 1 only.
            if (index >= 2)
            {
                Assert.Equal(value, density[(int)index], (2e-5 * value) + 1e-15);
            }
        }
    }

    [Fact]
    public void Flat_top_power_of_the_golden_signal_agrees_with_SciPy()
    {
        JsonElement expected = GoldenSignal.Expected("welch_spectrum_flattop");
        double[] power = Run(4096, WindowKind.FlatTop, GoldenSignal.Samples()).Power;
        foreach ((double index, double value) in expected.Numbers("idx").Zip(expected.Numbers("P")))
        {
            Assert.Equal(value, power[(int)index], 1e-6 * value);
        }
    }

    [Theory]
    [InlineData(WindowKind.Rectangular)]
    [InlineData(WindowKind.Hann)]
    [InlineData(WindowKind.FlatTop)]
    [InlineData(WindowKind.BlackmanHarris)]
    public void A_sine_on_a_bin_shows_its_mean_square_whatever_the_window(WindowKind kind)
    {
        const int Length = 512;
        float[] samples = new float[4 * Length];
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = (float)(3 * Math.Sin(2 * Math.PI * 40 * i / Length));
        }

        Assert.Equal(4.5, Run(Length, kind, samples).Power[40], 1e-5);
    }

    [Fact]
    public void White_noise_has_the_density_of_its_variance_over_half_the_rate()
    {
        var random = new Random(7);
        float[] noise = new float[400_000];
        for (int i = 0; i < noise.Length; i++)
        {
            noise[i] = (float)(random.NextDouble() - 0.5);
        }

        double[] density = Run(1024, WindowKind.Hann, noise).Density;
        double mean = density[10..500].Average();

        // Variance of the uniform distribution is 1/12; 780 half-dependent frames × 490 bins leave about 0.2 %.
        Assert.Equal(1.0 / 12 / (GoldenSignal.SampleRateHz / 2), mean, 0.01 * mean);
    }

    [Fact]
    public void Cutting_into_blocks_does_not_change_a_bit()
    {
        float[] samples = GoldenSignal.Samples();
        double[] whole = Run(1024, WindowKind.Hann, samples).Power;
        foreach (int size in (int[])[1, 333, 1024, 5000])
        {
            WelchSpectrum spectrum = New(1024, WindowKind.Hann);
            foreach (float[] block in samples.Chunk(size))
            {
                spectrum.Add(block);
            }

            double[] power = new double[spectrum.Bins];
            spectrum.CopyPower(power);
            Assert.Equal(31, spectrum.Frames);
            Assert.Equal(whole, power);
        }
    }

    [Fact]
    public void Peak_hold_keeps_the_loudest_frame_and_the_mean_averages_it()
    {
        float[] samples = new float[4 * 256];
        for (int i = 256; i < 512; i++)
        {
            samples[i] = (float)Math.Cos(2 * Math.PI * 16 * i / 256);
        }

        var held = new WelchSpectrum(256, WindowKind.Hann, 0, 256, SpectrumAveraging.PeakHold);
        var mean = new WelchSpectrum(256, WindowKind.Hann, 0, 256);
        held.Add(samples);
        mean.Add(samples);
        double[] power = new double[held.Bins];
        held.CopyPower(power);
        Assert.Equal(0.5, power[16], 1e-6);
        mean.CopyPower(power);
        Assert.Equal(0.125, power[16], 1e-6);
    }

    [Fact]
    public void Exponential_averaging_is_the_mean_at_first_and_then_follows()
    {
        // Frames of power 0.5, then of 2: after K = 4 equal frames each new one moves the mean by a quarter.
        SpectrumOptions options = new()
        {
            FrameLength = 64,
            Overlap = 0,
            Averaging = SpectrumAveraging.Exponential,
            ExponentialFrames = 4,
        };
        WelchSpectrum spectrum = new(options, 64);
        double[] power = new double[spectrum.Bins];
        foreach ((double amplitude, double expected) in (ReadOnlySpan<(double, double)>)[
            (1, 0.5), (2, 1.25), (1, 1), (1, 0.875), (2, 1.15625), (2, 1.3671875)])
        {
            float[] frame = [.. Enumerable.Range(0, 64).Select(i => (float)(amplitude * Math.Cos(Math.PI * i / 4)))];
            spectrum.Add(frame);
            spectrum.CopyPower(power);
            Assert.Equal(expected, power[8], 1e-6);
        }
    }

    [Fact]
    public void Frames_do_not_reach_over_a_gap()
    {
        float[] samples = GoldenSignal.Samples();
        WelchSpectrum spectrum = New(1024, WindowKind.Hann);
        spectrum.Add(samples.AsSpan(0, 1500));
        spectrum.MarkGap();
        spectrum.Add(samples.AsSpan(4000, 1100));
        Assert.Equal(2, spectrum.Frames);

        WelchSpectrum first = New(1024, WindowKind.Hann);
        first.Add(samples.AsSpan(0, 1024));
        WelchSpectrum second = New(1024, WindowKind.Hann);
        second.Add(samples.AsSpan(4000, 1024));
        double expected = (first.Power().Values[20] + second.Power().Values[20]) / 2;
        Assert.Equal(expected, spectrum.Power().Values[20], 1e-9 * expected);
    }

    [Fact]
    public void A_curve_says_its_axis_unit_and_method()
    {
        WelchSpectrum spectrum = New(1024, WindowKind.Hann);
        spectrum.Add(GoldenSignal.Samples());
        Curve density = spectrum.Density("m/s²");
        Assert.Equal("(m/s²)²/Hz", density.Unit);
        Assert.Equal(50, density.Axis.Step);
        Assert.Equal(513, density.Axis.Count);
        Assert.Contains("Hann window of 1024 samples, 50 % overlap", density.Method, StringComparison.Ordinal);
        Assert.Equal(20, density.Axis.Nearest(1001));
        Assert.Equal(512, density.Axis.Nearest(1e9));
    }

    [Fact]
    public void Adding_allocates_nothing_and_reset_forgets()
    {
        float[] samples = GoldenSignal.Samples();
        WelchSpectrum spectrum = New(1000, WindowKind.Hann);
        double[] power = new double[spectrum.Bins];
        spectrum.Add(samples);
        long allocated = Allocations.PerCall(() =>
        {
            spectrum.Add(samples);
            spectrum.CopyPower(power);
        });
        Assert.Equal(0, allocated);
        spectrum.Reset();
        spectrum.CopyPower(power);
        Assert.Equal(0, spectrum.Frames);
        Assert.True(double.IsNaN(power[3]));
    }

    private static WelchSpectrum New(int length, WindowKind kind) => new(length, kind, 0.5, GoldenSignal.SampleRateHz);

    private static (double[] Power, double[] Density) Run(int length, WindowKind kind, float[] samples)
    {
        WelchSpectrum spectrum = New(length, kind);
        spectrum.Add(samples);
        double[] power = new double[spectrum.Bins];
        double[] density = new double[spectrum.Bins];
        spectrum.CopyPower(power);
        spectrum.CopyDensity(density);
        return (power, density);
    }
}
