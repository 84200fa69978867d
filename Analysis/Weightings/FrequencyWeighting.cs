using System.Collections.Immutable;
using Bench.Analysis.Filters;

namespace Bench.Analysis.Weightings;

/// <summary>
/// The frequency weightings A, C and Z of IEC 61672-1:2013: the exact design goal and digital filters within class 1.
/// </summary>
/// <remarks>
/// The goal (5.4.6 to 5.4.8) is C(f) = f4²·f² / ((f² + f1²)·(f² + f4²)) and
/// A(f) = C(f)·f² / (√(f² + f2²)·√(f² + f3²)), each divided by its value at 1 kHz. The digital filter has the goal's
/// poles as e^(−2π·fk/fs), its zeros at z = 1, and a numerator that makes it exact at 1 kHz, 0.2 and 0.4 of the
/// sampling rate. It stays within 0.11 dB of the goal up to 20 kHz at 48, 51.2 and 102.4 kS/s and up to 10.2 kHz at
/// 25.6 kS/s, where it deviates by 1.1 dB at 12.8 kHz.
/// </remarks>
public static class FrequencyWeighting
{
    private const double ReferenceHz = 1000;
    private const double MinSampleRateHz = 8000;

    // 5.4.6: C is −3.01 dB at 10^1.5 and 10^3.9 Hz against 1 kHz, A's high-pass pair likewise at 10^2.45 Hz.
    private static readonly (double F1, double F4) s_outer = OuterPoles();
    private static readonly double s_f2 = (3 - Math.Sqrt(5)) / 2 * Math.Pow(10, 2.45);
    private static readonly double s_f3 = (3 + Math.Sqrt(5)) / 2 * Math.Pow(10, 2.45);

    /// <summary>The design goal.</summary>
    /// <param name="kind">Weighting.</param>
    /// <param name="frequencyHz">Frequency, 0 or above.</param>
    /// <returns>Amplitude ratio, 1 at 1 kHz.</returns>
    public static double Gain(FrequencyWeightingKind kind, double frequencyHz) => kind switch
    {
        FrequencyWeightingKind.A => AUnnormalized(frequencyHz) / AUnnormalized(ReferenceHz),
        FrequencyWeightingKind.C => CUnnormalized(frequencyHz) / CUnnormalized(ReferenceHz),
        FrequencyWeightingKind.Z => 1,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such weighting"),
    };

    /// <summary>Designs the digital filter.</summary>
    /// <param name="kind">Weighting.</param>
    /// <param name="sampleRateHz">Sampling rate, 8000 or above; class 1 holds up to 0.45 of it.</param>
    /// <returns>Sections for a <see cref="BiquadCascade"/>; none for Z.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
    public static ImmutableArray<Biquad> Design(FrequencyWeightingKind kind, double sampleRateHz)
    {
        if (!(sampleRateHz >= MinSampleRateHz) || double.IsInfinity(sampleRateHz))
        {
            throw new ArgumentOutOfRangeException(
                nameof(sampleRateHz), sampleRateHz, $"weightings need {MinSampleRateHz} samples per second or more");
        }

        double Pole(double frequencyHz) => Math.Exp(-2 * Math.PI * frequencyHz / sampleRateHz);
        (double low, double high) = (Pole(s_outer.F1), Pole(s_outer.F4));
        return kind switch
        {
            FrequencyWeightingKind.A => Shape(
                kind, sampleRateHz, Section(high, high, 0, 0), [HighPass(low, low), HighPass(Pole(s_f2), Pole(s_f3))]),
            FrequencyWeightingKind.C => Shape(
                kind, sampleRateHz, Section(high, high, 0, 0), [HighPass(low, low)]),
            FrequencyWeightingKind.Z => [],
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such weighting"),
        };
    }

    // Gives the section of the highest poles its numerator.
    private static ImmutableArray<Biquad> Shape(
        FrequencyWeightingKind kind, double sampleRateHz, Biquad bare, ImmutableArray<Biquad> others)
    {
        double Magnitude(Biquad first, double frequencyHz) => others.Aggregate(
            first.Response(frequencyHz, sampleRateHz).Magnitude,
            (gain, section) => gain * section.Response(frequencyHz, sampleRateHz).Magnitude);

        double[] exactHz = [ReferenceHz, 0.2 * sampleRateHz, 0.4 * sampleRateHz];
        (double b1, double b2) = MatchedNumerator.Fit(
            Array.ConvertAll(exactHz, f => 2 * Math.PI * f / sampleRateHz),
            Array.ConvertAll(exactHz, f => Gain(kind, f) / Magnitude(bare, f)));
        Biquad shaped = bare with { B1 = b1, B2 = b2 };
        double gain = 1 / Magnitude(shaped, ReferenceHz);
        return [new Biquad(gain, gain * b1, gain * b2, bare.A1, bare.A2), .. others];
    }

    private static Biquad HighPass(double first, double second) => Section(first, second, -2, 1);

    private static Biquad Section(double first, double second, double b1, double b2) =>
        new(1, b1, b2, -(first + second), first * second);

    private static double CUnnormalized(double frequencyHz)
    {
        double square = frequencyHz * frequencyHz;
        double f4 = s_outer.F4 * s_outer.F4;
        return f4 * square / ((square + (s_outer.F1 * s_outer.F1)) * (square + f4));
    }

    private static double AUnnormalized(double frequencyHz)
    {
        double square = frequencyHz * frequencyHz;
        return CUnnormalized(frequencyHz) * square
            / (Math.Sqrt(square + (s_f2 * s_f2)) * Math.Sqrt(square + (s_f3 * s_f3)));
    }

    // Formulae of 5.4.6: the squares of f1 and f4 are the roots of x² + b·x + c = 0.
    private static (double F1, double F4) OuterPoles()
    {
        double lower = Math.Pow(10, 2 * 1.5);
        double upper = Math.Pow(10, 2 * 3.9);
        double half = Math.Sqrt(0.5);
        double reference = ReferenceHz * ReferenceHz;
        double c = lower * upper;
        double b = (reference + (c / reference) - (half * (lower + upper))) / (1 - half);
        double root = Math.Sqrt((b * b) - (4 * c));
        return (Math.Sqrt((-b - root) / 2), Math.Sqrt((-b + root) / 2));
    }
}
