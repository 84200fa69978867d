using System.Runtime.CompilerServices;

namespace Bench.Analysis.Transforms;

/// <summary>One complex number in plain arithmetic: the vector types' twin, used for short and odd lengths.</summary>
internal readonly unsafe struct OneLane : IComplexLanes<OneLane, float>
{
    private readonly float _re;
    private readonly float _im;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private OneLane(float re, float im)
    {
        _re = re;
        _im = im;
    }

    public static int Lanes => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneLane operator +(OneLane left, OneLane right) => new(left._re + right._re, left._im + right._im);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneLane operator -(OneLane left, OneLane right) => new(left._re - right._re, left._im - right._im);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneLane Load(float* source) => new(source[0], source[1]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneLane LoadWindowed(float* source, float* window) =>
        new(source[0] * window[0], source[1] * window[1]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* destination, OneLane value)
    {
        destination[0] = value._re;
        destination[1] = value._im;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneLane Rotate(OneLane value, float* twiddle) => new(
        (value._re * twiddle[0]) - (value._im * twiddle[1]),
        (value._re * twiddle[1]) + (value._im * twiddle[0]));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneLane Scale(OneLane value, double factor) =>
        new(value._re * (float)factor, value._im * (float)factor);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneLane AddScaled(OneLane sum, OneLane value, double factor) =>
        new(sum._re + (value._re * (float)factor), sum._im + (value._im * (float)factor));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneLane AddTurned(OneLane sum, OneLane value) => new(sum._re - value._im, sum._im + value._re);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneLane SubtractTurned(OneLane sum, OneLane value) => new(sum._re + value._im, sum._im - value._re);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneLane AddTurnedScaled(OneLane sum, OneLane value, double factor) =>
        new(sum._re - (value._im * (float)factor), sum._im + (value._re * (float)factor));
}
