using System.Collections.Immutable;
using System.Text.Json;
using Bench.Analysis.Filters;
using Bench.Analysis.Tests.Signals;
using Bench.Tests.Shared;

namespace Bench.Analysis.Tests.Filters;

public class ButterworthTests
{
    private const double Rate = GoldenSignal.SampleRateHz;

    [Fact]
    public void A_band_pass_of_the_golden_signal_agrees_with_SciPy()
    {
        JsonElement expected = GoldenSignal.Expected("butter4_bandpass_5000_7000");
        var filter = new BiquadCascade(Butterworth.BandPass(4, 5000, 7000, Rate));
        float[] samples = GoldenSignal.Samples();
        filter.Process(samples, samples);
        foreach ((double index, double value) in expected.Numbers("sosfilt_at").Zip(expected.Numbers("sosfilt")))
        {
            Assert.Equal(value, samples[(int)index], 3e-8);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(9)]
    public void The_squared_gain_is_Butterworths_formula_everywhere(int order)
    {
        // The bilinear transform maps frequency f onto tan(πf/fs); the analogue formula holds exactly there.
        static double Warped(double f) => Math.Tan(Math.PI * f / Rate);
        var low = new BiquadCascade(Butterworth.LowPass(order, 1000, Rate));
        var high = new BiquadCascade(Butterworth.HighPass(order, 1000, Rate));
        var band = new BiquadCascade(Butterworth.BandPass(order, 1000, 3000, Rate));
        for (double f = 150; f < 25000; f *= 1.17)
        {
            double x = Warped(f) / Warped(1000);
            AssertGain(1 / (1 + Math.Pow(x, 2 * order)), low, f);
            AssertGain(1 / (1 + Math.Pow(x, -2 * order)), high, f);
            double w = Warped(f);
            double detune = ((w * w) - (Warped(1000) * Warped(3000))) / (w * (Warped(3000) - Warped(1000)));
            AssertGain(1 / (1 + Math.Pow(detune, 2 * order)), band, f);
        }
    }

    [Fact]
    public void A_wide_band_of_odd_order_splits_its_real_pole_into_two_real_ones()
    {
        var band = new BiquadCascade(Butterworth.BandPass(3, 20, 20000, Rate));
        Assert.Equal(0.5, Math.Pow(band.Response(20, Rate).Magnitude, 2), 1e-9);
        Assert.Equal(0.5, Math.Pow(band.Response(20000, Rate).Magnitude, 2), 1e-9);
        Assert.Equal(1, band.Response(1000, Rate).Magnitude, 1e-5);
    }

    [Fact]
    public void A_cut_off_of_a_tenth_of_a_hertz_still_settles_on_a_step()
    {
        var filter = new BiquadCascade(Butterworth.LowPass(2, 0.1, Rate));
        float[] block = new float[51200];
        for (int second = 0; second < 60; second++)
        {
            Array.Fill(block, 1f);
            filter.Process(block, block);
        }

        Assert.Equal(1, block[^1], 1e-5);
    }

    [Fact]
    public void Blocks_of_any_size_give_the_identical_output_without_allocation()
    {
        ImmutableArray<Biquad> sections = Butterworth.BandPass(4, 5000, 7000, Rate);
        float[] samples = GoldenSignal.Samples();
        float[] whole = new float[samples.Length];
        new BiquadCascade(sections).Process(samples, whole);
        foreach (int size in (int[])[1, 255, 256, 1000])
        {
            var filter = new BiquadCascade(sections);
            float[] cut = new float[samples.Length];
            for (int i = 0; i < samples.Length; i += size)
            {
                int count = Math.Min(size, samples.Length - i);
                filter.Process(samples.AsSpan(i, count), cut.AsSpan(i));
            }

            Assert.Equal(whole, cut);
            Assert.Equal(0, Allocations.PerCall(() => filter.Process(samples, cut)));
        }
    }

    [Fact]
    public void Impossible_designs_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(static () => Butterworth.LowPass(0, 100, Rate));
        Assert.Throws<ArgumentOutOfRangeException>(static () => Butterworth.LowPass(2, Rate / 2, Rate));
        Assert.Throws<ArgumentOutOfRangeException>(static () => Butterworth.HighPass(2, 0, Rate));
        Assert.Throws<ArgumentOutOfRangeException>(static () => Butterworth.BandPass(2, 300, 200, Rate));
    }

    private static void AssertGain(double expectedSquare, BiquadCascade filter, double frequencyHz)
    {
        double square = Math.Pow(filter.Response(frequencyHz, Rate).Magnitude, 2);
        Assert.Equal(1, square / expectedSquare, 1e-6);
    }
}
