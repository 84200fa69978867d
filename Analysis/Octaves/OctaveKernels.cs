using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Bench.Analysis.Octaves;

/// <summary>
/// The inner loops of the bank over eight channels at once. <see cref="PlainOctaveBank"/> says the same for one
/// channel, one sample at a time.
/// </summary>
/// <remarks>
/// Compiled fully on the first call: with tiering the first thousands of blocks would run in unoptimised code.
/// </remarks>
internal static class OctaveKernels
{
    /// <summary>Vectors of state of one band: two of each section, then the sum of squares.</summary>
    public const int BandStateFrames = (2 * OctaveBandFilter.Order) + 1;

    /// <summary>Values per band in a table of coefficients: −a1 and −a2 of each section, then b1 and b2.</summary>
    public const int BandCoefficients = (2 * OctaveBandFilter.Order) + 2;

    // Below this a state is silence: without the cut a filter that rings out would compute with denormal numbers,
    // which some processors do many times slower. 1e-30 is 600 dB below a signal of 1.
    private const float Silence = 1e-30f;

    /// <summary>Puts the samples of eight channels, each in a row of its own, side by side into lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Interleave(ref float rows, int stride, int frames, ref float output)
    {
        ref float r1 = ref Unsafe.Add(ref rows, stride);
        ref float r2 = ref Unsafe.Add(ref r1, stride);
        ref float r3 = ref Unsafe.Add(ref r2, stride);
        ref float r4 = ref Unsafe.Add(ref r3, stride);
        ref float r5 = ref Unsafe.Add(ref r4, stride);
        ref float r6 = ref Unsafe.Add(ref r5, stride);
        ref float r7 = ref Unsafe.Add(ref r6, stride);
        for (int i = 0; i < frames; i++)
        {
            Vector256<float> frame = Vector256.Create(
                Unsafe.Add(ref rows, i),
                Unsafe.Add(ref r1, i),
                Unsafe.Add(ref r2, i),
                Unsafe.Add(ref r3, i),
                Unsafe.Add(ref r4, i),
                Unsafe.Add(ref r5, i),
                Unsafe.Add(ref r6, i),
                Unsafe.Add(ref r7, i));
            Store(frame, ref output, i);
        }
    }

    /// <summary>
    /// Copies eight neighbouring values of each frame. Vector by vector: a block copy of these sizes takes the
    /// processor's string move, which is several times slower on some when source and target are unequally aligned.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CopyFrames(ref float input, int stride, int frames, ref float output)
    {
        for (int i = 0; i < frames; i++)
        {
            Store(Vector256.LoadUnsafe(ref input, (nuint)(i * stride)), ref output, i);
        }
    }

    /// <summary>
    /// Applies the factor (1 − z⁻¹)³ that all bands of a rate share: three differences in a row.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void DifferThrice(ref float input, int frames, ref float output, ref float state)
    {
        Vector256<float> x1 = Load(ref state, 0);
        Vector256<float> d1 = Load(ref state, 1);
        Vector256<float> e1 = Load(ref state, 2);
        for (int i = 0; i < frames; i++)
        {
            Vector256<float> x = Load(ref input, i);
            Vector256<float> d = x - x1;
            Vector256<float> e = d - d1;
            Store(e - e1, ref output, i);
            x1 = x;
            d1 = d;
            e1 = e;
        }

        Store(x1, ref state, 0);
        Store(d1, ref state, 1);
        Store(e1, ref state, 2);
    }

