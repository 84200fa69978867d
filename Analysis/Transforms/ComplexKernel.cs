using System.Runtime.Intrinsics;

namespace Bench.Analysis.Transforms;

/// <summary>
/// A way to do a complex transform of one length in single precision. Memory is the caller's: pinned, big enough, of
/// any alignment and not overlapping.
/// </summary>
internal abstract unsafe class ComplexKernel
{
    /// <summary>Floats of scratch that each call needs.</summary>
    public abstract int ScratchLength { get; }

    /// <summary>The choice of the way in which a length is transformed on this machine.</summary>
    public static ComplexKernel Create(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        if (EightLanes.IsSupported && LaneComplexKernel<EightLanes, EightLaneWeave>.Does(length))
        {
            return new LaneComplexKernel<EightLanes, EightLaneWeave>(length);
        }

        if (Vector128.IsHardwareAccelerated && LaneComplexKernel<FourLanes, FourLaneWeave>.Does(length))
        {
            return new LaneComplexKernel<FourLanes, FourLaneWeave>(length);
        }

        return Smooth.Is(length) ? new OneLaneComplexKernel(length) : new ChirpComplexKernel(length);
    }

    /// <summary>N interleaved samples to N interleaved bins, unnormalised.</summary>
    public abstract void Forward(float* input, float* spectrum, float* scratch);

    /// <summary>N interleaved bins back to N interleaved samples, 1/N included.</summary>
    public abstract void Inverse(float* spectrum, float* output, float* scratch);
}
