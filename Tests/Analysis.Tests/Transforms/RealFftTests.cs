using System.Text.Json;
using Bench.Analysis.Tests.Signals;
using Bench.Analysis.Transforms;
using Bench.Tests.Shared;

namespace Bench.Analysis.Tests.Transforms;

public class RealFftTests
{
    private const double Tolerance = 2e-7;

    [Fact]
    public void Every_smooth_length_to_1000_agrees_with_double_precision()
    {
        foreach (int length in Enumerable.Range(1, 1000).Where(Smooth.Is))
        {
            Compare(length);
        }
    }

    [Fact]
    public void Every_other_length_to_1000_agrees_with_double_precision()
    {
        foreach (int length in Enumerable.Range(1, 1000).Where(static length => !Smooth.Is(length)))
        {
            Compare(length);
        }
    }

    [Theory]
    [InlineData(1024)]
    [InlineData(1250)]
    [InlineData(2048)]
    [InlineData(3375)]
    [InlineData(3600)]
    [InlineData(4096)]
    [InlineData(4099)]
    [InlineData(6561)]
    [InlineData(8192)]
    [InlineData(10000)]
    [InlineData(16384)]
    [InlineData(32768)]
    [InlineData(44099)]
    [InlineData(44101)]
    [InlineData(48000)]
    [InlineData(51200)]
    [InlineData(65536)]
    [InlineData(128000)]
    [InlineData(262144)]
    public void Long_lengths_agree_with_double_precision_and_come_back(int length) => Compare(length);

    [Fact]
    public void Random_smooth_lengths_agree_with_double_precision()
    {
        var random = new Random(3);
        for (int i = 0; i < 20; i++)
        {
            int length = 1 << random.Next(9);
            length *= (int)Math.Pow(3, random.Next(4)) * (int)Math.Pow(5, random.Next(3));
            Compare(length);
        }
    }

    [Fact]
    public void Random_lengths_agree_with_double_precision()
    {
        var random = new Random(4);
        for (int i = 0; i < 20; i++)
        {
            Compare(random.Next(1000, 20_000));
        }
    }

    [Fact]
    public void The_golden_signal_has_NumPys_spectrum()
    {
        JsonElement expected = GoldenSignal.Expected("rfft");
        float[] samples = GoldenSignal.Samples();
        var fft = new RealFft(samples.Length);
        float[] spectrum = new float[2 * fft.Bins];
        fft.Forward(samples, spectrum, new float[fft.ScratchLength]);
        double[] re = expected.Numbers("re");
        double[] im = expected.Numbers("im");
        double[] bins = expected.Numbers("idx");
        for (int i = 0; i < bins.Length; i++)
        {
            // The largest bin is 8193: 2e-7 of it is the noise floor of single precision.
            Assert.Equal(re[i], spectrum[2 * (int)bins[i]], 0.002);
            Assert.Equal(im[i], spectrum[(2 * (int)bins[i]) + 1], 0.002);
        }
    }

    [Fact]
    public void Energy_is_kept()
    {
        foreach (int length in (int[])[255, 256, 1000, 4096])
        {
            var test = new TransformCase(length);
            var fft = new RealFft(length);
            float[] power = new float[fft.Bins];
            fft.Power(test.Input, [], power, new float[fft.ScratchLength]);
            double both = power.Sum(static p => (double)p) * 2;
            both -= power[0] + (length % 2 == 0 ? power[^1] : 0);
            Assert.Equal(1, both / length / test.Input.Sum(static x => (double)x * x), 1e-6);
        }
    }

    [Theory]
    [InlineData(16)]
    [InlineData(1000)]
    [InlineData(2048)]
    [InlineData(4095)]
    public void A_cosine_of_amplitude_one_shows_half_the_length(int length)
    {
        float[] cosine = new float[length];
        for (int i = 0; i < length; i++)
        {
            cosine[i] = (float)Math.Cos(2 * Math.PI * 5 * i / length);
        }

        var fft = new RealFft(length);
        float[] spectrum = new float[2 * fft.Bins];
        fft.Forward(cosine, spectrum, new float[fft.ScratchLength]);
        for (int k = 0; k < fft.Bins; k++)
        {
            Assert.Equal(k == 5 ? length / 2.0 : 0, spectrum[2 * k], 2e-6 * length);
            Assert.Equal(0, spectrum[(2 * k) + 1], 2e-6 * length);
        }
    }

    [Fact]
    public void Imaginary_parts_of_the_first_and_last_bin_are_ignored_on_the_way_back()
    {
        foreach (int length in (int[])[2, 9, 20, 48, 104, 256, 1000, 14])
        {
            var test = new TransformCase(length);
            var fft = new RealFft(length);
            float[] scratch = new float[fft.ScratchLength];
            float[] spectrum = new float[2 * fft.Bins];
            float[] back = new float[length];
            fft.Forward(test.Input, spectrum, scratch);
            Assert.Equal(0, spectrum[1]);
            spectrum[1] = 1000;
            if (length % 2 == 0)
            {
                Assert.Equal(0, spectrum[^1]);
                spectrum[^1] = -3000;
            }

            fft.Inverse(spectrum, back, scratch);
            Assert.True(test.RoundTripError(back) < 2 * Tolerance, $"length {length}: {test.RoundTripError(back):g3}");
        }
    }

