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
    // were, because both halves together do not fit into sixteen registers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Join<TDirection>(float* rows, float* output, nint stride)
        where TDirection : struct, ITransformDirection
    {
        float* differences = rows + (Lanes * Row);
        EightByEight.Pairs(rows, RowDistance, out FourVectors re, out FourVectors reDifferences);
        if (!Registers.HoldEightPoints)
        {
            EightByEight.Store(differences, reDifferences);
        }

        EightByEight.Pairs(rows + Lanes, RowDistance, out FourVectors im, out FourVectors imDifferences);
        if (!Registers.HoldEightPoints)
        {
            EightByEight.Store(differences + Lanes, imDifferences);
        }

        nint q = 2 * stride;
        EightLanes even = new EightLanes(re.A, im.A) + new EightLanes(re.C, im.C);
        EightLanes odd = new EightLanes(re.B, im.B) + new EightLanes(re.D, im.D);
        Store<TDirection>(output, even + odd);
        Store<TDirection>(output + (4 * q), even - odd);
        even = new EightLanes(re.A, im.A) - new EightLanes(re.C, im.C);
        odd = new EightLanes(re.B, im.B) - new EightLanes(re.D, im.D);
        Store<TDirection>(output + (2 * q), EightLanes.SubtractTurned(even, odd));
        Store<TDirection>(output + (6 * q), EightLanes.AddTurned(even, odd));

        if (!Registers.HoldEightPoints)
        {
            reDifferences = EightByEight.Load(differences);
            imDifferences = EightByEight.Load(differences + Lanes);
        }

        var a = new EightLanes(reDifferences.A, imDifferences.A);
        var b = new EightLanes(reDifferences.B, imDifferences.B);
        var c = new EightLanes(reDifferences.C, imDifferences.C);
        var d = new EightLanes(reDifferences.D, imDifferences.D);
        var first = EightLanes.SubtractTurned(b, b);
        var third = EightLanes.AddTurned(d, d);
        EightLanes difference = first - third;
        EightLanes sum = first + third;
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
