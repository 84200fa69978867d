using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Bench.Analysis.Transforms;

/// <summary>
/// What the last pass of <see cref="EightLaneKernel"/> does with eight neighbouring bins: write them as they are or as
/// squared magnitudes. Chosen outside the loops, resolved when they are compiled.
/// </summary>
internal unsafe interface IEightLaneSink
{
    /// <summary>Floats per bin.</summary>
    static abstract int BinFloats { get; }

    /// <summary>
    /// Distance, in rows, between the two rows that are loaded into the lower and upper half of a register. It sets the
    /// order of the bins in the vectors given to the methods below: 2 gives 0 1 4 5 2 3 6 7, 4 gives 0 to 7.
    /// </summary>
    static abstract int RowDistance { get; }

    /// <summary>Writes one bin.</summary>
    static abstract void Store(float* bin, float re, float im);

    /// <summary>Writes eight bins from the given one upwards.</summary>
    static abstract void Store(float* bins, Vector256<float> re, Vector256<float> im);

    /// <summary>Writes eight bins, conjugated already, in falling order, the last one at the given place.</summary>
    static abstract void StoreMirrored(float* bins, Vector256<float> re, Vector256<float> im);
}

/// <summary>Real and imaginary part of each bin in turn.</summary>
internal readonly unsafe struct BinSink : IEightLaneSink
{
    public static int BinFloats => 2;

    public static int RowDistance => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* bin, float re, float im)
    {
        bin[0] = re;
        bin[1] = im;
    }

    // Unpacking takes pairs from the lower and the upper half of both: the order 0 1 4 5 2 3 6 7 comes out as 0 to 7.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* bins, Vector256<float> re, Vector256<float> im)
    {
        Avx.UnpackLow(re, im).Store(bins);
        Avx.UnpackHigh(re, im).Store(bins + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreMirrored(float* bins, Vector256<float> re, Vector256<float> im)
    {
        Reversed(Avx.UnpackLow(re, im)).Store(bins + 8);
        Reversed(Avx.UnpackHigh(re, im)).Store(bins);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Reversed(Vector256<float> fourBins) =>
        Avx2.Permute4x64(fourBins.AsDouble(), 0b00_01_10_11).AsSingle();
}

/// <summary>The squared magnitude of each bin.</summary>
internal readonly unsafe struct PowerSink : IEightLaneSink
{
    public static int BinFloats => 1;

    public static int RowDistance => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* bin, float re, float im) => *bin = (re * re) + (im * im);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* bins, Vector256<float> re, Vector256<float> im) =>
        Fma.MultiplyAdd(re, re, im * im).Store(bins);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreMirrored(float* bins, Vector256<float> re, Vector256<float> im)
    {
        Vector256<float> power = Fma.MultiplyAdd(re, re, im * im);
        Avx2.PermuteVar8x32(power, Vector256.Create(7, 6, 5, 4, 3, 2, 1, 0)).Store(bins);
    }
}
