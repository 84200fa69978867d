using System.Runtime.CompilerServices;

namespace Bench.Analysis.Transforms;

/// <summary>
/// The complex transform of a length of factors 2, 3 and 5 in plain single-precision arithmetic: short lengths, lengths
/// that four does not divide, and processors whose vector instructions are switched off.
/// </summary>
internal sealed unsafe class OneLaneComplexKernel(int length) : ComplexKernel
{
    private readonly LaneFft<OneLane, float> _fft = new(length);

    public override int ScratchLength => 0;

    public override void Forward(float* input, float* spectrum, float* scratch)
    {
        _fft.Forward(input, spectrum);
        GC.KeepAlive(this);
    }

    // The forward transform has bin k of the inverse one at place N − k.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Inverse(float* spectrum, float* output, float* scratch)
    {
        _fft.Forward(spectrum, output);
        float scale = 1f / length;
        output[0] *= scale;
        output[1] *= scale;
        for (int low = 1; low <= length - low; low++)
        {
            int high = length - low;
            (float re, float im) = (output[2 * low] * scale, output[(2 * low) + 1] * scale);
            output[2 * low] = output[2 * high] * scale;
            output[(2 * low) + 1] = output[(2 * high) + 1] * scale;
            output[2 * high] = re;
            output[(2 * high) + 1] = im;
        }

        GC.KeepAlive(this);
    }
}
