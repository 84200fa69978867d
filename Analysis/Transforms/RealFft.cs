using System.Diagnostics.CodeAnalysis;

namespace Bench.Analysis.Transforms;

/// <summary>
/// The Fourier transform of a real signal in single precision, forward and inverse, any length from 1.
/// </summary>
/// <remarks>
/// <para>Forward is unnormalised, X[k] = Σ x[j]·exp(−2πi·j·k/N) for k = 0 … N/2; the inverse undoes it, 1/N included.
/// A sine of amplitude A on a bin's centre therefore shows |X| = A·N/2.</para>
/// <para>The plan is immutable: threads may share one, each with its own scratch. Buffers need no alignment and no
/// call allocates. Input, output and scratch must not overlap. A NaN or infinity spoils the bins of its own transform
/// and nothing else.</para>
/// <para>Cost: lengths of factors 2, 3 and 5 are fast, most so in multiples of 16 from 256; other lengths run as a
/// convolution in double precision, some ten times slower than their smooth neighbours.</para>
/// </remarks>
public sealed unsafe class RealFft
{
    private readonly RealKernel _kernel;

    /// <summary>Plans a transform.</summary>
    /// <param name="length">Number of real samples N, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is below 1.</exception>
    public RealFft(int length)
        : this(length, RealKernels.Create(length))
    {
    }

    internal RealFft(int length, RealKernel kernel)
    {
        Length = length;
        Bins = (length / 2) + 1;
        ScratchLength = kernel.ScratchLength;
        _kernel = kernel;
    }

    /// <summary>Number of real samples N.</summary>
    public int Length { get; }

    /// <summary>Number of bins, N/2+1 (rounded down), from 0 Hz to half the sampling rate.</summary>
    public int Bins { get; }

    /// <summary>Floats of scratch that each call needs.</summary>
    public int ScratchLength { get; }

    /// <summary>Transforms N samples into N/2+1 bins. Unnormalised.</summary>
    /// <param name="input">N samples.</param>
    /// <param name="spectrum">2·(N/2+1) floats: real and imaginary part of each bin in turn.</param>
    /// <param name="scratch">At least <see cref="ScratchLength"/> floats, contents irrelevant.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public void Forward(ReadOnlySpan<float> input, Span<float> spectrum, Span<float> scratch)
    {
        Check(input.Length, Length, spectrum.Length, 2 * Bins, scratch.Length);
        fixed (float* from = input, to = spectrum, work = scratch)
        {
            _kernel.Forward(from, null, to, work);
        }
    }

    /// <summary>Transforms N/2+1 bins back into N samples, so that it undoes <see cref="Forward"/>.</summary>
    /// <param name="spectrum">2·(N/2+1) floats: real and imaginary part of each bin in turn. The imaginary parts of
    /// bin 0 and, when N is even, of the last bin have no meaning for a real signal and are ignored.</param>
    /// <param name="output">N samples.</param>
    /// <param name="scratch">At least <see cref="ScratchLength"/> floats, contents irrelevant.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public void Inverse(ReadOnlySpan<float> spectrum, Span<float> output, Span<float> scratch)
    {
        Check(spectrum.Length, 2 * Bins, output.Length, Length, scratch.Length);
        fixed (float* from = spectrum, to = output, work = scratch)
        {
            _kernel.Inverse(from, to, work);
        }
    }

    /// <summary>The squared magnitude |X[k]|² of each bin of the windowed signal. Unnormalised.</summary>
    /// <param name="input">N samples.</param>
    /// <param name="window">N window values, or empty for none.</param>
    /// <param name="power">N/2+1 values, the unit of the input squared.</param>
    /// <param name="scratch">At least <see cref="ScratchLength"/> floats, contents irrelevant.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public void Power(
        ReadOnlySpan<float> input, ReadOnlySpan<float> window, Span<float> power, Span<float> scratch)
    {
        Check(input.Length, Length, power.Length, Bins, scratch.Length);
        CheckWindow(window.Length);
        fixed (float* from = input, factors = window, to = power, work = scratch)
        {
            _kernel.Power(from, factors, to, work);
        }
    }

    private void CheckWindow(int windowLength)
    {
        if (windowLength != 0 && windowLength < Length)
        {
            throw new ArgumentException(
                $"A window for {Length} samples has as many values or none, not {windowLength}.");
        }
    }

    private void Check(int inputLength, int inputNeeded, int outputLength, int outputNeeded, int scratchLength)
    {
        if (inputLength < inputNeeded || outputLength < outputNeeded || scratchLength < ScratchLength)
        {
            ThrowTooShort(inputLength, inputNeeded, outputLength, outputNeeded, scratchLength);
        }
    }

    // Apart, so that the check itself is compiled into its callers: it is a tenth of a transform of 256.
    [DoesNotReturn]
    private void ThrowTooShort(
        int inputLength, int inputNeeded, int outputLength, int outputNeeded, int scratchLength) =>
        throw new ArgumentException(
            $"A real transform of {Length} needs {inputNeeded} floats in, {outputNeeded} out and {ScratchLength} " +
            $"of scratch; given were {inputLength}, {outputLength} and {scratchLength}.");
}
