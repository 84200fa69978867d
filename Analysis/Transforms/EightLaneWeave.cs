using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Vector = System.Runtime.Intrinsics.Vector256<float>;

namespace Bench.Analysis.Transforms;

/// <summary>Eight lanes: see <see cref="ILaneWeave{T}"/>. Needs AVX2 and FMA.</summary>
internal readonly unsafe struct EightLaneWeave : ILaneWeave<EightLanes>
{
    private const int Lanes = 8;
    private const int Row = 2 * Lanes;

    // Rows two apart share a register: what comes out in the order 0 1 4 5 2 3 6 7 is 0 to 7 once unpacked.
    private const int RowDistance = 2;

    // cos 45°, see Butterflies.
    private const double Diagonal = 0.70710678118654752;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes Load(float* interleaved)
    {
        (Vector re, Vector im) = Parts(interleaved);
        return new(re, im);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes LoadExchanged(float* interleaved)
    {
        (Vector re, Vector im) = Parts(interleaved);
        return new(im, re);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes Turn(EightLanes value, float* table) =>
        EightLanes.Multiply(value, EightLanes.Load(table));

    // The butterfly of eight points as in Butterflies, in two halves: the odd one's differences wait where the rows
    // were, because both halves together would not fit into sixteen registers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Join<TDirection>(float* rows, float* output, nint stride)
        where TDirection : struct, ITransformDirection
    {
        float* differences = rows + (Lanes * Row);
        (Vector re0, Vector re1, Vector re2, Vector re3) = EightByEight.Sums(rows, RowDistance, differences);
        (Vector im0, Vector im1, Vector im2, Vector im3) =
            EightByEight.Sums(rows + Lanes, RowDistance, differences + Lanes);
        nint q = 2 * stride;
        EightLanes even = new EightLanes(re0, im0) + new EightLanes(re2, im2);
        EightLanes odd = new EightLanes(re1, im1) + new EightLanes(re3, im3);
        Store<TDirection>(output, even + odd);
        Store<TDirection>(output + (4 * q), even - odd);
        even = new EightLanes(re0, im0) - new EightLanes(re2, im2);
        odd = new EightLanes(re1, im1) - new EightLanes(re3, im3);
        Store<TDirection>(output + (2 * q), EightLanes.SubtractTurned(even, odd));
        Store<TDirection>(output + (6 * q), EightLanes.AddTurned(even, odd));

        var b = EightLanes.Load(differences + Row);
        var d = EightLanes.Load(differences + (3 * Row));
        var first = EightLanes.SubtractTurned(b, b);
        var third = EightLanes.AddTurned(d, d);
        EightLanes difference = first - third;
        EightLanes sum = first + third;
        var a = EightLanes.Load(differences);
        var c = EightLanes.Load(differences + (2 * Row));
        even = EightLanes.SubtractTurned(a, c);
        Store<TDirection>(output + q, EightLanes.AddScaled(even, difference, Diagonal));
        Store<TDirection>(output + (5 * q), EightLanes.AddScaled(even, difference, -Diagonal));
        even = EightLanes.AddTurned(a, c);
        Store<TDirection>(output + (3 * q), EightLanes.AddTurnedScaled(even, sum, -Diagonal));
        Store<TDirection>(output + (7 * q), EightLanes.AddTurnedScaled(even, sum, Diagonal));
    }

    // Numbers 0, 1, 4 and 5 of the eight in one register and 2, 3, 6 and 7 in the other: the shuffle within register
    // halves then leaves each in its lane.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector Re, Vector Im) Parts(float* interleaved)
    {
        Vector low = EightByEight.LowHalves(interleaved, interleaved + Lanes);
        Vector high = EightByEight.HighHalves(interleaved, interleaved + Lanes);
        return (Avx.Shuffle(low, high, 0b10_00_10_00), Avx.Shuffle(low, high, 0b11_01_11_01));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TDirection>(float* bins, EightLanes value)
        where TDirection : struct, ITransformDirection
    {
        Vector first = TDirection.Exchanges ? value.Im : value.Re;
        Vector second = TDirection.Exchanges ? value.Re : value.Im;
        Avx.UnpackLow(first, second).Store(bins);
        Avx.UnpackHigh(first, second).Store(bins + Lanes);
    }
}
