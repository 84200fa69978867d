using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Bench.Analysis.Transforms;

/// <summary>
/// Eight complex numbers in two 256-bit registers, real parts and imaginary parts: one cache line. Needs AVX2 and FMA.
/// </summary>
internal readonly unsafe struct EightLanes : IComplexLanes<EightLanes, float>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public EightLanes(Vector256<float> re, Vector256<float> im)
    {
        Re = re;
        Im = im;
    }

    public Vector256<float> Re { [MethodImpl(MethodImplOptions.AggressiveInlining)] get; }

    public Vector256<float> Im { [MethodImpl(MethodImplOptions.AggressiveInlining)] get; }

    /// <summary>The complex conjugates.</summary>
    public EightLanes Conjugate
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Re, -Im);
    }

    public static bool IsSupported => Avx2.IsSupported && Fma.IsSupported;

    public static int Lanes => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes operator +(EightLanes left, EightLanes right) =>
        new(left.Re + right.Re, left.Im + right.Im);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes operator -(EightLanes left, EightLanes right) =>
        new(left.Re - right.Re, left.Im - right.Im);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes Load(float* source) => new(Vector256.Load(source), Vector256.Load(source + 8));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes LoadWindowed(float* source, float* window) => new(
        Vector256.Load(source) * Vector256.Load(window),
        Vector256.Load(source + 8) * Vector256.Load(window + 8));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* destination, EightLanes value)
    {
        value.Re.Store(destination);
        value.Im.Store(destination + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes Rotate(EightLanes value, float* twiddle)
    {
        Vector256<float> re = Avx.BroadcastScalarToVector256(twiddle);
        Vector256<float> im = Avx.BroadcastScalarToVector256(twiddle + 1);
        return new(
            Fma.MultiplySubtract(value.Re, re, value.Im * im),
            Fma.MultiplyAdd(value.Re, im, value.Im * re));
    }

    /// <summary>The product lane by lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes Multiply(EightLanes left, EightLanes right) => new(
        Fma.MultiplySubtract(left.Re, right.Re, left.Im * right.Im),
        Fma.MultiplyAdd(left.Re, right.Im, left.Im * right.Re));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes Scale(EightLanes value, double factor)
    {
        Vector256<float> all = Vector256.Create((float)factor);
        return new(value.Re * all, value.Im * all);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes AddScaled(EightLanes sum, EightLanes value, double factor)
    {
        Vector256<float> all = Vector256.Create((float)factor);
        return new(Fma.MultiplyAdd(value.Re, all, sum.Re), Fma.MultiplyAdd(value.Im, all, sum.Im));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes AddTurned(EightLanes sum, EightLanes value) =>
        new(sum.Re - value.Im, sum.Im + value.Re);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes SubtractTurned(EightLanes sum, EightLanes value) =>
        new(sum.Re + value.Im, sum.Im - value.Re);

    /// <summary>sum − i·value·factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes SubtractTurnedScaled(EightLanes sum, EightLanes value, double factor)
    {
        Vector256<float> all = Vector256.Create((float)factor);
        return new(Fma.MultiplyAdd(value.Im, all, sum.Re), Fma.MultiplyAddNegated(value.Re, all, sum.Im));
    }

    /// <summary>The conjugate of left − right.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes ConjugateSubtract(EightLanes left, EightLanes right) =>
        new(left.Re - right.Re, right.Im - left.Im);

    /// <summary>The conjugate of sum − value·factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes ConjugateSubtractScaled(EightLanes sum, EightLanes value, double factor)
    {
        Vector256<float> all = Vector256.Create((float)factor);
        return new(Fma.MultiplyAddNegated(value.Re, all, sum.Re), Fma.MultiplySubtract(value.Im, all, sum.Im));
    }

    /// <summary>The conjugate of sum + i·value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes ConjugateAddTurned(EightLanes sum, EightLanes value) =>
        ConjugateAddTurnedScaled(sum, value, 1);

    /// <summary>The conjugate of sum + i·value·factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes ConjugateAddTurnedScaled(EightLanes sum, EightLanes value, double factor)
    {
        Vector256<float> all = Vector256.Create((float)factor);
        return new(
            Fma.MultiplyAddNegated(value.Im, all, sum.Re),
            Fma.MultiplySubtractNegated(value.Re, all, sum.Im));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes AddTurnedScaled(EightLanes sum, EightLanes value, double factor)
    {
        Vector256<float> all = Vector256.Create((float)factor);
        return new(Fma.MultiplyAddNegated(value.Im, all, sum.Re), Fma.MultiplyAdd(value.Re, all, sum.Im));
    }
}
