using System.Diagnostics.CodeAnalysis;

namespace Bench.Analysis.Transforms;

/// <summary>
/// The Fourier transform of a complex signal in single precision, forward and inverse, any length from 1.
/// </summary>
/// <remarks>
/// <para>Forward is unnormalised, X[k] = Σ x[j]·exp(−2πi·j·k/N); the inverse undoes it, 1/N included. Numbers are
/// interleaved: real and imaginary part in turn.</para>
/// <para>The plan is immutable: threads may share one, each with its own scratch. Buffers need no alignment and no
/// call allocates. Input, output and scratch must not overlap.</para>
/// <para>Cost: lengths of factors 2, 3 and 5 are fast, most so in multiples of 8 from 64; other lengths run as a
/// convolution in double precision, some ten times slower.</para>
/// <para>Error: at most 2e-7 of the norm of the result (see the tests). <see cref="ComplexFft"/> is the transform in
/// double precision.</para>
/// </remarks>
public sealed unsafe class ComplexFft32
{
    private readonly ComplexKernel _kernel;

    /// <summary>Plans a transform.</summary>
    /// <param name="length">Number of complex samples N, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is below 1.</exception>
    public ComplexFft32(int length)
        : this(length, ComplexKernel.Create(length))
    {
    }

    internal ComplexFft32(int length, ComplexKernel kernel)
    {
        Length = length;
        ScratchLength = kernel.ScratchLength;
        _kernel = kernel;
    }

    /// <summary>Number of complex samples and of bins, N.</summary>
    public int Length { get; }

    /// <summary>Floats of scratch that each call needs.</summary>
    public int ScratchLength { get; }

    /// <summary>Transforms N samples into N bins. Unnormalised.</summary>
    /// <param name="input">2·N floats: real and imaginary part of each sample in turn.</param>
    /// <param name="spectrum">2·N floats: bins 0 … N−1, those above N/2 being the negative frequencies.</param>
    /// <param name="scratch">At least <see cref="ScratchLength"/> floats, contents irrelevant.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public void Forward(ReadOnlySpan<float> input, Span<float> spectrum, Span<float> scratch)
    {
        Check(input.Length, spectrum.Length, scratch.Length);
        fixed (float* from = input, to = spectrum, work = scratch)
        {
            _kernel.Forward(from, to, work);
        }
    }

    /// <summary>Transforms N bins back into N samples, so that it undoes <see cref="Forward"/>.</summary>
    /// <param name="spectrum">2·N floats: real and imaginary part of each bin in turn.</param>
    /// <param name="output">2·N floats: real and imaginary part of each sample in turn.</param>
    /// <param name="scratch">At least <see cref="ScratchLength"/> floats, contents irrelevant.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public void Inverse(ReadOnlySpan<float> spectrum, Span<float> output, Span<float> scratch)
    {
        Check(spectrum.Length, output.Length, scratch.Length);
        fixed (float* from = spectrum, to = output, work = scratch)
        {
            _kernel.Inverse(from, to, work);
        }
    }

    private void Check(int inputLength, int outputLength, int scratchLength)
    {
        if (inputLength < 2 * Length || outputLength < 2 * Length || scratchLength < ScratchLength)
        {
            ThrowTooShort(inputLength, outputLength, scratchLength);
        }
    }

    [DoesNotReturn]
    private void ThrowTooShort(int inputLength, int outputLength, int scratchLength) =>
        throw new ArgumentException(
            $"A complex transform of {Length} needs {2 * Length} floats in, as many out and {ScratchLength} of " +
            $"scratch; given were {inputLength}, {outputLength} and {scratchLength}.");
}
