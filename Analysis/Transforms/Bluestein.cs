using System.Numerics;

namespace Bench.Analysis.Transforms;

/// <summary>
/// A transform of any length as a convolution (Bluestein): with j·k = (j² + k² − (k−j)²)/2 the DFT becomes
/// X[k] = c[k]·Σ (x[j]·c[j])·conj(c[k−j]), c[j] = exp(−πi·j²/N), and a convolution can be done by power-of-two
/// transforms of at least 2N−1 points.
/// </summary>
internal sealed class Bluestein
{
    private readonly Complex[] _chirp;
    private readonly Complex[] _filterSpectrum;
    private readonly ComplexFft _inner;

    public Bluestein(int length)
    {
        int padded = checked((int)BitOperations.RoundUpToPowerOf2((uint)((2L * length) - 1)));
        _inner = new ComplexFft(padded);
        _chirp = new Complex[length];
        var filter = new Complex[padded];
        for (int j = 0; j < length; j++)
        {
            // j² is reduced modulo 2N as an integer: the angle would lose digits long before j reaches N.
            Complex root = Roots.Forward((long)j * j % (2L * length), 2L * length);
            _chirp[j] = root;
            filter[j] = Complex.Conjugate(root) / padded;
            filter[(padded - j) % padded] = filter[j];
        }

        _filterSpectrum = new Complex[padded];
        _inner.Forward(filter, _filterSpectrum, new Complex[_inner.ScratchLength]);
    }

    /// <summary>Complex values of scratch that each call needs.</summary>
    public int ScratchLength => 2 * _inner.Length + _inner.ScratchLength;

    public void Forward(ReadOnlySpan<Complex> input, Span<Complex> spectrum, Span<Complex> scratch)
    {
        int padded = _inner.Length;
        Span<Complex> time = scratch[..padded];
        Span<Complex> bins = scratch.Slice(padded, padded);
        Span<Complex> innerScratch = scratch.Slice(2 * padded, _inner.ScratchLength);
        for (int j = 0; j < input.Length; j++)
        {
            time[j] = input[j] * _chirp[j];
        }

        time[input.Length..].Clear();
        _inner.Forward(time, bins, innerScratch);

        // The inverse transform as a forward one of the conjugates; 1/padded is already in the filter.
        for (int k = 0; k < padded; k++)
        {
            bins[k] = Complex.Conjugate(bins[k] * _filterSpectrum[k]);
        }

        _inner.Forward(bins, time, innerScratch);
        for (int k = 0; k < input.Length; k++)
        {
            spectrum[k] = Complex.Conjugate(time[k]) * _chirp[k];
        }
    }
}
