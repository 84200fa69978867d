using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Bench.Analysis.Transforms;

/// <summary>
/// Four complex numbers in one 256-bit register, real parts in its lower half and imaginary parts in its upper one: the
/// layout of <see cref="FourLanes"/> in memory at half the instructions, for lengths that eight lanes do not divide.
/// A turn exchanges the halves. Needs AVX2 and FMA.
/// </summary>
internal readonly unsafe struct FourLanesPacked : IComplexLanes<FourLanesPacked, float>
{
    private readonly Vector256<float> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private FourLanesPacked(Vector256<float> value) => _value = value;

    public static bool IsSupported => Avx2.IsSupported && Fma.IsSupported;

    public static int Lanes => 4;

    // i·(re, im) = (−im, re): the halves exchanged, times these signs.
    private static Vector256<float> TurnSigns => Vector256.Create(-1f, -1f, -1f, -1f, 1f, 1f, 1f, 1f);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourLanesPacked operator +(FourLanesPacked left, FourLanesPacked right) =>
        new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourLanesPacked operator -(FourLanesPacked left, FourLanesPacked right) =>
        new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourLanesPacked Load(float* source) => new(Vector256.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourLanesPacked LoadWindowed(float* source, float* window) =>
        new(Vector256.Load(source) * Vector256.Load(window));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* destination, FourLanesPacked value) => value._value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourLanesPacked Rotate(FourLanesPacked value, float* twiddle)
    {
        Vector256<float> re = Avx.BroadcastScalarToVector256(twiddle);
        Vector256<float> im = Avx.BroadcastScalarToVector256(twiddle + 1) * TurnSigns;
        return new(Fma.MultiplyAdd(value._value, re, Exchanged(value) * im));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourLanesPacked Scale(FourLanesPacked value, double factor) =>
        new(value._value * (float)factor);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourLanesPacked AddScaled(FourLanesPacked sum, FourLanesPacked value, double factor) =>
        new(Fma.MultiplyAdd(value._value, Vector256.Create((float)factor), sum._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourLanesPacked AddTurned(FourLanesPacked sum, FourLanesPacked value) =>
        new(Fma.MultiplyAdd(Exchanged(value), TurnSigns, sum._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourLanesPacked SubtractTurned(FourLanesPacked sum, FourLanesPacked value) =>
        new(Fma.MultiplyAddNegated(Exchanged(value), TurnSigns, sum._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourLanesPacked AddTurnedScaled(FourLanesPacked sum, FourLanesPacked value, double factor) =>
        new(Fma.MultiplyAdd(Exchanged(value), TurnSigns * (float)factor, sum._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Exchanged(FourLanesPacked value) =>
        Avx.Permute2x128(value._value, value._value, 1);
}
