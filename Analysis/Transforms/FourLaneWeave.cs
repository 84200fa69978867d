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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourLanes Turn(FourLanes value, float* table) => FourLanes.Multiply(value, FourLanes.Load(table));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Join<TDirection>(float* rows, float* output, nint stride)
        where TDirection : struct, ITransformDirection
    {
        (Vector re0, Vector re1, Vector re2, Vector re3) = Columns(rows);
        (Vector im0, Vector im1, Vector im2, Vector im3) = Columns(rows + Lanes);
        nint q = 2 * stride;
        var even = new FourLanes(re0 + re2, im0 + im2);
        var odd = new FourLanes(re1 + re3, im1 + im3);
        Store<TDirection>(output, even + odd);
        Store<TDirection>(output + (2 * q), even - odd);
        even = new FourLanes(re0 - re2, im0 - im2);
        odd = new FourLanes(re1 - re3, im1 - im3);
        Store<TDirection>(output + q, FourLanes.SubtractTurned(even, odd));
        Store<TDirection>(output + (3 * q), FourLanes.AddTurned(even, odd));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector A, Vector B, Vector C, Vector D) Columns(float* rows) => Pairing.Transposed(
        Vector128.Load(rows),
        Vector128.Load(rows + Row),
        Vector128.Load(rows + (2 * Row)),
        Vector128.Load(rows + (3 * Row)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TDirection>(float* bins, FourLanes value)
        where TDirection : struct, ITransformDirection
    {
        Vector first = TDirection.Exchanges ? value.Im : value.Re;
        Vector second = TDirection.Exchanges ? value.Re : value.Im;
        Pairing.Low(first, second).Store(bins);
        Pairing.High(first, second).Store(bins + Lanes);
    }
}
