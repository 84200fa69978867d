namespace Bench.Analysis.Transforms;

/// <summary>
/// A way to do eight real transforms of one length at once. Memory is the caller's: pinned, big enough, of any
/// alignment and not overlapping.
/// </summary>
internal abstract unsafe class BatchKernel
{
    /// <summary>Floats of scratch that each call needs.</summary>
    public abstract int ScratchLength { get; }

    /// <summary>The choice of the way in which a length is transformed on this machine.</summary>
    public static BatchKernel Create(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        return EightSignalKernel.Does(length) ? new EightSignalKernel(length) : new SignalBySignalKernel(length);
    }

    /// <summary>Rows of eight samples to rows of eight real and eight imaginary parts.</summary>
    public abstract void Forward(float* input, float* spectrum, float* scratch);

    /// <summary>Rows of eight samples, times a window unless that is null, to rows of squared magnitudes.</summary>
    public abstract void Power(float* input, float* window, float* power, float* scratch);
}
