namespace Bench.Analysis.Psychoacoustics;

/// <summary>Values exceeded during a share of the time.</summary>
public static class Percentile
{
    /// <summary>The value exceeded by a share of the values: 5 gives N5 of a loudness over time.</summary>
    /// <param name="values">At least one value, evenly spaced in time.</param>
    /// <param name="percent">Share, 0 (the largest value) to 100 (the smallest).</param>
    /// <returns>Interpolated between the two nearest of the sorted values; NaN if a value is NaN.</returns>
    /// <exception cref="ArgumentException">No values.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The share is not between 0 and 100.</exception>
    public static double Exceeded(ReadOnlySpan<double> values, double percent)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(percent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        if (values.IsEmpty)
        {
            throw new ArgumentException("A percentile needs at least one value.");
        }

        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        if (double.IsNaN(sorted[0]))
        {
            return double.NaN;
        }

        double position = (sorted.Length - 1) * (1 - (percent / 100));
        int below = Math.Min((int)position, sorted.Length - 1);
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}
