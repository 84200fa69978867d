using System.Runtime.CompilerServices;

namespace Bench.Analysis.Transforms;

/// <summary>
/// The later stages, in place: r neighbouring parts of L bins each become one part of r·L bins. For each k below L, bin
/// k of part j is rotated by its twiddle exp(−2πi·j·k/(r·L)) and the r of them go through a butterfly whose results are
/// the bins k, k + L, k + 2L …, at the places the points came from.
/// </summary>
/// <remarks>Compiled at full optimisation at once; <see cref="LaneLeaves{T, TReal, TSource}"/> says why.</remarks>
internal static unsafe class LanePasses<T, TReal>
    where T : struct, IComplexLanes<T, TReal>
    where TReal : unmanaged
{
    private static nint ElementFloats
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 2 * T.Lanes;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Two(TReal* data, nint part, int blocks, TReal* twiddles)
    {
        nint stride = part * ElementFloats;
        for (int block = 0; block < blocks; block++, data += 2 * stride)
        {
            TReal* twiddle = twiddles;
            for (TReal* p = data; p != data + stride; p += ElementFloats, twiddle += 2)
            {
                Butterflies<T, TReal>.Two(p, stride, T.Load(p), T.Rotate(T.Load(p + stride), twiddle));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Three(TReal* data, nint part, int blocks, TReal* twiddles)
    {
        nint stride = part * ElementFloats;
        for (int block = 0; block < blocks; block++, data += 3 * stride)
        {
            TReal* twiddle = twiddles;
            for (TReal* p = data; p != data + stride; p += ElementFloats, twiddle += 4)
            {
                T b = T.Rotate(T.Load(p + stride), twiddle);
                T c = T.Rotate(T.Load(p + (2 * stride)), twiddle + 2);
                Butterflies<T, TReal>.Three(p, stride, T.Load(p), b, c);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Four(TReal* data, nint part, int blocks, TReal* twiddles)
    {
        nint stride = part * ElementFloats;
        for (int block = 0; block < blocks; block++, data += 4 * stride)
        {
            TReal* twiddle = twiddles;
            for (TReal* p = data; p != data + stride; p += ElementFloats, twiddle += 6)
            {
                T c = T.Rotate(T.Load(p + (2 * stride)), twiddle + 2);
                T b = T.Rotate(T.Load(p + stride), twiddle);
                T d = T.Rotate(T.Load(p + (3 * stride)), twiddle + 4);
                Butterflies<T, TReal>.Four(p, stride, T.Load(p), b, c, d);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Five(TReal* data, nint part, int blocks, TReal* twiddles)
    {
        nint stride = part * ElementFloats;
        for (int block = 0; block < blocks; block++, data += 5 * stride)
        {
            TReal* twiddle = twiddles;
            for (TReal* p = data; p != data + stride; p += ElementFloats, twiddle += 8)
            {
                T b = T.Rotate(T.Load(p + stride), twiddle);
                T e = T.Rotate(T.Load(p + (4 * stride)), twiddle + 6);
                T c = T.Rotate(T.Load(p + (2 * stride)), twiddle + 2);
                T d = T.Rotate(T.Load(p + (3 * stride)), twiddle + 4);
                Butterflies<T, TReal>.Five(p, stride, T.Load(p), b, c, d, e);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Eight(TReal* data, nint part, int blocks, TReal* twiddles)
    {
        nint stride = part * ElementFloats;
        for (int block = 0; block < blocks; block++, data += 8 * stride)
        {
            TReal* end = data + stride;
            TReal* twiddle = twiddles;
            for (TReal* p = data; p != end; p += ElementFloats, twiddle += 14)
            {
                if (Registers.HoldEightPoints)
                {
                    EightHeld(p, stride, twiddle);
                }
                else
                {
                    EightByWay(p, stride, twiddle);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void EightHeld(TReal* p, nint stride, TReal* twiddle)
    {
        TReal* q = p + (4 * stride);
        T a = T.Load(p);
        T e = T.Rotate(T.Load(q), twiddle + 6);
        T b = T.Rotate(T.Load(p + stride), twiddle);
        T f = T.Rotate(T.Load(q + stride), twiddle + 8);
        T c = T.Rotate(T.Load(p + (2 * stride)), twiddle + 2);
        T g = T.Rotate(T.Load(q + (2 * stride)), twiddle + 10);
        T d = T.Rotate(T.Load(p + (3 * stride)), twiddle + 4);
        T h = T.Rotate(T.Load(q + (3 * stride)), twiddle + 12);
        Butterflies<T, TReal>.Four(p, 2 * stride, a + e, b + f, c + g, d + h);
        Butterflies<T, TReal>.OddOfEight(p, stride, a - e, b - f, c - g, d - h);
    }

    // Sixteen registers hold eight points and nothing else: the differences that the odd bins need wait in places whose
    // points have been read already.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void EightByWay(TReal* p, nint stride, TReal* twiddle)
    {
        nint stride2 = 2 * stride;
        nint stride3 = 3 * stride;
        TReal* q = p + (4 * stride);
        T a = T.Load(p);
        T e = T.Rotate(T.Load(q), twiddle + 6);
        T b = T.Rotate(T.Load(p + stride), twiddle);
        T f = T.Rotate(T.Load(q + stride), twiddle + 8);
        T ae = a + e;
        T bf = b + f;
        T.Store(p + stride, a - e);
        T.Store(q + stride, b - f);
        T c = T.Rotate(T.Load(p + stride2), twiddle + 2);
        T g = T.Rotate(T.Load(q + stride2), twiddle + 10);
        T d = T.Rotate(T.Load(p + stride3), twiddle + 4);
        T h = T.Rotate(T.Load(q + stride3), twiddle + 12);
        T cg = c + g;
        T dh = d + h;
        T.Store(p + stride3, c - g);
        T difference = d - h;
        Butterflies<T, TReal>.Four(p, stride2, ae, bf, cg, dh);
        Butterflies<T, TReal>.OddOfEight(
            p, stride, T.Load(p + stride), T.Load(q + stride), T.Load(p + stride3), difference);
    }
}
