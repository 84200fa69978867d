using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Bench.Analysis.Transforms;

/// <summary>
/// Interleaving and transposition of vectors: the only moves between lanes that have no processor-independent name.
/// Each has its instructions where a processor knows them, and a plain form elsewhere.
/// </summary>
internal static class Pairing
{
    /// <summary>a0 b0 a1 b1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Low(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackLow(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(a, b)
        : Vector128.Create(a[0], b[0], a[1], b[1]);

    /// <summary>a2 b2 a3 b3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> High(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackHigh(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(a, b)
        : Vector128.Create(a[2], b[2], a[3], b[3]);

    /// <summary>a0 a2 b0 b2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Even(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.Shuffle(a, b, 0b10_00_10_00)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.UnzipEven(a, b)
        : Vector128.Create(a[0], a[2], b[0], b[2]);

    /// <summary>a1 a3 b1 b3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Odd(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.Shuffle(a, b, 0b11_01_11_01)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.UnzipOdd(a, b)
        : Vector128.Create(a[1], a[3], b[1], b[3]);

    /// <summary>The rows of a 4×4 matrix become its columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector128<float> A, Vector128<float> B, Vector128<float> C, Vector128<float> D) Transposed(
        Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d)
    {
        Vector128<float> lowAc = Low(a, c);
        Vector128<float> highAc = High(a, c);
        Vector128<float> lowBd = Low(b, d);
        Vector128<float> highBd = High(b, d);
        return (Low(lowAc, lowBd), High(lowAc, lowBd), Low(highAc, highBd), High(highAc, highBd));
    }

    /// <summary>The rows of a 4×4 matrix of doubles become its columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<double> A, Vector256<double> B, Vector256<double> C, Vector256<double> D) Transposed(
        Vector256<double> a, Vector256<double> b, Vector256<double> c, Vector256<double> d)
    {
        if (Avx.IsSupported)
        {
            Vector256<double> evenAb = Avx.UnpackLow(a, b);
            Vector256<double> oddAb = Avx.UnpackHigh(a, b);
            Vector256<double> evenCd = Avx.UnpackLow(c, d);
            Vector256<double> oddCd = Avx.UnpackHigh(c, d);
            return (
                Avx.Permute2x128(evenAb, evenCd, 0x20),
                Avx.Permute2x128(oddAb, oddCd, 0x20),
                Avx.Permute2x128(evenAb, evenCd, 0x31),
                Avx.Permute2x128(oddAb, oddCd, 0x31));
        }

        return (
            Vector256.Create(a[0], b[0], c[0], d[0]),
            Vector256.Create(a[1], b[1], c[1], d[1]),
            Vector256.Create(a[2], b[2], c[2], d[2]),
            Vector256.Create(a[3], b[3], c[3], d[3]));
    }
}
