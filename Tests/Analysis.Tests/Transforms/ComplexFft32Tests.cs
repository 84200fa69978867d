using Bench.Analysis.Transforms;
using Bench.Tests.Shared;

namespace Bench.Analysis.Tests.Transforms;

public class ComplexFft32Tests
{
    private const double Tolerance = 2e-7;

    [Fact]
    public void Every_length_to_1000_agrees_with_double_precision_and_comes_back()
    {
        for (int length = 1; length <= 1000; length++)
        {
            Compare(length, ComplexKernel.Create(length));
        }
    }

    [Theory]
    [InlineData(1024)]
    [InlineData(1997)]
    [InlineData(3600)]
    [InlineData(4096)]
    [InlineData(4100)]
    [InlineData(12000)]
    [InlineData(44099)]
    [InlineData(44100)]
    [InlineData(44101)]
    [InlineData(65536)]
    [InlineData(262144)]
    public void Long_lengths_agree_with_double_precision_and_come_back(int length) =>
        Compare(length, ComplexKernel.Create(length));

    [Fact]
    public void Every_way_agrees_at_every_length_it_does()
    {
        for (int length = 1; length <= 1000; length++)
        {
            if (LaneComplexKernel<EightLanes, EightLaneWeave>.Does(length) && EightLanes.IsSupported)
            {
                Compare(length, new LaneComplexKernel<EightLanes, EightLaneWeave>(length));
            }

            if (LaneComplexKernel<FourLanes, FourLaneWeave>.Does(length))
            {
                Compare(length, new LaneComplexKernel<FourLanes, FourLaneWeave>(length));
            }

            if (Smooth.Is(length))
            {
                Compare(length, new OneLaneComplexKernel(length));
            }

            if (length % 9 == 0)
            {
                Compare(length, new ChirpComplexKernel(length));
            }
        }
    }

    [Theory]
    [InlineData(48)]
    [InlineData(1000)]
    [InlineData(997)]
    public void A_complex_tone_appears_in_its_bin_with_its_phase(int length)
    {
        float[] tone = new float[2 * length];
        for (int i = 0; i < length; i++)
        {
            (double sine, double cosine) = Math.SinCos((2 * Math.PI * (length - 7.0) * i / length) + (Math.PI / 3));
            tone[2 * i] = (float)cosine;
            tone[(2 * i) + 1] = (float)sine;
        }

        var fft = new ComplexFft32(length);
        float[] spectrum = new float[2 * length];
        fft.Forward(tone, spectrum, new float[fft.ScratchLength]);
        for (int k = 0; k < length; k++)
        {
            double amplitude = k == length - 7 ? length : 0;
            Assert.Equal(amplitude * Math.Cos(Math.PI / 3), spectrum[2 * k], 2e-6 * length);
            Assert.Equal(amplitude * Math.Sin(Math.PI / 3), spectrum[(2 * k) + 1], 2e-6 * length);
        }
    }

    [Fact]
    public void No_call_allocates()
    {
        foreach (int length in (int[])[1, 15, 60, 997, 1000, 4096])
        {
            var test = new ComplexCase(length);
            var fft = new ComplexFft32(length);
            float[] scratch = new float[fft.ScratchLength];
            float[] spectrum = new float[2 * length];
            float[] back = new float[2 * length];
            fft.Forward(test.Input, spectrum, scratch);
            fft.Inverse(spectrum, back, scratch);
            long allocated = Allocations.PerCall(() =>
            {
                fft.Forward(test.Input, spectrum, scratch);
                fft.Inverse(spectrum, back, scratch);
            });
            Assert.Equal(0, allocated);
        }
    }

    [Theory]
    [InlineData(3600)]
    [InlineData(1009)]
    public void Threads_share_a_plan(int length)
    {
        var test = new ComplexCase(length);
        var fft = new ComplexFft32(length);
        Parallel.For(0, 8, _ =>
        {
            float[] scratch = new float[fft.ScratchLength];
            float[] spectrum = new float[2 * length];
            for (int i = 0; i < 30; i++)
            {
                fft.Forward(test.Input, spectrum, scratch);
                Assert.True(test.SpectrumError(spectrum) <= Tolerance);
            }
        });
    }

    [Fact]
    public void Buffers_that_are_too_short_are_refused_with_what_is_needed()
    {
        var fft = new ComplexFft32(256);
        float[] scratch = new float[fft.ScratchLength];
        Assert.Throws<ArgumentOutOfRangeException>(static () => new ComplexFft32(0));
        Assert.Throws<ArgumentException>(() => fft.Forward(new float[511], new float[512], scratch));
        Assert.Throws<ArgumentException>(() => fft.Inverse(new float[512], new float[511], scratch));

        // A prime length needs scratch on every path, also without vector instructions.
        var prime = new ComplexFft32(997);
        Assert.NotEqual(0, prime.ScratchLength);
        float[] tooShort = new float[prime.ScratchLength - 1];
        ArgumentException thrown = Assert.Throws<ArgumentException>(
            () => prime.Forward(new float[1994], new float[1994], tooShort));
        Assert.Contains($"{prime.ScratchLength} of scratch", thrown.Message, StringComparison.Ordinal);
    }

    private static void Compare(int length, ComplexKernel kernel)
    {
        var test = new ComplexCase(length);
        var fft = new ComplexFft32(length, kernel);
        float[] scratch = new float[fft.ScratchLength];
        float[] spectrum = new float[2 * length];
        float[] back = new float[2 * length];
        Array.Fill(scratch, float.NaN);
        fft.Forward(test.Input, spectrum, scratch);
        double error = test.SpectrumError(spectrum);
        Assert.True(error <= Tolerance, $"{kernel.GetType().Name}, length {length}: {error:g3}");
        Array.Fill(scratch, float.NaN);
        fft.Inverse(spectrum, back, scratch);
        error = test.RoundTripError(back);
        Assert.True(error <= 2 * Tolerance, $"{kernel.GetType().Name}, length {length} there and back: {error:g3}");
    }
}
