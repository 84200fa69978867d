using MathNet.Numerics.Distributions;

namespace Bench.Models.Capability;

/// <summary>
/// How often a repeated test of the same motor ends with the other verdict. A bench that flips verdicts invites testing
/// until it says PASS.
/// </summary>
/// <param name="Pairs">Pairs of tests of one motor that were compared.</param>
/// <param name="Flips">Pairs with different verdicts.</param>
/// <param name="AtMost">With 95 % confidence the probability lies below this (Clopper and Pearson 1934).</param>
public sealed record VerdictFlip(int Pairs, int Flips, double AtMost)
{
    /// <summary>Share of the pairs with different verdicts; NaN without a pair.</summary>
    public double Probability => Pairs == 0 ? double.NaN : (double)Flips / Pairs;

    /// <summary>
    /// Counts each motor's neighbouring tests: first and second, second and third. Pairs of one motor are related, so
    /// that the confidence holds when motors have two tests each, and is somewhat too good with more.
    /// </summary>
    /// <param name="rejected">For each motor, in the order of time, whether the test ended with FAIL.</param>
    public static VerdictFlip Observed(IEnumerable<IReadOnlyList<bool>> rejected)
    {
        int pairs = 0;
        int flips = 0;
        foreach (IReadOnlyList<bool> tests in rejected)
        {
            for (int i = 1; i < tests.Count; i++)
            {
                pairs++;
                flips += tests[i] == tests[i - 1] ? 0 : 1;
            }
        }

        double atMost = flips == pairs ? 1 : Beta.InvCDF(flips + 1, pairs - flips, 0.95);
        return new VerdictFlip(pairs, flips, atMost);
    }

    /// <summary>
    /// What repeatability alone makes of one value: 2·Φ(d/σ)·Φ(-d/σ) for a motor whose true value lies d from the
    /// limit.
    /// </summary>
    /// <param name="distance">Distance d from the limit, either side.</param>
    /// <param name="repeatability">Standard deviation σ of repeated tests, same unit, above 0.</param>
    public static double Expected(double distance, double repeatability)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(repeatability);
        double pass = Normal.CDF(0, 1, distance / repeatability);
        return 2 * pass * (1 - pass);
    }
}
