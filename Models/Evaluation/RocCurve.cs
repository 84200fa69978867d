namespace Bench.Models.Evaluation;

/// <summary>Area under the ROC curve.</summary>
public static class RocCurve
{
    /// <summary>
    /// Probability that a faulty motor scores higher than a good one, ties counting half (Mann and Whitney 1947); NaN
    /// where one of the two is missing or a score is not a number.
    /// </summary>
    public static double Area(IReadOnlyCollection<double> good, IReadOnlyCollection<double> faulty)
    {
        if (good.Count == 0 || faulty.Count == 0 || good.Concat(faulty).Any(double.IsNaN))
        {
            return double.NaN;
        }

        double[] sorted = [.. good.Order()];
        double sum = 0;
        foreach (double score in faulty)
        {
            int below = FirstNotBelow(sorted, score);
            int notAbove = FirstNotBelow(sorted, Math.BitIncrement(score));
            sum += below + (0.5 * (notAbove - below));
        }

        return sum / ((double)good.Count * faulty.Count);
    }

    private static int FirstNotBelow(double[] sorted, double value)
    {
        int low = 0;
        int high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = sorted[middle] < value ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
