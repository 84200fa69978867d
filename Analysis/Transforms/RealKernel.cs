namespace Bench.Analysis.Transforms;

/// <summary>
/// A way to do a real transform of one length. Memory is the caller's: pinned, big enough, of any alignment and not
/// overlapping.
/// </summary>
internal abstract unsafe class RealKernel
{
    /// <summary>Floats of scratch that each call needs.</summary>
    public abstract int ScratchLength { get; }

    /// <summary>N samples, times a window unless that is null, to N/2+1 bins of real and imaginary part.</summary>
    public abstract void Forward(float* input, float* window, float* spectrum, float* scratch);

    /// <summary>The same to N/2+1 squared magnitudes.</summary>
    public abstract void Power(float* input, float* window, float* power, float* scratch);

    /// <summary>N/2+1 bins back to N samples.</summary>
    public abstract void Inverse(float* spectrum, float* output, float* scratch);
}
