using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace Bench.Models.Capability;

/// <summary>
/// Study of type 1: one motor with a known value, measured again and again on one bench. It says whether the bench
/// repeats itself closely enough, and without bias, for a tolerance. Cg and Cgk as in the company guides of the car
/// industry and in ISO 22514-7: 20 % of the tolerance over six standard deviations.
/// </summary>
/// <param name="Repeats">Number of tests n.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Sigma">Their standard deviation s (n - 1).</param>
/// <param name="Bias">Mean less the reference value.</param>
/// <param name="BiasPValue">
/// Two-sided p-value of Student's t-test that there is no bias; below 0.05 the bias is real.
/// </param>
/// <param name="Cg">0.2·T/(6·s): repeatability alone; infinite where nothing varied.</param>
/// <param name="Cgk">(0.1·T - |bias|)/(3·s): repeatability and bias; negative where the bias alone is too much.</param>
public sealed record GaugeStudy(
    int Repeats, double Mean, double Sigma, double Bias, double BiasPValue, double Cg, double Cgk)
{
    /// <summary>What Cg and Cgk must reach.</summary>
    public const double Required = 1.33;

    /// <summary>Fewest tests that give a figure worth a decision; the guides ask for 25 to 50.</summary>
    public const int FewestRepeats = 10;

    /// <summary>Whether Cg and Cgk reach <see cref="Required"/>.</summary>
    public bool IsCapable => Cg >= Required && Cgk >= Required;

    /// <summary>Evaluates repeated tests.</summary>
    /// <param name="values">The repeated values.</param>
    /// <param name="reference">The known value, in the same unit.</param>
    /// <param name="tolerance">Width T of the tolerance, in the same unit, above 0.</param>
    /// <exception cref="ArgumentException">Too few values, or one is not a number.</exception>
    public static GaugeStudy Of(IReadOnlyList<double> values, double reference, double tolerance)
    {
        if (values.Count < FewestRepeats)
        {
            throw new ArgumentException(
                $"A study of type 1 has {values.Count} tests; expected {FewestRepeats} or more: test the motor again.",
                nameof(values));
        }

        if (values.Any(value => !double.IsFinite(value)))
        {
            throw new ArgumentException(
                "A study of type 1 holds a value that is not a number; leave out tests that are INVALID.",
                nameof(values));
        }

        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tolerance);
        double mean = values.Mean();
        double sigma = values.StandardDeviation();
        double bias = mean - reference;
        double t = Math.Abs(bias) / (sigma / Math.Sqrt(values.Count));
        double pValue = sigma > 0
            ? 2 * (1 - StudentT.CDF(0, 1, values.Count - 1, t))
            : bias == 0 ? 1 : 0;
        return new GaugeStudy(
            values.Count,
            mean,
            sigma,
            bias,
            pValue,
            0.2 * tolerance / (6 * sigma),
            (0.1 * tolerance - Math.Abs(bias)) / (3 * sigma));
    }
}
