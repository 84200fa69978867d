using System.Collections.Immutable;
using System.Numerics;

namespace Bench.Analysis.Octaves;

/// <summary>
/// An elliptic half-band low-pass as the sum of two all-pass branches, H(z) = ½·(A0(z²) + z⁻¹·A1(z²)), that halves
/// the sampling rate of a signal at the cost of eight multiplications per sample kept.
/// </summary>
/// <remarks>
/// Both branches run at the lower rate. The branches make |H(f)|² + |H(fs/2 − f)|² = 1, so that a stop band of
/// −100 dB leaves a pass-band error of 10⁻¹⁰. Phase is not linear. Design: R. A. Valenzuela and A. G. Constantinides,
/// Digital signal processing schemes for efficient interpolation and decimation, IEE Proc. G 130 (1983) 225, with the
/// theta series of A. Antoniou, Digital Filters, 2nd ed. 1993, section 5.5.
/// </remarks>
public sealed class HalfBand
{
    // Beyond eight terms the theta series of a nome below 0.1 has converged far below double precision.
    private const int ThetaTerms = 8;

    private HalfBand(ImmutableArray<double> even, ImmutableArray<double> odd)
    {
        Even = even;
        Odd = odd;
    }

    /// <summary>Coefficients a of A0's sections (a + z⁻²)/(1 + a·z⁻²), each between 0 and 1.</summary>
    public ImmutableArray<double> Even { get; }

    /// <summary>Coefficients of A1's sections.</summary>
    public ImmutableArray<double> Odd { get; }

    /// <summary>Designs the filter.</summary>
    /// <param name="passEdge">Upper end of the pass band over the sampling rate, between 0.1 and 0.25; the stop band
    /// begins at 0.5 less this.</param>
    /// <param name="stopBandDb">Wanted attenuation, 40 to 200 dB; reached with an even number of sections.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
    public static HalfBand Create(double passEdge, double stopBandDb)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(passEdge, 0.1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(passEdge, 0.25);
        ArgumentOutOfRangeException.ThrowIfLessThan(stopBandDb, 40);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(stopBandDb, 200);

        // Selectivity k of the analogue elliptic filter and its nome q. The attenuation of order n is that of the
        // discrimination 4·√(qⁿ), since pass-band and stop-band ripple are power complements.
        double tangent = Math.Tan(Math.PI * passEdge);
        double selectivity = tangent * tangent;
        double root = Math.Pow(1 - (selectivity * selectivity), 0.25);
        double e = 0.5 * (1 - root) / (1 + root);
        double e4 = e * e * e * e;
        double nome = e * (1 + (e4 * (2 + (e4 * (15 + (150 * e4))))));
        int sections = (int)Math.Ceiling((((stopBandDb + 6.03) / (-5 * Math.Log10(nome))) - 1) / 2);
        sections += sections % 2;
        double[] found = [.. Enumerable.Range(1, sections).Select(i => Coefficient(i, sections, selectivity, nome))];
        return new HalfBand(
            [.. found.Where((_, i) => i % 2 == 0)],
            [.. found.Where((_, i) => i % 2 == 1)]);
    }

    /// <summary>Complex gain at a frequency.</summary>
    /// <param name="relativeFrequency">Frequency over the sampling rate at the input.</param>
    public Complex Response(double relativeFrequency)
    {
        Complex delay = Complex.FromPolarCoordinates(1, -2 * Math.PI * relativeFrequency);
        Complex square = delay * delay;
        return 0.5 * (AllPass(Even, square) + (delay * AllPass(Odd, square)));
    }

    private static Complex AllPass(ImmutableArray<double> coefficients, Complex square)
    {
        Complex gain = Complex.One;
        foreach (double a in coefficients)
        {
            gain *= (a + square) / (1 + (a * square));
        }

        return gain;
    }

    // One pole pair of the elliptic low-pass of order 2·sections + 1, which for a half-band lies on the unit circle
    // of the s plane; the bilinear transform takes it to the imaginary axis of z, hence one real coefficient in z².
    private static double Coefficient(int index, int sections, double selectivity, double nome)
    {
        double angle = index * Math.PI / ((2 * sections) + 1);
        double numerator = 0;
        double denominator = 0.5;
        for (int m = 0; m < ThetaTerms; m++)
        {
            double sign = m % 2 == 0 ? 1 : -1;
            numerator += sign * Math.Pow(nome, m * (m + 1)) * Math.Sin(((2 * m) + 1) * angle);
            denominator -= sign * Math.Pow(nome, (m + 1) * (m + 1)) * Math.Cos(2 * (m + 1) * angle);
        }

        double omega = Math.Pow(nome, 0.25) * numerator / denominator;
        double square = omega * omega;
        double v = Math.Sqrt((1 - (square * selectivity)) * (1 - (square / selectivity))) / (1 + square);
        return (1 - v) / (1 + v);
    }
}
