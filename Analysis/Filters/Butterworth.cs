using System.Collections.Immutable;
using System.Numerics;

namespace Bench.Analysis.Filters;

/// <summary>
/// Butterworth filters by the bilinear transform with pre-warped edges, as second-order sections: maximally flat in the
/// pass band, −3.01 dB at the given edges exactly (Parks and Burrus, Digital Filter Design, 1987, chapter 7).
/// </summary>
public static class Butterworth
{
    private const int MaxOrder = 24;

    /// <summary>Designs a low-pass.</summary>
    /// <param name="order">Order, 1 to 24: the slope is 6 dB per octave and order.</param>
    /// <param name="edgeHz">Frequency of −3.01 dB, between 0 and half the sampling rate.</param>
    /// <param name="sampleRateHz">Sampling rate.</param>
    /// <returns>(order + 1)/2 sections.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
    public static ImmutableArray<Biquad> LowPass(int order, double edgeHz, double sampleRateHz)
    {
        double edge = Warp(order, edgeHz, sampleRateHz);
        IEnumerable<Complex[]> poles = Prototype(order).Select(pair => Array.ConvertAll(pair, p => p * edge));
        return [.. poles.Select(pair => Section(pair, zeroAtNyquist: pair.Length, zeroAtZero: 0, Complex.One))];
    }

    /// <summary>Designs a high-pass.</summary>
    /// <param name="order">Order, 1 to 24: the slope is 6 dB per octave and order.</param>
    /// <param name="edgeHz">Frequency of −3.01 dB, between 0 and half the sampling rate.</param>
    /// <param name="sampleRateHz">Sampling rate.</param>
    /// <returns>(order + 1)/2 sections.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
    public static ImmutableArray<Biquad> HighPass(int order, double edgeHz, double sampleRateHz)
    {
        double edge = Warp(order, edgeHz, sampleRateHz);
        IEnumerable<Complex[]> poles = Prototype(order).Select(pair => Array.ConvertAll(pair, p => edge / p));
        return [.. poles.Select(pair => Section(pair, zeroAtNyquist: 0, zeroAtZero: pair.Length, -Complex.One))];
    }

    /// <summary>Designs a band-pass.</summary>
    /// <param name="order">Order of each slope, 1 to 24; the filter has twice as many poles.</param>
    /// <param name="lowerHz">Lower frequency of −3.01 dB, above 0.</param>
    /// <param name="upperHz">Upper frequency of −3.01 dB, above the lower and below half the sampling rate.</param>
    /// <param name="sampleRateHz">Sampling rate.</param>
    /// <returns>As many sections as the order, each with gain 1 at the band's centre.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
    public static ImmutableArray<Biquad> BandPass(int order, double lowerHz, double upperHz, double sampleRateHz)
    {
        double lower = Warp(order, lowerHz, sampleRateHz);
        double upper = Warp(order, upperHz, sampleRateHz);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(upperHz, lowerHz);
        double centre = Math.Sqrt(lower * upper);
        Complex centreZ = ToDigital(new Complex(0, centre));
        ImmutableArray<Biquad>.Builder sections = ImmutableArray.CreateBuilder<Biquad>(order);
        foreach (Complex[] pair in Prototype(order))
        {
            // s → (s² + centre²)/(width·s) turns each pole p into the two roots of s² − p·width·s + centre² = 0.
            // Of a conjugate pair one is mapped: its two roots with their conjugates are two sections.
            Complex half = pair[0] * (upper - lower) / 2;
            Complex root = Complex.Sqrt((half * half) - (centre * centre));
            Complex high = half + root;
            Complex low = half - root;
            Complex[][] found = pair.Length == 1
                ? [[high, low]]
                : [[high, Complex.Conjugate(high)], [low, Complex.Conjugate(low)]];
            sections.AddRange(found.Select(poles => Section(poles, zeroAtNyquist: 1, zeroAtZero: 1, centreZ)));
        }

        return sections.ToImmutable();
    }

    // Poles of the analogue low-pass of edge 1, on the unit circle's left half: conjugate pairs, then the real one.
    private static IEnumerable<Complex[]> Prototype(int order)
    {
        for (int k = 0; k < order / 2; k++)
        {
            Complex pole = Complex.FromPolarCoordinates(1, (Math.PI / 2) + (Math.PI * ((2 * k) + 1) / (2.0 * order)));
            yield return [pole, Complex.Conjugate(pole)];
        }

        if (order % 2 == 1)
        {
            yield return [-Complex.One];
        }
    }

    // One or two poles of the analogue plane, with as many zeros at z = 1 and z = −1; gain 1 at the point given.
    private static Biquad Section(Complex[] poles, int zeroAtNyquist, int zeroAtZero, Complex unityAt)
    {
        Complex first = ToDigital(poles[0]);
        Complex second = poles.Length == 2 ? ToDigital(poles[1]) : Complex.Zero;
        double a1 = -(first + second).Real;
        double a2 = (first * second).Real;
        (double b1, double b2) = (zeroAtNyquist, zeroAtZero) switch
        {
            (2, 0) => (2.0, 1.0),
            (0, 2) => (-2.0, 1.0),
            (1, 1) => (0.0, -1.0),
            (1, 0) => (1.0, 0.0),
            _ => (-1.0, 0.0),
        };
        Complex delay = 1 / unityAt;
        Complex numerator = 1 + (delay * (b1 + (delay * b2)));

        // 1 − pole·delay in factors: near z = 1 the polynomial 1 + a1 + a2 would cancel to nothing.
        Complex denominator = (1 - (first * delay)) * (1 - (second * delay));
        double gain = (denominator / numerator).Magnitude;
        return new Biquad(gain, gain * b1, gain * b2, a1, a2);
    }

    private static Complex ToDigital(Complex s) => (1 + s) / (1 - s);

    // The analogue frequency that the bilinear transform s = (z − 1)/(z + 1) maps onto the wanted digital one.
    private static double Warp(int order, double edgeHz, double sampleRateHz)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(order, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(order, MaxOrder);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRateHz);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(edgeHz);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(edgeHz, sampleRateHz / 2);
        return Math.Tan(Math.PI * edgeHz / sampleRateHz);
    }
}
