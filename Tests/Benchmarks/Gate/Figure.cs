namespace Bench.Benchmarks.Gate;

/// <summary>A measured value.</summary>
/// <param name="Value">The value.</param>
/// <param name="Margin">By what share of itself it may be wrong because of noise.</param>
internal readonly record struct Figure(double Value, double Margin)
{
    // Below, even an empty machine does not repeat itself; above, a busy machine would excuse everything.
    private const double SmallestMargin = 0.03;
    private const double LargestMargin = 0.15;

    /// <summary>
    /// The median, with half of the distance between the quartiles as its margin.
    /// </summary>
    public static Figure MedianOf(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        double median = Quantile(sorted, 0.5);
        return new Figure(median, MarginOf(sorted, median));
    }

    /// <summary>
    /// What the undisturbed tenth of the slices reaches, with half of the distance between the quartiles as its margin.
    /// </summary>
    public static Figure QuietOf(IEnumerable<double> seconds)
    {
        double[] sorted = [.. seconds.Order()];
        return new Figure(Quantile(sorted, 0.1), MarginOf(sorted, Quantile(sorted, 0.5)));
    }

    /// <summary>An exact number.</summary>
    public static Figure Exact(double value) => new(value, 0);

    /// <summary>So much per this figure, such as seconds of signal per second of work.</summary>
    public Figure Into(double amount) => this with { Value = amount / Value };

    /// <summary>The figure in another unit.</summary>
    public Figure Scaled(double factor) => this with { Value = factor * Value };

    private static double MarginOf(double[] sorted, double median) => Math.Clamp(
        (Quantile(sorted, 0.75) - Quantile(sorted, 0.25)) / 2 / median, SmallestMargin, LargestMargin);

    private static double Quantile(double[] sorted, double share)
    {
        double place = share * (sorted.Length - 1);
        int below = (int)place;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
