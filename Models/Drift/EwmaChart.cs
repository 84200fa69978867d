namespace Bench.Models.Drift;

/// <summary>
/// Exponentially weighted moving average (Roberts 1959): z = λx + (1 - λ)z, beginning at the target. It sees a small
/// lasting shift long before a limit does. Limits are exact from the first motor on:
/// target ± L·σ·√(λ/(2 - λ)·(1 - (1 - λ)^2t)).
/// </summary>
/// <remarks>Not safe for several threads.</remarks>
public sealed class EwmaChart
{
    private readonly double _target;
    private readonly double _sigma;
    private readonly EwmaOptions _options;
    private double _average;
    private double _forgotten = 1;

    /// <summary>Begins a chart.</summary>
    /// <param name="target">Mean of good production.</param>
    /// <param name="sigma">Standard deviation of single motors, above 0.</param>
    /// <param name="options">Weight and limit.</param>
    public EwmaChart(double target, double sigma, EwmaOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sigma);
        if (!(options.Weight > 0 && options.Weight <= 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(options), options.Weight, "The weight of an EWMA chart lies above 0 and at most at 1.");
        }

        _target = target;
        _sigma = sigma;
        _options = options;
        _average = target;
    }

    /// <summary>Takes the next motor. A value that is not a number changes nothing and gives no alarm.</summary>
    public ChartPoint Add(double value)
    {
        if (double.IsFinite(value))
        {
            _average += _options.Weight * (value - _average);
            _forgotten *= (1 - _options.Weight) * (1 - _options.Weight);
        }

        double spread = _options.Limit * _sigma
            * Math.Sqrt(_options.Weight / (2 - _options.Weight) * (1 - _forgotten));
        return new ChartPoint(value, _average, _target - spread, _target + spread);
    }
}

/// <summary>How an <see cref="EwmaChart"/> weighs and when it alarms.</summary>
public sealed record EwmaOptions
{
    /// <summary>Weight λ of the newest motor: 0.05 to 0.25 for small shifts.</summary>
    public double Weight { get; init; } = 0.1;

    /// <summary>
    /// Limit L in standard deviations of the average. 2.814 at λ = 0.1: one false alarm in 500 motors (Lucas and
    /// Saccucci 1990).
    /// </summary>
    public double Limit { get; init; } = 2.814;
}
