namespace Bench.Plots.Svg;

/// <summary>Maps values of one axis to positions in the plot and back to ticks.</summary>
internal sealed class SvgScale
{
    private readonly double _from;
    private readonly double _to;

    /// <summary>Makes a scale.</summary>
    /// <param name="axis">Its scale.</param>
    /// <param name="minimum">Value at <paramref name="from"/>.</param>
    /// <param name="maximum">Value at <paramref name="to"/>.</param>
    /// <param name="from">Position of the minimum.</param>
    /// <param name="to">Position of the maximum; smaller than <paramref name="from"/> for an upward axis.</param>
    public SvgScale(PlotAxis axis, double minimum, double maximum, double from, double to)
    {
        IsLogarithmic = axis.Scale == AxisScale.Logarithmic && minimum > 0;
        Minimum = minimum;
        Maximum = maximum > minimum ? maximum : minimum + Math.Max(1, Math.Abs(minimum) * 0.1);
        _from = from;
        _to = to;
    }

    public double Minimum { get; }

    public double Maximum { get; }

    public bool IsLogarithmic { get; }

    public double Map(double value)
    {
        double share = IsLogarithmic
            ? Math.Log(Math.Max(value, 1e-300) / Minimum) / Math.Log(Maximum / Minimum)
            : (value - Minimum) / (Maximum - Minimum);
        return _from + (Math.Clamp(share, -1, 2) * (_to - _from));
    }

    public double[] Ticks(int count) => IsLogarithmic
        ? NiceTicks.Logarithmic(Minimum, Maximum, count)
        : NiceTicks.Linear(Minimum, Maximum, count);

    public static string Label(double[] ticks, int index, bool isLogarithmic) => isLogarithmic
        ? NiceTicks.Significant(ticks[index], 3)
        : NiceTicks.Format(ticks[index], ticks.Length > 1 ? ticks[1] - ticks[0] : Math.Abs(ticks[index]));

    /// <summary>A range that covers all finite values and ends on round numbers.</summary>
    public static (double Minimum, double Maximum) Cover(PlotAxis axis, IEnumerable<double> values)
    {
        double low = double.PositiveInfinity;
        double high = double.NegativeInfinity;
        foreach (double value in values)
        {
            if (double.IsFinite(value) && (axis.Scale == AxisScale.Linear || value > 0))
            {
                low = Math.Min(low, value);
                high = Math.Max(high, value);
            }
        }

        if (low > high)
        {
            (low, high) = (1, 10);
        }

        if (axis.Scale == AxisScale.Linear)
        {
            // A tenth of air above: the callout of the highest point needs it.
            double span = Math.Max(high - low, Math.Max(1e-9, 1e-3 * Math.Abs(high)));
            double step = NiceTicks.Step(span / 6);
            low = Math.Floor((low - (0.02 * span)) / step) * step;
            high = Math.Ceiling((high + (0.1 * span)) / step) * step;
        }

        return (axis.Minimum ?? low, axis.Maximum ?? high);
    }
}
