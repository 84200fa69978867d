using System.Runtime.CompilerServices;

namespace Bench.Analysis.Transforms;

/// <summary>
/// The first stage: groups of r points, a stride apart in the input, become r neighbouring bins each. No twiddles.
/// </summary>
/// <remarks>
/// Compiled at full optimisation at once: waiting for tiered compilation would make the first some thousand transforms
/// twenty times slower (measured: 46 against 2.6 µs for 4096 points).
/// </remarks>
internal static unsafe class LaneLeaves<T, TReal, TSource>
    where T : struct, IComplexLanes<T, TReal>
    where TReal : unmanaged
    where TSource : struct, ILaneSource<T, TReal>
{
    private static nint ElementFloats
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 2 * T.Lanes;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Two(TReal* input, TReal* window, TReal* output, int* order, int groups, nint stride)
    {
        for (int i = 0; i < groups; i++, output += 2 * ElementFloats)
        {
            nint at = order[i];
            T a = TSource.Load(input, window, at);
            T b = TSource.Load(input, window, at + stride);
            Butterflies<T, TReal>.Two(output, ElementFloats, a, b);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Three(TReal* input, TReal* window, TReal* output, int* order, int groups, nint stride)
    {
        for (int i = 0; i < groups; i++, output += 3 * ElementFloats)
        {
            nint at = order[i];
            T a = TSource.Load(input, window, at);
            T b = TSource.Load(input, window, at + stride);
            T c = TSource.Load(input, window, at + (2 * stride));
            Butterflies<T, TReal>.Three(output, ElementFloats, a, b, c);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Four(TReal* input, TReal* window, TReal* output, int* order, int groups, nint stride)
    {
        for (int i = 0; i < groups; i++, output += 4 * ElementFloats)
        {
            nint at = order[i];
            T a = TSource.Load(input, window, at);
            T c = TSource.Load(input, window, at + (2 * stride));
            T b = TSource.Load(input, window, at + stride);
            T d = TSource.Load(input, window, at + (3 * stride));
            Butterflies<T, TReal>.Four(output, ElementFloats, a, b, c, d);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Five(TReal* input, TReal* window, TReal* output, int* order, int groups, nint stride)
    {
        for (int i = 0; i < groups; i++, output += 5 * ElementFloats)
        {
            nint at = order[i];
            T a = TSource.Load(input, window, at);
            T b = TSource.Load(input, window, at + stride);
            T c = TSource.Load(input, window, at + (2 * stride));
            T d = TSource.Load(input, window, at + (3 * stride));
            T e = TSource.Load(input, window, at + (4 * stride));
            Butterflies<T, TReal>.Five(output, ElementFloats, a, b, c, d, e);
        }
    }

    // Each point is read once, though sixteen registers do not hold them all: reading them again, windowing or
    // deinterleaving them again, costs more than what the compiler puts aside.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Eight(TReal* input, TReal* window, TReal* output, int* order, int groups, nint stride)
    {
        nint two = 2 * stride;
        nint three = 3 * stride;
        nint half = 4 * stride;
        for (int i = 0; i < groups; i++, output += 8 * ElementFloats)
        {
            nint at = order[i];
            nint opposite = at + half;
            T a = TSource.Load(input, window, at);
            T e = TSource.Load(input, window, opposite);
            T b = TSource.Load(input, window, at + stride);
            T f = TSource.Load(input, window, opposite + stride);
            T c = TSource.Load(input, window, at + two);
            T g = TSource.Load(input, window, opposite + two);
            T d = TSource.Load(input, window, at + three);
            T h = TSource.Load(input, window, opposite + three);
            Butterflies<T, TReal>.OddOfEight(output, ElementFloats, a - e, b - f, c - g, d - h);
            Butterflies<T, TReal>.Four(output, 2 * ElementFloats, a + e, b + f, c + g, d + h);
        }
    }
}
