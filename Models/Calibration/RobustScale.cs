namespace Bench.Models.Calibration;

/// <summary>
/// Median and median absolute deviation: half of the values may be wrong before either of them breaks.
/// </summary>
internal static class RobustScale
{
    /// <summary>Standard deviation of a normal population over its median absolute deviation, 1/Φ⁻¹(3/4).</summary>
    public const double NormalConsistency = 1.482602218505602;

    /// <summary>Median; the mean of the two middle values for an even count. The span is reordered.</summary>
    public static double Median(Span<double> values)
    {
        values.Sort();
        int middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : 0.5 * (values[middle - 1] + values[middle]);
    }

    /// <summary>Median, and median of the absolute deviations from it. The span is overwritten.</summary>
    public static (double Median, double Mad) MedianAndMad(Span<double> values)
    {
        double median = Median(values);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Math.Abs(values[i] - median);
        }

        return (median, Median(values));
    }

    /// <summary>
    /// Standard deviation of a normal population estimated from the median absolute deviation of n values, with the
    /// correction n/(n - 0.8) for few values (Croux and Rousseeuw 1992, for n above 9; used below as well).
    /// </summary>
    public static double NormalSigma(double mad, int count) => NormalConsistency * mad * count / (count - 0.8);
}