    [Fact]
    public void Buffers_that_are_not_aligned_give_the_identical_bins()
    {
        foreach (int length in (int[])[60, 1000, 4096])
        {
            var test = new TransformCase(length);
            var fft = new RealFft(length);
            float[] expected = new float[2 * fft.Bins];
            fft.Forward(test.Input, expected, new float[fft.ScratchLength]);
            float[] memory = new float[length + (2 * fft.Bins) + fft.ScratchLength + 64];
            for (int shift = 0; shift < 16; shift++)
            {
                Span<float> input = memory.AsSpan(shift, length);
                Span<float> spectrum = memory.AsSpan(shift + length + (shift % 3), 2 * fft.Bins);
                Span<float> scratch = memory.AsSpan(memory.Length - fft.ScratchLength - (shift % 5), fft.ScratchLength);
                test.Input.CopyTo(input);
                fft.Forward(input, spectrum, scratch);
                Assert.True(spectrum.SequenceEqual(expected), $"length {length}, shift {shift}");
            }
        }
    }

    [Fact]
    public void A_sample_that_is_not_a_number_stays_in_its_own_transform()
    {
        foreach (int length in (int[])[60, 1000, 4096, 997])
        {
            var test = new TransformCase(length);
            var fft = new RealFft(length);
            float[] scratch = new float[fft.ScratchLength];
            float[] spectrum = new float[2 * fft.Bins];
            float[] poisoned = (float[])test.Input.Clone();
            poisoned[length / 3] = float.NaN;
            fft.Forward(poisoned, spectrum, scratch);
            for (int k = 1; k < fft.Bins - 1; k++)
            {
                Assert.True(float.IsNaN(spectrum[2 * k]), $"length {length}, bin {k}");
            }

            fft.Forward(test.Input, spectrum, scratch);
            Assert.True(test.SpectrumError(spectrum) <= Tolerance, $"length {length} after the poisoned one");
        }
    }

    [Fact]
    public void No_call_allocates()
    {
        foreach (int length in (int[])[1, 15, 60, 997, 1000, 4096, 48000])
        {
            var test = new TransformCase(length);
            var fft = new RealFft(length);
            float[] scratch = new float[fft.ScratchLength];
            float[] spectrum = new float[2 * fft.Bins];
            float[] power = new float[fft.Bins];
            float[] back = new float[length];
            fft.Forward(test.Input, spectrum, scratch);
            fft.Power(test.Input, test.Window, power, scratch);
            fft.Inverse(spectrum, back, scratch);
            long allocated = Allocations.PerCall(() =>
            {
                fft.Forward(test.Input, spectrum, scratch);
                fft.Power(test.Input, test.Window, power, scratch);
                fft.Inverse(spectrum, back, scratch);
            });
            Assert.Equal(0, allocated);
        }
    }

    [Fact]
    public void Threads_share_a_plan()
    {
        var test = new TransformCase(3600);
        var fft = new RealFft(3600);
        Parallel.For(0, 8, _ =>
        {
            float[] scratch = new float[fft.ScratchLength];
            float[] spectrum = new float[2 * fft.Bins];
            for (int i = 0; i < 50; i++)
            {
                fft.Forward(test.Input, spectrum, scratch);
                Assert.True(test.SpectrumError(spectrum) <= Tolerance);
            }
        });
    }

    [Fact]
    public void Buffers_that_are_too_short_are_refused_with_what_is_needed()
    {
        var fft = new RealFft(256);
        float[] scratch = new float[fft.ScratchLength];
        Assert.Throws<ArgumentOutOfRangeException>(static () => new RealFft(0));
        Assert.Throws<ArgumentException>(() => fft.Forward(new float[255], new float[258], scratch));
        Assert.Throws<ArgumentException>(() => fft.Forward(new float[256], new float[257], scratch));
        Assert.Throws<ArgumentException>(() => fft.Inverse(new float[257], new float[256], scratch));
        Assert.Throws<ArgumentException>(() => fft.Power(new float[256], new float[9], new float[129], scratch));
        ArgumentException thrown = Assert.Throws<ArgumentException>(
            () => fft.Forward(new float[256], new float[258], scratch.AsSpan(1)));
        Assert.Contains($"{fft.ScratchLength} of scratch", thrown.Message, StringComparison.Ordinal);
    }

    private static void Compare(int length)
    {
        var test = new TransformCase(length);
        var fft = new RealFft(length);
        float[] scratch = new float[fft.ScratchLength];
        float[] spectrum = new float[2 * fft.Bins];
        float[] power = new float[fft.Bins];
        float[] back = new float[length];
        Array.Fill(scratch, float.NaN);
        fft.Forward(test.Input, spectrum, scratch);
        double error = test.SpectrumError(spectrum);
        Assert.True(error <= Tolerance, $"length {length}: {error:g3}");
        Array.Fill(scratch, float.NaN);
        fft.Inverse(spectrum, back, scratch);
        error = test.RoundTripError(back);
        Assert.True(error <= 2 * Tolerance, $"length {length} there and back: {error:g3}");
        Array.Fill(scratch, float.NaN);
        fft.Power(test.Input, test.Window, power, scratch);
        error = test.PowerError(power, windowed: true);
        Assert.True(error <= 4 * Tolerance, $"length {length}, windowed power: {error:g3}");
    }
}
