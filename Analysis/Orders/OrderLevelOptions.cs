using System.Collections.Immutable;

namespace Bench.Analysis.Orders;

/// <summary>What levels are plotted over.</summary>
public enum OrderLevelAxis
{
    /// <summary>Shaft speed in rpm.</summary>
    Speed,

    /// <summary>Time in s.</summary>
    Time,
}

/// <summary>Which orders are cut out of recorded blocks, and how.</summary>
public sealed record OrderLevelOptions
{
    /// <summary>The orders, each above 0.</summary>
    public required ImmutableArray<double> Orders { get; init; }

    /// <summary>Width of a cut in orders: the energy within ± half of it is added up, at least one line to either
    /// side.</summary>
    public double BandwidthOrders { get; init; } = 0.5;

    /// <summary>Speed or time.</summary>
    public OrderLevelAxis Axis { get; init; }

    /// <summary>Spacing of the points in rpm or s, above 0.</summary>
    public double Step { get; init; } = 50;

    /// <summary>
    /// Lines that are no orders, such as switching lines: a cut leaves out the blocks in which one crosses it, and the
    /// residual does not count them.
    /// </summary>
    public ImmutableArray<FixedLine> FixedLines { get; init; } = [];
}
