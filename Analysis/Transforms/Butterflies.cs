using System.Runtime.CompilerServices;

namespace Bench.Analysis.Transforms;

/// <summary>
/// Transforms of 2 to 8 points, straight-line code without twiddles: read points at their places, write bins at theirs.
/// </summary>
internal static unsafe class Butterflies<T, TReal>
    where T : struct, IComplexLanes<T, TReal>
    where TReal : unmanaged
{
    /// <summary>cos 45° = sin 45°.</summary>
    private const double Diagonal = 0.70710678118654752;
    private const double Sin60 = 0.86602540378443865;
    private const double Cos72 = 0.30901699437494742;
    private const double Cos144 = -0.80901699437494742;
    private const double Sin72 = 0.95105651629515357;
    private const double Sin144 = 0.58778525229247313;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Two(TReal* output, nint stride, T a, T b)
    {
        T.Store(output, a + b);
        T.Store(output + stride, a - b);
    }

    // The two turned bins share a − (b + c)/2.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Three(TReal* output, nint stride, T a, T b, T c)
    {
        T sum = b + c;
        T difference = b - c;
        T middle = T.AddScaled(a, sum, -0.5);
        T.Store(output, a + sum);
        T.Store(output + stride, T.AddTurnedScaled(middle, difference, -Sin60));
        T.Store(output + (2 * stride), T.AddTurnedScaled(middle, difference, Sin60));
    }

    // Factors are 1, −i, −1 and i only: additions and turns.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Four(TReal* output, nint stride, T a, T b, T c, T d)
    {
        T even = a + c;
        T evenTurned = a - c;
        T odd = b + d;
        T oddTurned = b - d;
        T.Store(output, even + odd);
        T.Store(output + (2 * stride), even - odd);
        T.Store(output + stride, T.SubtractTurned(evenTurned, oddTurned));
        T.Store(output + (3 * stride), T.AddTurned(evenTurned, oddTurned));
    }

    // Points that mirror each other are added for the cosines and subtracted for the sines.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Five(TReal* output, nint stride, T a, T b, T c, T d, T e)
    {
        T outerSum = b + e;
        T outerDifference = b - e;
        T innerSum = c + d;
        T innerDifference = c - d;
        T.Store(output, a + outerSum + innerSum);
        T even = T.AddScaled(T.AddScaled(a, outerSum, Cos72), innerSum, Cos144);
        T odd = T.AddScaled(T.Scale(outerDifference, Sin72), innerDifference, Sin144);
        T.Store(output + stride, T.SubtractTurned(even, odd));
        T.Store(output + (4 * stride), T.AddTurned(even, odd));
        even = T.AddScaled(T.AddScaled(a, outerSum, Cos144), innerSum, Cos72);
        odd = T.AddScaled(T.Scale(outerDifference, Sin144), innerDifference, -Sin72);
        T.Store(output + (2 * stride), T.SubtractTurned(even, odd));
        T.Store(output + (3 * stride), T.AddTurned(even, odd));
    }

    /// <summary>
    /// Bins 1, 3, 5, 7 of eight points, from the differences a − e, b − f, c − g, d − h of opposite points. The eighth
    /// turns (1 − i)/√2 and (−1 − i)/√2 are done as a turn and an addition; the 1/√2 joins the last addition.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void OddOfEight(TReal* output, nint stride, T ae, T bf, T cg, T dh)
    {
        T first = T.SubtractTurned(bf, bf);
        T third = T.AddTurned(dh, dh);
        T difference = first - third;
        T sum = first + third;
        T base15 = T.SubtractTurned(ae, cg);
        T base37 = T.AddTurned(ae, cg);
        T.Store(output + stride, T.AddScaled(base15, difference, Diagonal));
        T.Store(output + (5 * stride), T.AddScaled(base15, difference, -Diagonal));
        T.Store(output + (3 * stride), T.AddTurnedScaled(base37, sum, -Diagonal));
        T.Store(output + (7 * stride), T.AddTurnedScaled(base37, sum, Diagonal));
    }
}
