using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Bench.Analysis.Transforms;

/// <summary>
/// Eight real transforms of N = 2·n samples at once, one signal per lane.
/// </summary>
/// <remarks>
/// Two successive rows of eight samples are an element of <see cref="EightLanes"/> as they lie: even samples as real
/// parts, odd ones as imaginary parts. One <see cref="LaneFft{T, TReal}"/> of n points, and each bin and its mirror are
/// split into the bins of the real signal, the same arithmetic in every lane. Plain twin:
/// <see cref="SignalBySignalKernel"/>; the arithmetic in one lane: <see cref="OneLaneKernel"/>.
/// </remarks>
internal sealed unsafe class EightSignalKernel : BatchKernel
{
    private const int Lanes = RealFftBatch.Signals;
    private const int Row = 2 * Lanes;

    // A table entry is ½·1 and ½·W^k, each real and imaginary part (SplitTables with one lane).
    private const int EntryFloats = 4;

    private readonly LaneFft<EightLanes, float> _fft;
    private readonly AlignedTable<float> _split;

    public EightSignalKernel(int length)
    {
        _fft = new LaneFft<EightLanes, float>(length / 2);
        _split = SplitTables.Create(1, _fft.Length);
    }

    public override int ScratchLength => (_fft.Length * Row) + AlignedTable<float>.AlignmentSlack;

    /// <summary>Whether this kernel does a length on this machine.</summary>
    public static bool Does(int length) => EightLanes.IsSupported && length % 2 == 0 && Smooth.Is(length);

    public override void Forward(float* input, float* spectrum, float* scratch)
    {
        float* work = AlignedTable<float>.Align(scratch);
        _fft.Forward(input, work);
        Split<BinRows>(work, _fft.Length, _split.Pointer, spectrum);
        GC.KeepAlive(this);
    }

    public override void Power(float* input, float* window, float* power, float* scratch)
    {
        float* work = AlignedTable<float>.Align(scratch);
        if (window == null)
        {
            _fft.Forward(input, work);
        }
        else
        {
            _fft.Forward<WindowedRows>(input, window, work);
        }

        Split<PowerRows>(work, _fft.Length, _split.Pointer, power);
        GC.KeepAlive(this);
    }

    // With A = Z[k], B = Z[n−k]: E = (A + conj B)/2 is the spectrum of the even samples, O = −i·(A − conj B)/2 that of
    // the odd ones; X[k] = E + O·W^k and X[n−k] = conj(E − O·W^k).
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Split<TRows>(float* work, nint points, float* split, float* output)
        where TRows : struct, IRows
    {
        var first = EightLanes.Load(work);
        TRows.Store(output, new(first.Re + first.Im, Vector256<float>.Zero));
        TRows.Store(output + (points * TRows.Floats), new(first.Re - first.Im, Vector256<float>.Zero));
        for (nint k = 1; k <= points - k; k++)
        {
            var a = EightLanes.Load(work + (k * Row));
            var b = EightLanes.Load(work + ((points - k) * Row));
            EightLanes even = EightLanes.Scale(new(a.Re + b.Re, a.Im - b.Im), 0.5);
            EightLanes odd = EightLanes.Rotate(new(a.Im + b.Im, b.Re - a.Re), split + (k * EntryFloats) + 2);
            TRows.Store(output + (k * TRows.Floats), even + odd);
            TRows.Store(output + ((points - k) * TRows.Floats), (even - odd).Conjugate);
        }
    }

    /// <summary>What is written of a bin of eight signals.</summary>
    private interface IRows
    {
        static abstract int Floats { get; }

        static abstract void Store(float* row, EightLanes bins);
    }

    /// <summary>The real parts, then the imaginary ones.</summary>
    private readonly struct BinRows : IRows
    {
        public static int Floats => Row;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Store(float* row, EightLanes bins) => EightLanes.Store(row, bins);
    }

    /// <summary>The squared magnitudes.</summary>
    private readonly struct PowerRows : IRows
    {
        public static int Floats => Lanes;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Store(float* row, EightLanes bins) =>
            Vector256.MultiplyAddEstimate(bins.Re, bins.Re, bins.Im * bins.Im).Store(row);
    }

    /// <summary>Two rows, each times its window value.</summary>
    private readonly struct WindowedRows : ILaneSource<EightLanes, float>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static EightLanes Load(float* input, float* window, nint offset)
        {
            float* factors = window + (offset / Lanes);
            return new(
                Vector256.Load(input + offset) * Vector256.Create(factors[0]),
                Vector256.Load(input + offset + Lanes) * Vector256.Create(factors[1]));
        }
    }
}
