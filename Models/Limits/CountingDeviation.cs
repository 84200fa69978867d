using Bench.Analysis.Metrics;

namespace Bench.Models.Limits;

/// <summary>
/// The deviation that counts against a limit: the largest factor F, in spreads, at which a limit of median + F·spread
/// would still be exceeded by the rule of <see cref="Exceedance"/>. A scalar counts by its value; a stretch of a curve
/// once the margins z/F - 1 of its points reach 0.06 together. It lies between largest z/1.06 and largest z, so that
/// limits learned from it reject as often as they say, and not less often because the rule is kinder than the limit.
/// </summary>
internal static class CountingDeviation
{
    // Each halves what is left of the 6 % between the bounds: a thousandth of the factor is enough.
    private const int Halvings = 6;

    /// <summary>The factor for one curve's deviations in spreads, positive beyond.</summary>
    public static double Of(CurveDefinition curve, ReadOnlySpan<double> deviations)
    {
        double high = double.NegativeInfinity;
        foreach (double z in deviations)
        {
            high = Math.Max(high, z);
        }

        if (curve.Axis == CurveAxis.None || high <= 0)
        {
            return high;
        }

        double low = high / (1 + Exceedance.LeastCounting);
        for (int i = 0; i < Halvings; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = IsExceeded(deviations, middle) ? (middle, high) : (low, middle);
        }

        return low;
    }

    private static bool IsExceeded(ReadOnlySpan<double> deviations, double factor)
    {
        double sum = 0;
        foreach (double z in deviations)
        {
            double margin = (z / factor) - 1;
            sum = margin > 0 ? sum + (margin * margin) : 0;
            if (sum >= Exceedance.LeastCounting * Exceedance.LeastCounting)
            {
                return true;
            }
        }

        return false;
    }
}
