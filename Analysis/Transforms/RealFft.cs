using System.Numerics;
using System.Runtime.InteropServices;

namespace Bench.Analysis.Transforms;

/// <summary>
/// The Fourier transform of a real signal in single precision, forward and inverse, any length from 1.
/// </summary>
/// <remarks>
/// <para>Forward is unnormalised, X[k] = Σ x[j]·exp(−2πi·j·k/N) for k = 0 … N/2; the inverse undoes it, 1/N included.
/// A sine of amplitude A on a bin's centre therefore shows |X| = A·N/2.</para>
/// <para>The plan is immutable: threads may share one, each with its own scratch. Buffers need no alignment and no
/// call allocates. A NaN or infinity spoils the bins of its own transform and nothing else.</para>
/// </remarks>
public sealed class RealFft
{
    private const int FloatsPerComplex = 4;

    private readonly ComplexFft _plain;

    /// <summary>Plans a transform.</summary>
    /// <param name="length">Number of real samples N, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is below 1.</exception>
    public RealFft(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        Length = length;
        _plain = new ComplexFft(length);
    }

    /// <summary>Number of real samples N.</summary>
    public int Length { get; }

    /// <summary>Number of bins, N/2+1 (rounded down), from 0 Hz to half the sampling rate.</summary>
    public int Bins => (Length / 2) + 1;

    /// <summary>Floats of scratch that each call needs.</summary>
    public int ScratchLength => FloatsPerComplex * ((2 * Length) + _plain.ScratchLength);

    /// <summary>Transforms N samples into N/2+1 bins. Unnormalised.</summary>
    /// <param name="input">N samples.</param>
    /// <param name="spectrum">2·(N/2+1) floats: real and imaginary part of each bin in turn.</param>
    /// <param name="scratch">At least <see cref="ScratchLength"/> floats, contents irrelevant.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public void Forward(ReadOnlySpan<float> input, Span<float> spectrum, Span<float> scratch)
    {
        Check(input.Length, Length, spectrum.Length, 2 * Bins, scratch.Length);
        Span<Complex> bins = Transform(input, default, scratch);
        for (int k = 0; k < Bins; k++)
        {
            spectrum[2 * k] = (float)bins[k].Real;
            spectrum[(2 * k) + 1] = (float)bins[k].Imaginary;
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
        Span<Complex> all = MemoryMarshal.Cast<float, Complex>(scratch);
        Span<Complex> bins = all[..Length];
        bins[0] = spectrum[0];
        for (int k = 1; k < Bins; k++)
        {
            double imaginary = 2 * k == Length ? 0 : spectrum[(2 * k) + 1];
            bins[k] = new Complex(spectrum[2 * k], imaginary);
            bins[Length - k] = Complex.Conjugate(bins[k]);
        }

        Span<Complex> time = all.Slice(Length, Length);
        _plain.Inverse(bins, time, all[(2 * Length)..]);
        for (int i = 0; i < Length; i++)
        {
            output[i] = (float)time[i].Real;
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
        Span<Complex> bins = Transform(input, window, scratch);
        for (int k = 0; k < Bins; k++)
        {
            double re = bins[k].Real;
            double im = bins[k].Imaginary;
            power[k] = (float)((re * re) + (im * im));
        }
    }

    private Span<Complex> Transform(ReadOnlySpan<float> input, ReadOnlySpan<float> window, Span<float> scratch)
    {
        Span<Complex> all = MemoryMarshal.Cast<float, Complex>(scratch);
        Span<Complex> time = all[..Length];
        for (int i = 0; i < Length; i++)
        {
            time[i] = window.IsEmpty ? input[i] : (double)input[i] * window[i];
        }

        Span<Complex> bins = all.Slice(Length, Length);
        _plain.Forward(time, bins, all[(2 * Length)..]);
        return bins;
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
            throw new ArgumentException(
                $"A real transform of {Length} needs {inputNeeded} floats in, {outputNeeded} out and {ScratchLength} " +
                $"of scratch; given were {inputLength}, {outputLength} and {scratchLength}.");
        }
    }
}
