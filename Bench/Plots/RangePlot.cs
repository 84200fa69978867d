namespace Bench.Plots;

/// <summary>One value against its good range and its limits, on the horizontal axis.</summary>
public sealed record RangePlot : PlotDescription
{
    /// <summary>The value.</summary>
    public required double Value { get; init; }

    /// <summary>Lower end of the good range; NaN where unknown.</summary>
    public double GoodLower { get; init; } = double.NaN;

    /// <summary>Upper end of the good range; NaN where unknown.</summary>
    public double GoodUpper { get; init; } = double.NaN;

    /// <summary>Lower limit; NaN for none.</summary>
    public double LowerLimit { get; init; } = double.NaN;

    /// <summary>Upper limit; NaN for none.</summary>
    public double UpperLimit { get; init; } = double.NaN;
}
