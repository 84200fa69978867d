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

    public static int BinAt(int place) => place is 0 or 1 or 6 or 7 ? place : place ^ 6;

    // The butterfly of eight points as in Butterflies.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Join<TDirection>(float* rows, float* turns, float* output, nint stride, double scale)
        where TDirection : struct, ITransformDirection
    {
        EightByEight.Columns(rows, RowDistance, out FourVectors re, out FourVectors highRe);
        EightByEight.Columns(rows + Lanes, RowDistance, out FourVectors im, out FourVectors highIm);
        var a = new EightLanes(re.A, im.A);
        EightLanes b = Turned(re.B, im.B, turns);
        EightLanes c = Turned(re.C, im.C, turns + Row);
        EightLanes d = Turned(re.D, im.D, turns + (2 * Row));
        EightLanes e = Turned(highRe.A, highIm.A, turns + (3 * Row));
        EightLanes f = Turned(highRe.B, highIm.B, turns + (4 * Row));
        EightLanes g = Turned(highRe.C, highIm.C, turns + (5 * Row));
        EightLanes h = Turned(highRe.D, highIm.D, turns + (6 * Row));

        nint q = 2 * stride;
        EightLanes even = a + e + (c + g);
        EightLanes odd = b + f + (d + h);
        Store<TDirection>(output, even + odd, scale);
        Store<TDirection>(output + (4 * q), even - odd, scale);
        even = a + e - (c + g);
        odd = b + f - (d + h);
        Store<TDirection>(output + (2 * q), EightLanes.SubtractTurned(even, odd), scale);
        Store<TDirection>(output + (6 * q), EightLanes.AddTurned(even, odd), scale);

        var first = EightLanes.SubtractTurned(b - f, b - f);
        var third = EightLanes.AddTurned(d - h, d - h);
        EightLanes difference = first - third;
        EightLanes sum = first + third;
        even = EightLanes.SubtractTurned(a - e, c - g);
        Store<TDirection>(output + q, EightLanes.AddScaled(even, difference, Diagonal), scale);
        Store<TDirection>(output + (5 * q), EightLanes.AddScaled(even, difference, -Diagonal), scale);
        even = EightLanes.AddTurned(a - e, c - g);
        Store<TDirection>(output + (3 * q), EightLanes.AddTurnedScaled(even, sum, -Diagonal), scale);
        Store<TDirection>(output + (7 * q), EightLanes.AddTurnedScaled(even, sum, Diagonal), scale);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static EightLanes Turned(Vector re, Vector im, float* turn) =>
        EightLanes.Multiply(new(re, im), EightLanes.Load(turn));

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
    private static void Store<TDirection>(float* bins, EightLanes value, double scale)
        where TDirection : struct, ITransformDirection
    {
        EightLanes scaled = TDirection.Exchanges ? EightLanes.Scale(value, scale) : value;
        Vector first = TDirection.Exchanges ? scaled.Im : scaled.Re;
        Vector second = TDirection.Exchanges ? scaled.Re : scaled.Im;
        Avx.UnpackLow(first, second).Store(bins);
        Avx.UnpackHigh(first, second).Store(bins + Lanes);
    }
}
