using System.Numerics;

namespace Bench.Samples.Simulation;

/// <summary>Vector loops over phasors; every span is as long as the padded block, a multiple of 16.</summary>
internal static class Tones
{
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
        for (int i = 0; i + Vector<float>.Count <= re.Length; i += Vector<float>.Count)
        {
            var ar = new Vector<float>(aRe[i..]);
            var ai = new Vector<float>(aIm[i..]);
            var br = new Vector<float>(bRe[i..]);
            var bi = new Vector<float>(bIm[i..]);
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
        for (int i = 0; i + Vector<float>.Count <= re.Length; i += Vector<float>.Count)
        {
            var ar = new Vector<float>(aRe[i..]);
            var ai = new Vector<float>(aIm[i..]);
            var br = new Vector<float>(bRe[i..]);
            var bi = new Vector<float>(bIm[i..]);
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

    /// <summary>Adds Re(a·e^ix), where cos x and sin x are given and the complex a runs linearly over the block.</summary>
    public static void Add(
        Span<float> samples,
        ReadOnlySpan<float> cosine,
        ReadOnlySpan<float> sine,
        Complex from,
        Complex to)
    {
        Complex slope = (to - from) / samples.Length;
        var step = new Vector<float>((float)slope.Real * Vector<float>.Count);
        var quadratureStep = new Vector<float>((float)slope.Imaginary * Vector<float>.Count);
        Vector<float> inPhase = new Vector<float>((float)from.Real) + ((float)slope.Real * Vector<float>.Indices);
        Vector<float> quadrature =
            new Vector<float>((float)from.Imaginary) + ((float)slope.Imaginary * Vector<float>.Indices);
        for (int i = 0; i + Vector<float>.Count <= samples.Length; i += Vector<float>.Count)
        {
            Vector<float> tone = (inPhase * new Vector<float>(cosine[i..])) - (quadrature * new Vector<float>(sine[i..]));
            Span<float> target = samples[i..];
            (new Vector<float>(target) + tone).CopyTo(target);
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
