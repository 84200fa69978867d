using System.Numerics;

namespace Bench.Analysis.Filters;

/// <summary>
/// Coefficients of one second-order section, (b0 + b1·z⁻¹ + b2·z⁻²) / (1 + a1·z⁻¹ + a2·z⁻²). A section of first order
/// has b2 = a2 = 0.
/// </summary>
/// <param name="B0">Weight of the newest input.</param>
/// <param name="B1">Weight of the input before.</param>
/// <param name="B2">Weight of the input two before.</param>
/// <param name="A1">Weight of the output before, subtracted.</param>
/// <param name="A2">Weight of the output two before, subtracted.</param>
public readonly record struct Biquad(double B0, double B1, double B2, double A1, double A2)
{
    /// <summary>Complex gain at a frequency.</summary>
    /// <param name="frequencyHz">Frequency.</param>
    /// <param name="sampleRateHz">Sampling rate of the filter.</param>
    public Complex Response(double frequencyHz, double sampleRateHz)
    {
        Complex delay = Complex.FromPolarCoordinates(1, -2 * Math.PI * frequencyHz / sampleRateHz);
        return (B0 + (delay * (B1 + (delay * B2)))) / (1 + (delay * (A1 + (delay * A2))));
    }
}
