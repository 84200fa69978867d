using MathNet.Numerics.Distributions;

namespace Bench.Models.Calibration;

/// <summary>
/// Robust extrapolation of the largest of many deviations. The maximum of many values of one motor follows a Gumbel
/// law approximately (Fisher and Tippett 1928), whatever the single values' law and mild correlation; its location
/// and scale follow from median and median absolute deviation, so that a fifth of bad motors cannot carry the limit
/// away.
/// </summary>
internal static class ExtremeValue
{
    /// <summary>Median of a Gumbel variable above its location, in scales: -ln ln 2.</summary>
    public const double MedianOffset = 0.36651292058166435;

    /// <summary>Median absolute deviation of a Gumbel variable in scales (the root of its implicit equation).</summary>
    public const double MadOfScale = 0.7670492513257081;

    /// <summary>
    /// Efficiency of the median absolute deviation for a normal population: few values count for fewer.
    /// </summary>
    private const double MadEfficiency = 0.3675;

    /// <summary>Gumbel scale from the median absolute deviation.</summary>
    public static double Scale(double mad) => mad / MadOfScale;

    /// <summary>Degrees of freedom of a scale that was learned by the median absolute deviation of motors.</summary>
    public static double Freedom(int motors) => Math.Max(1, MadEfficiency * (motors - 1));

    /// <summary>
    /// How far above its median, in scales, a maximum lies that a fresh motor exceeds with the given probability,
    /// when the scale was learned from <paramref name="motors"/> motors. The Gumbel quantile -ln(-ln(1 - share)) is
    /// widened as a prediction limit is for a normal sample, t/z·√(1 + 1/n), with the degrees of freedom that the
    /// estimator's efficiency leaves of n - 1 motors.
    /// </summary>
    public static double Reach(double share, int motors)
    {
        double quantile = -Math.Log(-Math.Log(1 - share)) - MedianOffset;
        double t = StudentT.InvCDF(0, 1, Freedom(motors), 1 - share);
        double z = Normal.InvCDF(0, 1, 1 - share);
        return quantile * t / z * Math.Sqrt(1 + 1.0 / motors);
    }
}
