using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Bench.Analysis.Transforms;

/// <summary>
/// Four complex numbers in two 128-bit registers, real parts and imaginary parts. Runs on every processor of today, and
/// in plain arithmetic where vector instructions are switched off.
/// </summary>
internal readonly unsafe struct FourLanes : IComplexLanes<FourLanes, float>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public FourLanes(Vector128<float> re, Vector128<float> im)
    {
        Re = re;
        Im = im;
    }

    public Vector128<float> Re { [MethodImpl(MethodImplOptions.AggressiveInlining)] get; }

    public Vector128<float> Im { [MethodImpl(MethodImplOptions.AggressiveInlining)] get; }

    /// <summary>The complex conjugates.</summary>
    public FourLanes Conjugate
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Re, -Im);
    }

    public static int Lanes => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourLanes operator +(FourLanes left, FourLanes right) =>
        new(left.Re + right.Re, left.Im + right.Im);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourLanes operator -(FourLanes left, FourLanes right) =>
        new(left.Re - right.Re, left.Im - right.Im);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourLanes Load(float* source) => new(Vector128.Load(source), Vector128.Load(source + 4));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourLanes LoadWindowed(float* source, float* window) => new(
        Vector128.Load(source) * Vector128.Load(window),
        Vector128.Load(source + 4) * Vector128.Load(window + 4));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* destination, FourLanes value)
    {
        value.Re.Store(destination);
        value.Im.Store(destination + 4);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourLanes Rotate(FourLanes value, float* twiddle)
    {
        var re = Vector128.Create(twiddle[0]);
        var im = Vector128.Create(twiddle[1]);
        return new(
            Vector128.MultiplyAddEstimate(value.Re, re, -(value.Im * im)),
            Vector128.MultiplyAddEstimate(value.Re, im, value.Im * re));
    }

    /// <summary>The product lane by lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourLanes Multiply(FourLanes left, FourLanes right) => new(
        Vector128.MultiplyAddEstimate(left.Re, right.Re, -(left.Im * right.Im)),
        Vector128.MultiplyAddEstimate(left.Re, right.Im, left.Im * right.Re));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourLanes Scale(FourLanes value, double factor) =>
        new(value.Re * (float)factor, value.Im * (float)factor);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourLanes AddScaled(FourLanes sum, FourLanes value, double factor)
    {
        var all = Vector128.Create((float)factor);
        return new(
            Vector128.MultiplyAddEstimate(value.Re, all, sum.Re),
            Vector128.MultiplyAddEstimate(value.Im, all, sum.Im));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourLanes AddTurned(FourLanes sum, FourLanes value) =>
        new(sum.Re - value.Im, sum.Im + value.Re);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourLanes SubtractTurned(FourLanes sum, FourLanes value) =>
        new(sum.Re + value.Im, sum.Im - value.Re);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourLanes AddTurnedScaled(FourLanes sum, FourLanes value, double factor) => new(
        Vector128.MultiplyAddEstimate(value.Im, Vector128.Create(-(float)factor), sum.Re),
        Vector128.MultiplyAddEstimate(value.Re, Vector128.Create((float)factor), sum.Im));
}
