using System.Runtime.CompilerServices;

namespace Bench.Analysis.Transforms;

/// <summary>
/// The real transform of N = 2·n samples in plain single-precision arithmetic: pairs of samples taken as complex
/// numbers, their transform split into that of the even and of the odd samples. It serves short lengths, lengths that
/// four lanes do not divide, and processors whose vector instructions are switched off.
/// </summary>
internal sealed unsafe class OneLaneKernel : RealKernel
{
    // A table entry is ½·1 and ½·W^k, each real and imaginary part (SplitTables with one lane).
    private const int EntryFloats = 4;

    private readonly LaneFft<OneLane, float> _fft;
    private readonly AlignedTable<float> _split;

    public OneLaneKernel(int length)
    {
        _fft = new LaneFft<OneLane, float>(length / 2);
        _split = SplitTables.Create(1, _fft.Length);
    }

    public override int ScratchLength => 2 * (_fft.Length + 1);

    /// <summary>Whether the length suits this kernel.</summary>
    public static bool Does(int length) => length % 2 == 0 && Smooth.Is(length);

    public override void Forward(float* input, float* window, float* spectrum, float* scratch)
    {
        _fft.Forward(input, window, spectrum);
        Split(_fft.Length, _split.Pointer, spectrum);
        GC.KeepAlive(this);
    }

    public override void Power(float* input, float* window, float* power, float* scratch)
    {
        _fft.Forward(input, window, scratch);
        Split(_fft.Length, _split.Pointer, scratch);
        for (int k = 0; k <= _fft.Length; k++)
        {
            power[k] = (scratch[2 * k] * scratch[2 * k]) + (scratch[(2 * k) + 1] * scratch[(2 * k) + 1]);
        }

        GC.KeepAlive(this);
    }

    public override void Inverse(float* spectrum, float* output, float* scratch)
    {
        Unsplit(_fft.Length, _split.Pointer, spectrum, scratch);
        _fft.Forward(scratch, output);
        GC.KeepAlive(this);
    }

    // X[k] and X[n−k] from Z[k] and Z[n−k], in place.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Split(int points, float* split, float* bins)
    {
        float first = bins[0];
        float second = bins[1];
        for (int k = 1; k <= points - k; k++)
        {
            float* low = bins + (2 * k);
            float* high = bins + (2 * (points - k));
            float* turn = split + (k * EntryFloats) + 2;
            float evenRe = 0.5f * (low[0] + high[0]);
            float evenIm = 0.5f * (low[1] - high[1]);
            float oddRe = low[1] + high[1];
            float oddIm = high[0] - low[0];
            float turnedRe = (oddRe * turn[0]) - (oddIm * turn[1]);
            float turnedIm = (oddRe * turn[1]) + (oddIm * turn[0]);
            low[0] = evenRe + turnedRe;
            low[1] = evenIm + turnedIm;
            high[0] = evenRe - turnedRe;
            high[1] = turnedIm - evenIm;
        }

        bins[0] = first + second;
        bins[1] = 0;
        bins[2 * points] = first - second;
        bins[(2 * points) + 1] = 0;
    }

    // Z[k] at place n−k, so that the forward transform gives the inverse one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Unsplit(int points, float* split, float* spectrum, float* work)
    {
        float scale = 1f / points;
        work[0] = 0.5f * scale * (spectrum[0] + spectrum[2 * points]);
        work[1] = 0.5f * scale * (spectrum[0] - spectrum[2 * points]);
        for (int k = 1; k <= points - k; k++)
        {
            float* low = spectrum + (2 * k);
            float* high = spectrum + (2 * (points - k));
            float* turn = split + (k * EntryFloats) + 2;
            float evenRe = 0.5f * scale * (low[0] + high[0]);
            float evenIm = 0.5f * scale * (low[1] - high[1]);
            float differenceRe = scale * (low[0] - high[0]);
            float differenceIm = scale * (low[1] + high[1]);
            float oddRe = (differenceRe * turn[0]) + (differenceIm * turn[1]);
            float oddIm = (differenceIm * turn[0]) - (differenceRe * turn[1]);
            work[2 * (points - k)] = evenRe - oddIm;
            work[(2 * (points - k)) + 1] = evenIm + oddRe;
            work[2 * k] = evenRe + oddIm;
            work[(2 * k) + 1] = oddRe - evenIm;
        }
    }
}
