using System.Runtime.CompilerServices;

namespace Bench.Analysis.Transforms;

/// <summary>
/// A Fourier transform of any period as a convolution (Bluestein, IEEE Trans. AU-18, 1970), of the samples and bins
/// that are wanted: X[k] = Σ x[j]·exp(−2πi·j·k/N) for j below the inputs and k below the outputs.
/// </summary>
/// <remarks>
/// <para>With j·k = (j² + k² − (k−j)²)/2, X[k] = c[k]·Σ (x[j]·c[j])·conj(c[k−j]), c[j] = exp(−πi·j²/N). The sum is a
/// convolution, done by transforms of at least inputs + outputs − 1 points in four lanes. Double precision, because the
/// detour would triple the rounding errors of single precision; j² is reduced modulo 2N as an integer, because the
/// angle would lose digits long before j reaches N.</para>
/// <para>Both inner transforms run forward: real and imaginary parts exchanged before and after make the second one the
/// inverse. As in <see cref="LaneComplexKernel{T, TWeave}"/> lane l is the decimated sequence 4j + l, and the two steps
/// across lanes, the last of the first transform and the first of the second one, meet in <see cref="Filter"/>, where a
/// block of four bins per lane stays in registers from one to the other.</para>
/// <para>Plain twin: <see cref="Bluestein"/>.</para>
/// </remarks>
internal sealed unsafe class ChirpConvolution
{
    private const int Lanes = 4;
    private const int Row = 2 * Lanes;
    private const int Block = Lanes * Row;

    private readonly LaneFft<FourDoubles, double> _fft;
    private readonly AlignedTable<double> _chirp;
    private readonly AlignedTable<double> _turns;
    private readonly AlignedTable<double> _filter;

    public ChirpConvolution(int period, int inputs, int outputs)
    {
        int padded = Smooth.AtLeast(checked(inputs + outputs - 1), Lanes * Lanes);
        _fft = new LaneFft<FourDoubles, double>(padded / Lanes);
        _turns = new AlignedTable<double>(2 * padded);
        var turns = new RootTable(padded);
        for (int k = 0; k < _fft.Length; k++)
        {
            turns.Write(_turns.Pointer + (k * Row), Lanes, 0, k, 1);
        }

        int longest = Math.Max(inputs, outputs);
        _chirp = new AlignedTable<double>(2 * longest);
        var roots = new RootTable(checked(2 * period));
        for (int j = 0; j < longest; j++)
        {
            roots.Write(Chirp + (2 * j), 1, 1, (long)j * j % (2L * period), 1);
        }

        _filter = FilterSpectrum(inputs, outputs, padded);
    }

    /// <summary>Doubles of scratch that each call needs.</summary>
    public int ScratchLength => (2 * Row * _fft.Length) + AlignedTable<double>.AlignmentSlack;

    /// <summary>c[j], real and imaginary part in turn, for every input and output.</summary>
    public double* Chirp => _chirp.Pointer;

    /// <summary>Where in the work area the real part of a number lies; its imaginary part is four further on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint At(nint index) => ((index & ~(nint)(Lanes - 1)) * 2) + (index & (Lanes - 1));

