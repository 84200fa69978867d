using Bench.Analysis.Transforms;

namespace Bench.Analysis.Tests.Transforms;

/// <summary>Every kernel at every length that it does, also where another one is preferred on this machine.</summary>
public class RealKernelTests
{
    private const double Tolerance = 2e-7;
    private const int Longest = 1000;

    [Fact]
    public void Eight_lanes_agree_with_double_precision()
    {
        Assert.SkipUnless(EightLanes.IsSupported, "no AVX2 and FMA here");
        CompareAll(EightLaneKernel.Does, static length => new EightLaneKernel(length));
    }

    [Fact]
    public void Four_lanes_in_two_registers_agree_with_double_precision() =>
        CompareAll(FourLaneKernel<FourLanes>.Does, static length => new FourLaneKernel<FourLanes>(length));

    [Fact]
    public void Four_lanes_in_one_register_agree_with_double_precision()
    {
        Assert.SkipUnless(FourLanesPacked.IsSupported, "no AVX2 and FMA here");
        CompareAll(FourLaneKernel<FourLanesPacked>.Does, static length => new FourLaneKernel<FourLanesPacked>(length));
    }

    [Fact]
    public void One_lane_agrees_with_double_precision() =>
        CompareAll(OneLaneKernel.Does, static length => new OneLaneKernel(length));

    [Fact]
    public void Odd_lengths_agree_with_double_precision() =>
        CompareAll(OddKernel.Does, static length => new OddKernel(length));

    [Fact]
    public void The_convolution_agrees_with_double_precision() =>
        CompareAll(static length => length % 5 == 2, static length => new ChirpKernel(length));

    [Fact]
    public void The_plain_way_does_every_length() =>
        CompareAll(static length => length % 7 == 0, static length => new PlainKernel(length));

    private static void CompareAll(Func<int, bool> does, Func<int, RealKernel> create)
    {
        int compared = 0;
        for (int length = 1; length <= Longest; length++)
        {
            if (does(length))
            {
                Compare(length, create(length));
                compared++;
            }
        }

        Assert.True(compared > 0);
    }

    // What the kernel must not touch is a mark; what it must not rely on is not a number.
    private static void Compare(int length, RealKernel kernel)
    {
        var test = new TransformCase(length);
        var fft = new RealFft(length, kernel);
        float[] spectrum = Marked(2 * test.Bins);
        float[] power = Marked(test.Bins);
        float[] back = Marked(length);
        float[] scratch = Marked(kernel.ScratchLength);
        Poison(scratch);
        fft.Forward(test.Input, spectrum, scratch);
        Poison(scratch);
        fft.Inverse(spectrum, back, scratch);
        Poison(scratch);
        fft.Power(test.Input, test.Window, power, scratch);

        Assert.True(test.SpectrumError(spectrum) <= Tolerance, $"length {length}");
        Assert.True(test.RoundTripError(back) <= 2 * Tolerance, $"length {length} there and back");
        Assert.True(test.PowerError(power, windowed: true) <= 4 * Tolerance, $"length {length}, windowed power");
        Assert.All([spectrum[^1], power[^1], back[^1], scratch[^1]], static mark => Assert.Equal(77, mark));
    }

    private static float[] Marked(int length)
    {
        float[] memory = new float[length + 1];
        memory[^1] = 77;
        return memory;
    }

    private static void Poison(float[] scratch) => scratch.AsSpan(..^1).Fill(float.NaN);
}
