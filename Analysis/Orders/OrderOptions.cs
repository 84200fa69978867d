using Bench.Analysis.Tacho;

namespace Bench.Analysis.Orders;

/// <summary>How a signal is cut into order lines.</summary>
public sealed record OrderOptions
{
    /// <summary>Highest order of interest, above 0. The angle grid follows from it.</summary>
    public double MaxOrder { get; init; } = 60;

    /// <summary>
    /// Revolutions per block, 1 or more: lines are 1 / this apart, and a Hann window resolves orders 2 / this apart.
    /// More revolutions resolve more and blur more in a fast run-up.
    /// </summary>
    public int Revolutions { get; init; } = 8;

    /// <summary>Unit of the samples, such as "m/s²"; it goes into the results.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Where the speed comes from; it goes into the results.</summary>
    public SpeedSource? Source { get; init; }
}