    /// <summary>
    /// Runs differences through the three sections of a band and adds their squares to its state. Each section is
    /// w = x − a1·w1 − a2·w2; after the last one y = w + b1·w1 + b2·w2. The gain is left to whoever reads the sum.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddBandSquares(ref float input, int frames, ref float coefficients, ref float state)
    {
        Vector256<float> p1 = Vector256.Create(coefficients);
        Vector256<float> p2 = Vector256.Create(Unsafe.Add(ref coefficients, 1));
        Vector256<float> q1 = Vector256.Create(Unsafe.Add(ref coefficients, 2));
        Vector256<float> q2 = Vector256.Create(Unsafe.Add(ref coefficients, 3));
        Vector256<float> r1 = Vector256.Create(Unsafe.Add(ref coefficients, 4));
        Vector256<float> r2 = Vector256.Create(Unsafe.Add(ref coefficients, 5));
        Vector256<float> b1 = Vector256.Create(Unsafe.Add(ref coefficients, 6));
        Vector256<float> b2 = Vector256.Create(Unsafe.Add(ref coefficients, 7));
        Vector256<float> a = Load(ref state, 0);
        Vector256<float> b = Load(ref state, 1);
        Vector256<float> c = Load(ref state, 2);
        Vector256<float> d = Load(ref state, 3);
        Vector256<float> e = Load(ref state, 4);
        Vector256<float> f = Load(ref state, 5);
        Vector256<float> sum = Load(ref state, 6);
        int i = 0;
        for (; i + 1 < frames; i += 2)
        {
            // Two samples per turn: the newest state takes the place of the oldest, so after two all are in place.
            b = Section(Load(ref input, i), p1, p2, a, b);
            d = Section(b, q1, q2, c, d);
            Vector256<float> w = Section(d, r1, r2, e, f);
            Vector256<float> y = Numerator(w, b1, b2, e, f);
            f = w;
            sum = Vector256.FusedMultiplyAdd(y, y, sum);
            a = Section(Load(ref input, i + 1), p1, p2, b, a);
            c = Section(a, q1, q2, d, c);
            w = Section(c, r1, r2, f, e);
            y = Numerator(w, b1, b2, f, e);
            e = w;
            sum = Vector256.FusedMultiplyAdd(y, y, sum);
        }

        if (i < frames)
        {
            b = Section(Load(ref input, i), p1, p2, a, b);
            d = Section(b, q1, q2, c, d);
            Vector256<float> w = Section(d, r1, r2, e, f);
            Vector256<float> y = Numerator(w, b1, b2, e, f);
            f = w;
            sum = Vector256.FusedMultiplyAdd(y, y, sum);
            (a, b, c, d, e, f) = (b, a, d, c, f, e);
        }

        Store(a, ref state, 0);
        Store(b, ref state, 1);
        Store(c, ref state, 2);
        Store(d, ref state, 3);
        Store(e, ref state, 4);
        Store(f, ref state, 5);
        Store(sum, ref state, 6);
    }

    /// <summary>
    /// Halves the rate of pairs of samples: y = ½·(A0{second of the pair} + A1{first of the pair}). The output may
    /// begin anywhere in the input's first pair.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Decimate(ref float input, int pairs, ref float output, ref float coefficients, ref float state)
    {
        ref float oddState = ref Unsafe.Add(ref state, AllPassChain.StateFrames * LaneBuffer.Lanes);
        AllPassChain even = new(ref coefficients, ref state);
        AllPassChain odd = new(ref Unsafe.Add(ref coefficients, AllPassChain.Sections), ref oddState);
        Vector256<float> half = Vector256.Create(0.5f);
        for (int i = 0; i < pairs; i++)
        {
            Vector256<float> first = odd.Next(Load(ref input, 2 * i));
            Vector256<float> second = even.Next(Load(ref input, (2 * i) + 1));
            Store(half * (first + second), ref output, i);
        }

        even.Save(ref state);
        odd.Save(ref oddState);
    }

    /// <summary>Sets states that have rung out to zero.</summary>
    public static void Quiet(Span<float> state)
    {
        foreach (ref float value in state)
        {
            value = Math.Abs(value) < Silence ? 0 : value;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Section(
        Vector256<float> x, Vector256<float> p1, Vector256<float> p2, Vector256<float> w1, Vector256<float> w2) =>
        Vector256.FusedMultiplyAdd(p1, w1, Vector256.FusedMultiplyAdd(p2, w2, x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Numerator(
        Vector256<float> w, Vector256<float> b1, Vector256<float> b2, Vector256<float> w1, Vector256<float> w2) =>
        Vector256.FusedMultiplyAdd(b1, w1, Vector256.FusedMultiplyAdd(b2, w2, w));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Load(ref float start, int frame) =>
        Vector256.LoadUnsafe(ref start, (nuint)(frame * LaneBuffer.Lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<float> value, ref float start, int frame) =>
        value.StoreUnsafe(ref start, (nuint)(frame * LaneBuffer.Lanes));
}
