using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace Bench.Models.Capability;

/// <summary>
/// How far production stays from its limits (ISO 22514-2, normal distribution). Most limits of an end-of-line test are
/// one-sided: then the figure of that side alone counts and Cp and Pp do not exist.
/// </summary>
/// <param name="Count">Number of motors n.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="WithinSigma">
/// Standard deviation between neighbours in time: mean moving range over d₂ = 1.128. A drift hardly enters it.
/// </param>
/// <param name="OverallSigma">Standard deviation of all (n - 1). A drift enters it.</param>
/// <param name="Cp">Tolerance over 6 within-sigma; NaN with one limit.</param>
/// <param name="Cpk">Distance of the nearer limit over 3 within-sigma.</param>
/// <param name="Pp">Tolerance over 6 overall sigma; NaN with one limit.</param>
/// <param name="Ppk">Distance of the nearer limit over 3 overall sigma.</param>
/// <param name="PpkAtLeast">With 95 % confidence Ppk is above this (Bissell 1990): few motors promise little.</param>
public sealed record ProcessCapability(
    int Count,
    double Mean,
    double WithinSigma,
    double OverallSigma,
    double Cp,
    double Cpk,
    double Pp,
    double Ppk,
    double PpkAtLeast)
{
    // Mean range of two values of a normal population, in standard deviations: 2/√π.
    private static readonly double s_rangeOfTwo = 2 / Math.Sqrt(Math.PI);

    /// <summary>Evaluates one value of many motors, in the order of time.</summary>
    /// <param name="values">The values; those that are not a number are left out.</param>
    /// <param name="low">Lower limit, or null.</param>
    /// <param name="high">Upper limit, or null.</param>
    /// <exception cref="ArgumentException">Fewer than two values, or no limit.</exception>
    public static ProcessCapability Of(IEnumerable<double> values, double? low, double? high)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        if (finite.Length < 2)
        {
            throw new ArgumentException(
                $"Capability needs two motors or more, got {finite.Length}.", nameof(values));
        }

        if (low is null && high is null)
        {
            throw new ArgumentException("Capability needs a limit; neither a lower nor an upper one is given.");
        }

        double mean = finite.Mean();
        double overall = finite.StandardDeviation();
        double within = finite.Zip(finite.Skip(1), (a, b) => Math.Abs(a - b)).Average() / s_rangeOfTwo;
        double nearest = Math.Min(high - mean ?? double.PositiveInfinity, mean - low ?? double.PositiveInfinity);
        double width = high - low ?? double.NaN;
        double ppk = nearest / (3 * overall);
        double uncertainty = Math.Sqrt((1 / (9.0 * finite.Length)) + (ppk * ppk / (2 * (finite.Length - 1))));
        return new ProcessCapability(
            finite.Length,
            mean,
            within,
            overall,
            width / (6 * within),
            nearest / (3 * within),
            width / (6 * overall),
            ppk,
            ppk - (Normal.InvCDF(0, 1, 0.95) * uncertainty));
    }
}
