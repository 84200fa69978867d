using Bench.Analysis.Transforms;
using Bench.Tests.Shared;

namespace Bench.Analysis.Tests.Transforms;

/// <summary>Transforms between pages that nobody may touch: one float too many ends the run.</summary>
public class GuardedTransformTests
{
    private static readonly int[] s_lengths =
        [.. Enumerable.Range(1, 300), 360, 512, 720, 997, 1000, 1024, 1800, 2000, 3600, 4096, 4099, 10000];

    [Fact]
    public void Real_transforms_stay_within_their_buffers()
    {
        Assert.SkipUnless(GuardedMemory.IsSupported, "guard pages need Linux");
        foreach (int length in s_lengths)
        {
            var fft = new RealFft(length);
            var test = new TransformCase(length);
            using GuardedMemory input = new(length), window = new(length), back = new(length);
            using GuardedMemory spectrum = new(2 * fft.Bins), power = new(fft.Bins), scratch = new(fft.ScratchLength);
            test.Input.CopyTo(input.AtEnd);
            test.Window.CopyTo(window.AtEnd);
            fft.Forward(input.AtEnd, spectrum.AtEnd, scratch.AtEnd);
            fft.Inverse(spectrum.AtEnd, back.AtEnd, scratch.AtEnd);
            fft.Power(input.AtEnd, window.AtEnd, power.AtEnd, scratch.AtEnd);
            Check(test, spectrum.AtEnd, back.AtEnd, power.AtEnd);

            test.Input.CopyTo(input.AtStart);
            test.Window.CopyTo(window.AtStart);
            fft.Forward(input.AtStart, spectrum.AtStart, scratch.AtStart);
            fft.Inverse(spectrum.AtStart, back.AtStart, scratch.AtStart);
            fft.Power(input.AtStart, window.AtStart, power.AtStart, scratch.AtStart);
            Check(test, spectrum.AtStart, back.AtStart, power.AtStart);
        }
    }

    [Fact]
    public void Complex_transforms_stay_within_their_buffers()
    {
        Assert.SkipUnless(GuardedMemory.IsSupported, "guard pages need Linux");
        foreach (int length in s_lengths)
        {
            var fft = new ComplexFft32(length);
            var test = new ComplexCase(length);
            using GuardedMemory input = new(2 * length), spectrum = new(2 * length), back = new(2 * length);
            using GuardedMemory scratch = new(fft.ScratchLength);
            test.Input.CopyTo(input.AtEnd);
            fft.Forward(input.AtEnd, spectrum.AtEnd, scratch.AtEnd);
            fft.Inverse(spectrum.AtEnd, back.AtEnd, scratch.AtEnd);
            Assert.True(test.RoundTripError(back.AtEnd) <= 4e-7, $"length {length}");
            test.Input.CopyTo(input.AtStart);
            fft.Forward(input.AtStart, spectrum.AtStart, scratch.AtStart);
            fft.Inverse(spectrum.AtStart, back.AtStart, scratch.AtStart);
            Assert.True(test.RoundTripError(back.AtStart) <= 4e-7, $"length {length}");
        }
    }

    private static void Check(TransformCase test, Span<float> spectrum, Span<float> back, Span<float> power)
    {
        Assert.True(test.SpectrumError(spectrum) <= 2e-7, $"length {test.Input.Length}");
        Assert.True(test.RoundTripError(back) <= 4e-7, $"length {test.Input.Length} there and back");
        Assert.True(test.PowerError(power, windowed: true) <= 8e-7, $"length {test.Input.Length}, windowed power");
    }
}
