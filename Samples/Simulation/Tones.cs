using System.Numerics;
using System.Runtime.Intrinsics;

namespace Bench.Samples.Simulation;

/// <summary>Vector loops over phasors; every span is as long as the padded block, a multiple of 16.</summary>
internal static class Tones
{
    // Fixed, whatever the machine's vectors hold: the same sums in the same order everywhere.
    private const int Lanes = 8;

    /// <summary>Length of a block padded so that whole vectors cover it.</summary>
    public static int Padded(int samples) => (samples + 15) / 16 * 16;

    /// <summary>Complex product of two phasors.</summary>
    public static void Multiply(
        ReadOnlySpan<float> aRe,
        ReadOnlySpan<float> aIm,
        ReadOnlySpan<float> bRe,
        ReadOnlySpan<float> bIm,
        Span<float> re,
        Span<float> im)
    {
        for (int i = 0; i + Lanes <= re.Length; i += Lanes)
        {
            Vector256<float> ar = Vector256.Create(aRe[i..]);
            Vector256<float> ai = Vector256.Create(aIm[i..]);
            Vector256<float> br = Vector256.Create(bRe[i..]);
            Vector256<float> bi = Vector256.Create(bIm[i..]);
            ((ar * br) - (ai * bi)).CopyTo(re[i..]);
            ((ar * bi) + (ai * br)).CopyTo(im[i..]);
        }
    }

    /// <summary>Complex product of a phasor with the conjugate of another.</summary>
    public static void MultiplyConjugate(
        ReadOnlySpan<float> aRe,
        ReadOnlySpan<float> aIm,
        ReadOnlySpan<float> bRe,
        ReadOnlySpan<float> bIm,
        Span<float> re,
        Span<float> im)
    {
        for (int i = 0; i + Lanes <= re.Length; i += Lanes)
        {
            Vector256<float> ar = Vector256.Create(aRe[i..]);
            Vector256<float> ai = Vector256.Create(aIm[i..]);
            Vector256<float> br = Vector256.Create(bRe[i..]);
            Vector256<float> bi = Vector256.Create(bIm[i..]);
            ((ar * br) + (ai * bi)).CopyTo(re[i..]);
            ((ai * br) - (ar * bi)).CopyTo(im[i..]);
        }
    }

    /// <summary>Adds a·cos(x + phase), where cos x and sin x are given and a runs linearly over the block.</summary>
    public static void Add(
        Span<float> samples,
        ReadOnlySpan<float> cosine,
        ReadOnlySpan<float> sine,
        Ramp amplitude,
        double phase) =>
        Add(
            samples,
            cosine,
            sine,
            Complex.FromPolarCoordinates(amplitude.From, phase),
            Complex.FromPolarCoordinates(amplitude.To, phase));

    /// <summary>Adds Re(a·e^ix), where cos x and sin x are given and a runs linearly over the block.</summary>
    public static void Add(
        Span<float> samples,
        ReadOnlySpan<float> cosine,
        ReadOnlySpan<float> sine,
        Complex from,
        Complex to)
    {
        Complex slope = (to - from) / samples.Length;
        var inPhase = Vector256.Create((float)from.Real);
        var quadrature = Vector256.Create((float)from.Imaginary);
        inPhase += (float)slope.Real * Vector256<float>.Indices;
        quadrature += (float)slope.Imaginary * Vector256<float>.Indices;
        var step = Vector256.Create((float)slope.Real * Lanes);
        var quadratureStep = Vector256.Create((float)slope.Imaginary * Lanes);
        for (int i = 0; i + Lanes <= samples.Length; i += Lanes)
        {
            Span<float> target = samples.Slice(i, Lanes);
            Vector256<float> sum = Vector256.Create<float>(target) + (inPhase * Vector256.Create(cosine[i..]));
            (sum - (quadrature * Vector256.Create(sine[i..]))).CopyTo(target);
            inPhase += step;
            quadrature += quadratureStep;
        }
    }

    /// <summary>Adds a value that runs linearly over the block.</summary>
    public static void AddRamp(Span<float> samples, Ramp value)
    {
        float from = (float)value.From;
        float slope = (float)((value.To - value.From) / samples.Length);
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] += from + (slope * i);
        }
    }

    /// <summary>
    /// Share of a tone that the front end's anti-alias filter lets through: all below 0.42 of the sample rate,
    /// nothing from 0.48 on.
    /// </summary>
    public static double AntiAlias(double hertz, double sampleRateHz) =>
        Math.Clamp(((0.48 * sampleRateHz) - hertz) / (0.06 * sampleRateHz), 0, 1);
}

/// <summary>A value that runs linearly over a block.</summary>
internal readonly record struct Ramp(double From, double To)
{
    public static Ramp operator *(double factor, Ramp ramp) => new(factor * ramp.From, factor * ramp.To);

    public bool IsZero => From == 0 && To == 0;
}
