using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Vector = System.Runtime.Intrinsics.Vector128<float>;

namespace Bench.Analysis.Transforms;

/// <summary>Four lanes: see <see cref="ILaneWeave{T}"/>. Runs everywhere.</summary>
internal readonly unsafe struct FourLaneWeave : ILaneWeave<FourLanes>
{
    private const int Lanes = 4;
    private const int Row = 2 * Lanes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourLanes Load(float* interleaved)
    {
        Vector low = Vector128.Load(interleaved);
        Vector high = Vector128.Load(interleaved + Lanes);
        return new(Pairing.Even(low, high), Pairing.Odd(low, high));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourLanes LoadExchanged(float* interleaved)
    {
        FourLanes value = Load(interleaved);
        return new(value.Im, value.Re);
    }

    public static int BinAt(int place) => place;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Join<TDirection>(float* rows, float* turns, float* output, nint stride, double scale)
        where TDirection : struct, ITransformDirection
    {
        (Vector re0, Vector re1, Vector re2, Vector re3) = Columns(rows);
        (Vector im0, Vector im1, Vector im2, Vector im3) = Columns(rows + Lanes);
        var a = new FourLanes(re0, im0);
        var b = FourLanes.Multiply(new FourLanes(re1, im1), FourLanes.Load(turns));
        var c = FourLanes.Multiply(new FourLanes(re2, im2), FourLanes.Load(turns + Row));
        var d = FourLanes.Multiply(new FourLanes(re3, im3), FourLanes.Load(turns + (2 * Row)));
        nint q = 2 * stride;
        FourLanes even = a + c;
        FourLanes odd = b + d;
        Store<TDirection>(output, even + odd, scale);
        Store<TDirection>(output + (2 * q), even - odd, scale);
        even = a - c;
        odd = b - d;
        Store<TDirection>(output + q, FourLanes.SubtractTurned(even, odd), scale);
        Store<TDirection>(output + (3 * q), FourLanes.AddTurned(even, odd), scale);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector A, Vector B, Vector C, Vector D) Columns(float* rows) => Pairing.Transposed(
        Vector128.Load(rows),
        Vector128.Load(rows + Row),
        Vector128.Load(rows + (2 * Row)),
        Vector128.Load(rows + (3 * Row)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TDirection>(float* bins, FourLanes value, double scale)
        where TDirection : struct, ITransformDirection
    {
        FourLanes scaled = TDirection.Exchanges ? FourLanes.Scale(value, scale) : value;
        Vector first = TDirection.Exchanges ? scaled.Im : scaled.Re;
        Vector second = TDirection.Exchanges ? scaled.Re : scaled.Im;
        Pairing.Low(first, second).Store(bins);
        Pairing.High(first, second).Store(bins + Lanes);
    }
}
