using System.Numerics;

namespace Bench.Analysis.Transforms;

/// <summary>
/// The complex Fourier transform in double precision, any length, written to be read: the plain twin of the fast real
/// transform and the one to take where double precision counts and speed does not.
/// </summary>
/// <remarks>
/// Lengths whose prime factors are 2, 3 and 5 run by the recursive mixed-radix decimation in time of Cooley and Tukey
/// (Math. Comp. 19, 1965); every other length as a chirp convolution (Bluestein, IEEE Trans. AU-18, 1970).
/// The plan is immutable: threads may share it, each with its own scratch.
/// </remarks>
public sealed class ComplexFft
{
    private const int LargestRadix = 5;

    private readonly Complex[] _roots;
    private readonly Bluestein? _chirp;

    /// <summary>Plans a transform.</summary>
    /// <param name="length">Number of samples, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is below 1.</exception>
    public ComplexFft(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        Length = length;
        _roots = [];
        if (Smooth.Is(length))
        {
            _roots = new Complex[length];
            for (int i = 0; i < length; i++)
            {
                _roots[i] = Roots.Forward(i, length);
            }
        }
        else
        {
            _chirp = new Bluestein(length);
        }
    }

    /// <summary>Number of samples and of bins.</summary>
    public int Length { get; }

    /// <summary>Complex values of scratch that each call needs.</summary>
    public int ScratchLength => Length + (_chirp?.ScratchLength ?? 0);

    /// <summary>X[k] = Σ x[j]·exp(−2πi·j·k/N). Unnormalised.</summary>
    /// <param name="input">N samples.</param>
    /// <param name="spectrum">N bins; must not overlap the input.</param>
    /// <param name="scratch">At least <see cref="ScratchLength"/> values, contents irrelevant.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public void Forward(ReadOnlySpan<Complex> input, Span<Complex> spectrum, Span<Complex> scratch)
    {
        Check(input.Length, spectrum.Length, scratch.Length);
        Execute(input[..Length], spectrum[..Length], scratch);
    }

    /// <summary>x[j] = 1/N·Σ X[k]·exp(+2πi·j·k/N), so that it undoes <see cref="Forward"/>.</summary>
    /// <param name="spectrum">N bins.</param>
    /// <param name="output">N samples; must not overlap the spectrum.</param>
    /// <param name="scratch">At least <see cref="ScratchLength"/> values, contents irrelevant.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public void Inverse(ReadOnlySpan<Complex> spectrum, Span<Complex> output, Span<Complex> scratch)
    {
        Check(spectrum.Length, output.Length, scratch.Length);

        // Exchanging real and imaginary parts before and after turns the forward sign into the inverse one.
        Span<Complex> swapped = scratch[..Length];
        for (int i = 0; i < Length; i++)
        {
            swapped[i] = new Complex(spectrum[i].Imaginary, spectrum[i].Real);
        }

        Execute(swapped, output[..Length], scratch[Length..]);
        double scale = 1.0 / Length;
        for (int i = 0; i < Length; i++)
        {
            output[i] = new Complex(output[i].Imaginary * scale, output[i].Real * scale);
        }
    }

    private void Execute(ReadOnlySpan<Complex> input, Span<Complex> spectrum, Span<Complex> scratch)
    {
        if (_chirp is not null)
        {
            _chirp.Forward(input, spectrum, scratch);
        }
        else
        {
            Recurse(input, 1, spectrum);
        }
    }

    // One level of decimation in time: the r interleaved sub-sequences are transformed into consecutive parts of the
    // output, then each group of r bins, m apart, is combined by a small DFT with its twiddles.
    private void Recurse(ReadOnlySpan<Complex> input, int stride, Span<Complex> output)
    {
        int count = output.Length;
        if (count == 1)
        {
            output[0] = input[0];
            return;
        }

        int radix = Smooth.SmallestFactor(count);
        int part = count / radix;
        for (int j = 0; j < radix; j++)
        {
            Recurse(input[(j * stride)..], stride * radix, output.Slice(j * part, part));
        }

        Span<Complex> twiddled = stackalloc Complex[LargestRadix];
        for (int k = 0; k < part; k++)
        {
            for (int j = 0; j < radix; j++)
            {
                twiddled[j] = output[k + (j * part)] * _roots[j * k * stride];
            }

            for (int q = 0; q < radix; q++)
            {
                Complex sum = twiddled[0];
                for (int j = 1; j < radix; j++)
                {
                    sum += twiddled[j] * _roots[j * q % radix * (Length / radix)];
                }

                output[k + (q * part)] = sum;
            }
        }
    }

    private void Check(int inputLength, int outputLength, int scratchLength)
    {
        if (inputLength < Length || outputLength < Length || scratchLength < ScratchLength)
        {
            throw new ArgumentException(
                $"A transform of {Length} needs {Length} values in, {Length} out and {ScratchLength} of scratch; " +
                $"given were {inputLength}, {outputLength} and {scratchLength}.");
        }
    }
}
