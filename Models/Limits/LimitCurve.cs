using System.Collections.Immutable;
using Bench.Analysis.Metrics;

namespace Bench.Models.Limits;

/// <summary>
/// What good motors look like along one curve, and how far one may deviate; every array has one value per position
/// of the curve, in the curve's unit.
/// </summary>
public sealed record LimitCurve
{
    /// <summary>The curve judged.</summary>
    public required CurveDefinition Curve { get; init; }

    /// <summary>Median of the good motors.</summary>
    public required ImmutableArray<double> Median { get; init; }

    /// <summary>Robust standard deviation of the good motors, smoothed over neighbours and floored.</summary>
    public required ImmutableArray<double> Spread { get; init; }

    /// <summary>Highest allowed value: median + factor × spread.</summary>
    public required ImmutableArray<double> Upper { get; init; }

    /// <summary>Lowest allowed value; empty where a low value is no fault.</summary>
    public ImmutableArray<double> Lower { get; init; } = [];

    /// <summary>
    /// Lower edge of the band in which about 95 % of good motors lie at each position: median - 2 spreads.
    /// </summary>
    public ImmutableArray<double> GoodLower => [.. Median.Zip(Spread, (median, spread) => median - 2 * spread)];

    /// <summary>Upper edge of that band: median + 2 spreads.</summary>
    public ImmutableArray<double> GoodUpper => [.. Median.Zip(Spread, (median, spread) => median + 2 * spread)];

    /// <summary>Deviation of a value from the good median in robust standard deviations, positive above.</summary>
    public double Standardise(int position, double value) => (value - Median[position]) / Spread[position];
}