    /// <summary>
    /// Convolves the numbers x[j]·c[j], written before at <see cref="At"/> of the work area, with the conjugate chirp.
    /// What stands at <see cref="At"/> of the outputs afterwards, real and imaginary part exchanged, is to be
    /// multiplied by c[k].
    /// </summary>
    public void Execute(double* work, int inputs)
    {
        double* bins = work + (Row * _fft.Length);
        Clear(work, inputs, Lanes * _fft.Length);
        _fft.Forward(work, bins);
        Filter(bins, _fft.Length, _turns.Pointer, _filter.Pointer);
        _fft.Forward(bins, work);
        GC.KeepAlive(this);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Clear(double* work, int from, int to)
    {
        for (nint j = from; j < to; j++)
        {
            work[At(j)] = 0;
            work[At(j) + Lanes] = 0;
            if ((j & (Lanes - 1)) == Lanes - 1)
            {
                new Span<double>(work + At(j + 1), checked((int)(2 * (to - j - 1)))).Clear();
                return;
            }
        }
    }

    // Four rows of bins to the four results across their lanes, times the filter, and back.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Filter(double* bins, int points, double* turns, double* filter)
    {
        for (double* end = bins + (points * Row); bins != end; bins += Block, turns += Block, filter += Block)
        {
            Join(bins, turns, out FourDoubles a, out FourDoubles b, out FourDoubles c, out FourDoubles d);
            a = FourDoubles.Multiply(a, FourDoubles.Load(filter)).Exchanged;
            b = FourDoubles.Multiply(b, FourDoubles.Load(filter + Row)).Exchanged;
            c = FourDoubles.Multiply(c, FourDoubles.Load(filter + (2 * Row))).Exchanged;
            d = FourDoubles.Multiply(d, FourDoubles.Load(filter + (3 * Row))).Exchanged;
            Four(ref a, ref b, ref c, ref d);
            FourDoubles.Transpose(ref a, ref b, ref c, ref d);
            FourDoubles.Store(bins, Turned(a, turns));
            FourDoubles.Store(bins + Row, Turned(b, turns + Row));
            FourDoubles.Store(bins + (2 * Row), Turned(c, turns + (2 * Row)));
            FourDoubles.Store(bins + (3 * Row), Turned(d, turns + (3 * Row)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Join(
        double* bins, double* turns, out FourDoubles a, out FourDoubles b, out FourDoubles c, out FourDoubles d)
    {
        a = Turned(FourDoubles.Load(bins), turns);
        b = Turned(FourDoubles.Load(bins + Row), turns + Row);
        c = Turned(FourDoubles.Load(bins + (2 * Row)), turns + (2 * Row));
        d = Turned(FourDoubles.Load(bins + (3 * Row)), turns + (3 * Row));
        FourDoubles.Transpose(ref a, ref b, ref c, ref d);
        Four(ref a, ref b, ref c, ref d);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static FourDoubles Turned(FourDoubles value, double* turns) =>
        FourDoubles.Multiply(value, FourDoubles.Load(turns));

    // The transform of four points, see Butterflies.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Four(ref FourDoubles a, ref FourDoubles b, ref FourDoubles c, ref FourDoubles d)
    {
        FourDoubles even = a + c;
        FourDoubles evenTurned = a - c;
        FourDoubles odd = b + d;
        FourDoubles oddTurned = b - d;
        a = even + odd;
        b = FourDoubles.SubtractTurned(evenTurned, oddTurned);
        c = even - odd;
        d = FourDoubles.AddTurned(evenTurned, oddTurned);
    }

    // conj(c[d])/padded at every difference d = k − j that occurs, negative ones at the end, transformed by the very
    // steps that the data take.
    private AlignedTable<double> FilterSpectrum(int inputs, int outputs, int padded)
    {
        var time = new AlignedTable<double>(2 * padded);
        var spectrum = new AlignedTable<double>(2 * padded);
        for (int d = 1 - inputs; d < outputs; d++)
        {
            nint at = At(d < 0 ? d + padded : d);
            time.Pointer[at] = Chirp[2 * Math.Abs(d)] / padded;
            time.Pointer[at + Lanes] = -Chirp[(2 * Math.Abs(d)) + 1] / padded;
        }

        _fft.Forward(time.Pointer, spectrum.Pointer);
        for (nint at = 0; at < 2 * padded; at += Block)
        {
            double* bins = spectrum.Pointer + at;
            Join(bins, _turns.Pointer + at, out FourDoubles a, out FourDoubles b, out FourDoubles c, out FourDoubles d);
            FourDoubles.Store(bins, a);
            FourDoubles.Store(bins + Row, b);
            FourDoubles.Store(bins + (2 * Row), c);
            FourDoubles.Store(bins + (3 * Row), d);
        }

        GC.KeepAlive(time);
        return spectrum;
    }
}
