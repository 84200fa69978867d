using System.Numerics;

namespace Bench.Analysis.Filters;

/// <summary>
/// The numerator 1 + b1·z⁻¹ + b2·z⁻² that brings the magnitude of a digital filter to given values at three
/// frequencies.
/// </summary>
/// <remarks>
/// A filter whose poles are e^(p/fs) of an analogue one, and whose zeros at s = 0 are at z = 1, has the right shape but
/// for a smooth error towards half the sampling rate. The squared magnitude of the numerator is a quadratic polynomial
/// in cos ω: three values determine it, and its roots the numerator, up to a gain that the caller finds at one
/// frequency. After M. Vicanek, Matched second order digital filters, 2016, who does so for single sections.
/// </remarks>
internal static class MatchedNumerator
{
    /// <summary>Finds the numerator.</summary>
    /// <param name="omegas">Three different angular frequencies in radians per sample, 0 to π.</param>
    /// <param name="gains">The wanted magnitudes, times any common factor; above 0.</param>
    public static (double B1, double B2) Fit(ReadOnlySpan<double> omegas, ReadOnlySpan<double> gains)
    {
        (double c0, double c1, double c2) = (Math.Cos(omegas[0]), Math.Cos(omegas[1]), Math.Cos(omegas[2]));
        (double p0, double p1, double p2) = (gains[0] * gains[0], gains[1] * gains[1], gains[2] * gains[2]);
        double first = (p1 - p0) / (c1 - c0);
        double second = (p2 - p1) / (c2 - c1);
        double q2 = (second - first) / (c2 - c0);
        double q1 = first - (q2 * (c0 + c1));
        double q0 = p0 - (c0 * (q1 + (q2 * c0)));
        Complex root = Complex.Sqrt((q1 * q1) - (4 * q2 * q0));
        Complex high = Factor((-q1 + root) / (2 * q2));
        Complex low = Factor((-q1 - root) / (2 * q2));
        return ((high + low).Real, (high * low).Real);
    }

    // A root c of the polynomial belongs to the factor 1 + β·z⁻¹ with 1 + β² + 2·β·c = 0; of the two such β the one
    // inside the unit circle is taken.
    private static Complex Factor(Complex cosine)
    {
        Complex root = Complex.Sqrt((cosine * cosine) - 1);
        Complex factor = root - cosine;
        return factor.Magnitude <= 1 ? factor : -cosine - root;
    }
}
