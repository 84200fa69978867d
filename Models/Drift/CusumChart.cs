namespace Bench.Models.Drift;

/// <summary>
/// Tabular cumulative sum (Page 1954) of standardised values, both sides. It tells also since when the shift lasts: the
/// length of the run in which the sum has been above 0.
/// </summary>
/// <remarks>Not safe for several threads.</remarks>
public sealed class CusumChart
{
    private readonly double _target;
    private readonly double _sigma;
    private readonly CusumOptions _options;
    private double _high;
    private double _low;
    private int _highRun;
    private int _lowRun;

    /// <summary>Begins a chart.</summary>
    /// <param name="target">Mean of good production.</param>
    /// <param name="sigma">Standard deviation of single motors, above 0.</param>
    /// <param name="options">Slack and decision interval.</param>
    public CusumChart(double target, double sigma, CusumOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sigma);
        _target = target;
        _sigma = sigma;
        _options = options;
    }

    /// <summary>
    /// Motors since the sum that is larger now left 0: where an alarm stands, the shift began about so many motors ago.
    /// </summary>
    public int Run => _high >= _low ? _highRun : _lowRun;

    /// <summary>
    /// Takes the next motor. The statistic is the larger sum in sigmas, negative for a shift down. A value that is not
    /// a number changes nothing.
    /// </summary>
    public ChartPoint Add(double value)
    {
        if (double.IsFinite(value))
        {
            double z = (value - _target) / _sigma;
            _high = Math.Max(0, _high + z - _options.Slack);
            _low = Math.Max(0, _low - z - _options.Slack);
            _highRun = _high > 0 ? _highRun + 1 : 0;
            _lowRun = _low > 0 ? _lowRun + 1 : 0;
        }

        return new ChartPoint(value, _high >= _low ? _high : -_low, -_options.Interval, _options.Interval);
    }
}

/// <summary>What a <see cref="CusumChart"/> overlooks and when it alarms.</summary>
public sealed record CusumOptions
{
    /// <summary>Slack k in sigmas: half of the shift that matters.</summary>
    public double Slack { get; init; } = 0.5;

    /// <summary>Decision interval h in sigmas. 5 at k = 0.5: one false alarm in 465 motors (Montgomery).</summary>
    public double Interval { get; init; } = 5;
}
