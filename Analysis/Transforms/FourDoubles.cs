using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Bench.Analysis.Transforms;

/// <summary>
/// Four complex numbers in double precision, real parts and imaginary parts: for convolutions whose rounding errors
/// would show in single precision. Where vectors have 128 bits, each is done as two.
/// </summary>
internal readonly unsafe struct FourDoubles : IComplexLanes<FourDoubles, double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public FourDoubles(Vector256<double> re, Vector256<double> im)
    {
        Re = re;
        Im = im;
    }

    public Vector256<double> Re { [MethodImpl(MethodImplOptions.AggressiveInlining)] get; }

    public Vector256<double> Im { [MethodImpl(MethodImplOptions.AggressiveInlining)] get; }

    /// <summary>Real and imaginary parts exchanged.</summary>
    public FourDoubles Exchanged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Im, Re);
    }

    public static int Lanes => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourDoubles operator +(FourDoubles left, FourDoubles right) =>
        new(left.Re + right.Re, left.Im + right.Im);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourDoubles operator -(FourDoubles left, FourDoubles right) =>
        new(left.Re - right.Re, left.Im - right.Im);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourDoubles Load(double* source) => new(Vector256.Load(source), Vector256.Load(source + 4));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourDoubles LoadWindowed(double* source, double* window) => new(
        Vector256.Load(source) * Vector256.Load(window),
        Vector256.Load(source + 4) * Vector256.Load(window + 4));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(double* destination, FourDoubles value)
    {
        value.Re.Store(destination);
        value.Im.Store(destination + 4);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourDoubles Rotate(FourDoubles value, double* twiddle) =>
        Multiply(value, new(Vector256.Create(twiddle[0]), Vector256.Create(twiddle[1])));

    /// <summary>The product lane by lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourDoubles Multiply(FourDoubles left, FourDoubles right) => new(
        Vector256.MultiplyAddEstimate(left.Re, right.Re, -(left.Im * right.Im)),
        Vector256.MultiplyAddEstimate(left.Re, right.Im, left.Im * right.Re));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourDoubles Scale(FourDoubles value, double factor) => new(value.Re * factor, value.Im * factor);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourDoubles AddScaled(FourDoubles sum, FourDoubles value, double factor)
    {
        var all = Vector256.Create(factor);
        return new(
            Vector256.MultiplyAddEstimate(value.Re, all, sum.Re),
            Vector256.MultiplyAddEstimate(value.Im, all, sum.Im));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourDoubles AddTurned(FourDoubles sum, FourDoubles value) =>
        new(sum.Re - value.Im, sum.Im + value.Re);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourDoubles SubtractTurned(FourDoubles sum, FourDoubles value) =>
        new(sum.Re + value.Im, sum.Im - value.Re);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourDoubles AddTurnedScaled(FourDoubles sum, FourDoubles value, double factor) => new(
        Vector256.MultiplyAddEstimate(value.Im, Vector256.Create(-factor), sum.Re),
        Vector256.MultiplyAddEstimate(value.Re, Vector256.Create(factor), sum.Im));

    /// <summary>The four numbers of the four elements exchanged: number j of element i becomes number i of element j.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(ref FourDoubles a, ref FourDoubles b, ref FourDoubles c, ref FourDoubles d)
    {
        (Vector256<double> re0, Vector256<double> re1, Vector256<double> re2, Vector256<double> re3) =
            Pairing.Transposed(a.Re, b.Re, c.Re, d.Re);
        (Vector256<double> im0, Vector256<double> im1, Vector256<double> im2, Vector256<double> im3) =
            Pairing.Transposed(a.Im, b.Im, c.Im, d.Im);
        a = new(re0, im0);
        b = new(re1, im1);
        c = new(re2, im2);
        d = new(re3, im3);
    }
}
