using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using FourVectors = (
    System.Runtime.Intrinsics.Vector256<float> A,
    System.Runtime.Intrinsics.Vector256<float> B,
    System.Runtime.Intrinsics.Vector256<float> C,
    System.Runtime.Intrinsics.Vector256<float> D);
using Vector = System.Runtime.Intrinsics.Vector256<float>;

namespace Bench.Analysis.Transforms;

/// <summary>
/// Eight rows of eight floats, a row being half of an element of <see cref="EightLanes"/>, turned into columns: what
/// stood side by side in lanes comes to stand in eight registers, where a butterfly can join it.
/// </summary>
internal static unsafe class EightByEight
{
    private const int Row = 16;

    /// <summary>
    /// Columns l and l + 4 of eight rows, added, and their differences. The row distance is the one between the two
    /// rows that share a register, see <see cref="IEightLaneSink.RowDistance"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Pairs(
        float* rows,
        nint rowDistance,
        out FourVectors sums,
        out FourVectors differences)
    {
        (Vector a, Vector b, Vector c, Vector d) = LowColumns(rows, rowDistance);
        (Vector e, Vector f, Vector g, Vector h) = HighColumns(rows, rowDistance);
        differences = (a - e, b - f, c - g, d - h);
        sums = (a + e, b + f, c + g, d + h);
    }

    /// <summary>Four vectors, a row apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* destination, in FourVectors values)
    {
        values.A.Store(destination);
        values.B.Store(destination + Row);
        values.C.Store(destination + (2 * Row));
        values.D.Store(destination + (3 * Row));
    }

    /// <summary>The vectors that <see cref="Store"/> wrote.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourVectors Load(float* source) => (
        Vector256.Load(source),
        Vector256.Load(source + Row),
        Vector256.Load(source + (2 * Row)),
        Vector256.Load(source + (3 * Row)));

    /// <summary>All eight columns, the second four apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Columns(float* rows, nint rowDistance, out FourVectors low, out FourVectors high)
    {
        low = LowColumns(rows, rowDistance);
        high = HighColumns(rows, rowDistance);
    }

    // Columns 0 to 3 of eight rows as registers. Each load brings four floats of a row and of the row a distance on.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static FourVectors LowColumns(float* rows, nint rowDistance)
    {
        const int Next = Row;
        nint distance = rowDistance * Row;
        nint third = (6 * Row) - distance;
        return Transposed(
            LowHalves(rows, rows + distance),
            LowHalves(rows + Next, rows + Next + distance),
            LowHalves(rows + third, rows + third + distance),
            LowHalves(rows + third + Next, rows + third + Next + distance));
    }

    // Columns 4 to 7.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static FourVectors HighColumns(float* rows, nint rowDistance)
    {
        const int Next = Row;
        nint distance = rowDistance * Row;
        nint third = (6 * Row) - distance;
        return Transposed(
            HighHalves(rows, rows + distance),
            HighHalves(rows + Next, rows + Next + distance),
            HighHalves(rows + third, rows + third + distance),
            HighHalves(rows + third + Next, rows + third + Next + distance));
    }

    /// <summary>Four floats from each of two places. A broadcast load and a blend do not occupy the one port that can
    /// move data between register halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector LowHalves(float* lower, float* upper) =>
        Avx.Blend(Avx.BroadcastVector128ToVector256(upper), Vector256.Load(lower), 0x0F);

    /// <summary>The four floats after those of <see cref="LowHalves"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector HighHalves(float* lower, float* upper) =>
        Avx.Blend(Avx.BroadcastVector128ToVector256(lower + 4), Vector256.Load(upper), 0xF0);

    /// <summary>The two 4×4 matrices in the lower and the upper halves, transposed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourVectors Transposed(Vector a, Vector b, Vector c, Vector d)
    {
        Vector256<double> lowAb = Avx.UnpackLow(a, b).AsDouble();
        Vector256<double> highAb = Avx.UnpackHigh(a, b).AsDouble();
        Vector256<double> lowCd = Avx.UnpackLow(c, d).AsDouble();
        Vector256<double> highCd = Avx.UnpackHigh(c, d).AsDouble();
        return (
            Avx.UnpackLow(lowAb, lowCd).AsSingle(),
            Avx.UnpackHigh(lowAb, lowCd).AsSingle(),
            Avx.UnpackLow(highAb, highCd).AsSingle(),
            Avx.UnpackHigh(highAb, highCd).AsSingle());
    }
}
