using System.Collections.Immutable;
using System.Numerics;
using Bench.Analysis.Filters;

namespace Bench.Analysis.Octaves;

/// <summary>
/// The filter of one band: the analogue Butterworth band-pass of order 3 per slope, brought to a sampling rate without
/// the bilinear transform's skew.
/// </summary>
/// <remarks>
/// <para>Close to half the rate a bilinear design steepens the upper slope and flattens the lower one, which then
/// misses class 1 by up to 8.5 dB. Here each analogue pole p becomes e^(p/fs), the three zeros at s = 0 become z = 1,
/// and a numerator of second order gives the exact analogue magnitude at the lower edge, the centre and the upper edge
/// (after M. Vicanek, Matched second order digital filters, 2016, who does so for single sections).</para>
/// <para>The filter is g·(1 − z⁻¹)³·(1 + b1·z⁻¹ + b2·z⁻²) / (A1·A2·A3).</para>
/// </remarks>
/// <param name="Stage">Number of times that the sampling rate is halved before it.</param>
/// <param name="Sections">Three sections at that rate with the numerators g·(1 − z⁻¹)², 1 − z⁻¹ and
/// 1 + b1·z⁻¹ + b2·z⁻².</param>
public sealed record OctaveBandFilter(int Stage, ImmutableArray<Biquad> Sections)
{
    /// <summary>Order of each slope: 18 dB per octave, far from the band.</summary>
    public const int Order = 3;

    /// <summary>g, which the kernels leave to whoever reads their sums.</summary>
    internal double Gain => Sections[0].B0;

    /// <summary>Designs the filter of a band.</summary>
    /// <param name="band">The band, below half the rate.</param>
    /// <param name="stage">Number of times that the rate was halved.</param>
    /// <param name="sampleRateHz">Sampling rate after it.</param>
    internal static OctaveBandFilter Create(OctaveBand band, int stage, double sampleRateHz)
    {
        double lower = 2 * Math.PI * band.LowerHz / sampleRateHz;
        double upper = 2 * Math.PI * band.UpperHz / sampleRateHz;
        double centre = Math.Sqrt(lower * upper);
        Complex[] poles = Poles(centre, upper - lower);
        double edge = Math.Sqrt(0.5);
        (double b1, double b2) = MatchedNumerator.Fit(
            [lower, centre, upper],
            [edge / Unshaped(poles, lower), 1 / Unshaped(poles, centre), edge / Unshaped(poles, upper)]);
        Complex delay = Complex.FromPolarCoordinates(1, -centre);
        double gain = 1 / (Unshaped(poles, centre) * (1 + (delay * (b1 + (delay * b2)))).Magnitude);
        return new OctaveBandFilter(
            stage,
            [
                Section(poles[0], gain, -2 * gain, gain),
                Section(poles[1], 1, -1, 0),
                Section(poles[2], 1, b1, b2),
            ]);
    }

    // The upper one of each conjugate pair: s → (s² + centre²)/(width·s) turns a pole p of the low-pass into the roots
    // of s² − p·width·s + centre² = 0. The pair ½·(−1 ± j√3) gives two pairs, the pole −1 one.
    private static Complex[] Poles(double centre, double width)
    {
        Complex real = -width / 2;
        Complex half = Complex.FromPolarCoordinates(width / 2, 2 * Math.PI / 3);
        Complex root = Complex.Sqrt((half * half) - (centre * centre));
        Complex[] analogue = [half + root, half - root, real + Complex.Sqrt((real * real) - (centre * centre))];
        return Array.ConvertAll(analogue, pole => Complex.Exp(pole.Imaginary < 0 ? Complex.Conjugate(pole) : pole));
    }

    // Magnitude of (1 − z⁻¹)³ / (A1·A2·A3) at an angular frequency per sample.
    private static double Unshaped(Complex[] poles, double omega)
    {
        Complex delay = Complex.FromPolarCoordinates(1, -omega);
        Complex denominator = Complex.One;
        foreach (Complex pole in poles)
        {
            denominator *= (1 - (pole * delay)) * (1 - (Complex.Conjugate(pole) * delay));
        }

        return (Complex.Pow(1 - delay, Order) / denominator).Magnitude;
    }

    private static Biquad Section(Complex pole, double b0, double b1, double b2) =>
        new(b0, b1, b2, -2 * pole.Real, pole.Magnitude * pole.Magnitude);
}
