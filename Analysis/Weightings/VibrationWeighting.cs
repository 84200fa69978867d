using System.Collections.Immutable;
using System.Numerics;
using Bench.Analysis.Filters;

namespace Bench.Analysis.Weightings;

/// <summary>
/// The frequency weightings of human vibration of ISO 8041-1:2017: the exact design goal and digital filters.
/// </summary>
/// <remarks>
/// A weighting is a product of a high-pass and a low-pass of second order (Butterworth), a transition from acceleration
/// to velocity and an upward step, H = Hh·Hl·Ht·Hs, with parameters of its own. The digital filter is the bilinear
/// transform of each factor, pre-warped at its own corner: within 1 % of the goal up to 0.02 and 4 % up to 0.05 of the
/// rate, against the standard's tolerance of +12/−11 %.
/// </remarks>
public static class VibrationWeighting
{
    // The highest corner is 1259 Hz (Wh): the sampling rate must leave room above it.
    private const double MinRateOverCorner = 8;

    private static readonly double s_butterworth = Math.Sqrt(0.5);

    /// <summary>The design goal.</summary>
    /// <param name="kind">Weighting.</param>
    /// <param name="frequencyHz">Frequency above 0.</param>
    /// <returns>Amplitude ratio.</returns>
    public static double Gain(VibrationWeightingKind kind, double frequencyHz) => Factors(kind).Aggregate(
        1.0,
        (gain, factor) => gain * factor.Scale
            * (factor.Numerator.At(frequencyHz) / factor.Denominator.At(frequencyHz)).Magnitude);

    /// <summary>Designs the digital filter for acceleration.</summary>
    /// <param name="kind">Weighting.</param>
    /// <param name="sampleRateHz">Sampling rate, at least 8 times the weighting's upper band limit: 10 kHz for Wh, 800
    /// Hz or less for the others.</param>
    /// <returns>Sections for a <see cref="BiquadCascade"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
    public static ImmutableArray<Biquad> Design(VibrationWeightingKind kind, double sampleRateHz)
    {
        ImmutableArray<Factor> factors = Factors(kind);
        double least = MinRateOverCorner * factors[1].Denominator.CornerHz;
        if (!(sampleRateHz >= least) || double.IsInfinity(sampleRateHz))
        {
            throw new ArgumentOutOfRangeException(
                nameof(sampleRateHz), sampleRateHz, $"{kind} needs {least:F0} samples per second or more");
        }

        return [.. factors.Select(factor => factor.Digitize(sampleRateHz))];
    }

    // ISO 8041-1:2017, table 3: band limits f1 and f2, transition f3, f4 and Q4, step f5, Q5, f6 and Q6, gain K.
    private static ImmutableArray<Factor> Factors(VibrationWeightingKind kind)
    {
        double hand = 100 / (2 * Math.PI);
        double building = 1 / (0.028 * 2 * Math.PI);
        return kind switch
        {
            VibrationWeightingKind.Wb =>
                [.. Limits(0.4, 100), Transition(16, 16, 0.55) with { Scale = 1.024 }, Step(2.5, 0.9, 4, 0.95)],
            VibrationWeightingKind.Wc => [.. Limits(0.4, 100), Transition(8, 8, 0.63)],
            VibrationWeightingKind.Wd => [.. Limits(0.4, 100), Transition(2, 2, 0.63)],
            VibrationWeightingKind.We => [.. Limits(0.4, 100), Transition(1, 1, 0.63)],
            VibrationWeightingKind.Wf =>
                [.. Limits(0.08, 0.63), Transition(null, 0.25, 0.86), Step(0.0625, 0.8, 0.1, 0.8)],
            VibrationWeightingKind.Wh =>
                [.. Limits(Math.Pow(10, 0.8), Math.Pow(10, 3.1)), Transition(hand, hand, 0.64)],
            VibrationWeightingKind.Wj => [.. Limits(0.4, 100), Step(3.75, 0.91, 5.32, 0.91)],
            VibrationWeightingKind.Wk =>
                [.. Limits(0.4, 100), Transition(12.5, 12.5, 0.63), Step(2.37, 0.91, 3.35, 0.91)],
            VibrationWeightingKind.Wm => [.. Limits(Math.Pow(10, -0.1), 100), Transition(building, building, 0.5)],
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such weighting"),
        };
    }

    private static Factor[] Limits(double lowerHz, double upperHz) =>
    [
        new(new Polynomial(lowerHz, 0, 0, 1), Resonance(lowerHz, s_butterworth), 1),
        new(new Polynomial(upperHz, 1, 0, 0), Resonance(upperHz, s_butterworth), 1),
    ];

    // (1 + s/ω3) / (1 + s/(Q4·ω4) + (s/ω4)²), without the numerator where f3 is infinite.
    private static Factor Transition(double? f3, double f4, double q4) =>
        new(new Polynomial(f3 ?? f4, 1, f3 is null ? 0 : 1, 0), Resonance(f4, q4), 1);

    // (1 + s/(Q5·ω5) + (s/ω5)²) / (1 + s/(Q6·ω6) + (s/ω6)²) · (ω5/ω6)²: 1 far above.
    private static Factor Step(double f5, double q5, double f6, double q6) =>
        new(Resonance(f5, q5), Resonance(f6, q6), f5 / f6 * (f5 / f6));

    private static Polynomial Resonance(double cornerHz, double quality) => new(cornerHz, 1, 1 / quality, 1);

    // c0 + c1·x + c2·x² with x = s/corner.
    private readonly record struct Polynomial(double CornerHz, double C0, double C1, double C2)
    {
        public Complex At(double frequencyHz)
        {
            Complex x = new(0, frequencyHz / CornerHz);
            return C0 + (x * (C1 + (x * C2)));
        }

        // x = (1 − z⁻¹)/(1 + z⁻¹)/tan(π·corner/fs), times (1 + z⁻¹)².
        public (double B0, double B1, double B2) Digitize(double sampleRateHz)
        {
            double tangent = Math.Tan(Math.PI * CornerHz / sampleRateHz);
            double first = C1 / tangent;
            double second = C2 / (tangent * tangent);
            return (C0 + first + second, 2 * (C0 - second), C0 - first + second);
        }
    }

    private readonly record struct Factor(Polynomial Numerator, Polynomial Denominator, double Scale)
    {
        public Biquad Digitize(double sampleRateHz)
        {
            (double b0, double b1, double b2) = Numerator.Digitize(sampleRateHz);
            (double a0, double a1, double a2) = Denominator.Digitize(sampleRateHz);
            double gain = Scale / a0;
            return new Biquad(gain * b0, gain * b1, gain * b2, a1 / a0, a2 / a0);
        }
    }
}
