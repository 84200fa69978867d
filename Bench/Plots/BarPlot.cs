using System.Collections.Immutable;

namespace Bench.Plots;

/// <summary>Levels of adjacent bands, such as sixths of an octave, with the good range and the limit of each.</summary>
public sealed record BarPlot : PlotDescription
{
    /// <summary>The vertical axis.</summary>
    public required PlotAxis Y { get; init; }

    /// <summary>Edges of the bands, rising, one more than there are bars.</summary>
    public required ImmutableArray<double> Edges { get; init; }

    /// <summary>Value of each band.</summary>
    public required ImmutableArray<double> Values { get; init; }

    /// <summary>Lower end of the good range of each band; empty where unknown.</summary>
    public ImmutableArray<double> GoodLower { get; init; } = [];

    /// <summary>Upper end of the good range of each band; empty where unknown.</summary>
    public ImmutableArray<double> GoodUpper { get; init; } = [];

    /// <summary>Upper limit of each band, NaN for none; empty where unknown.</summary>
    public ImmutableArray<double> Limits { get; init; } = [];

    /// <summary>Points that carry a text.</summary>
    public ImmutableArray<PlotCallout> Callouts { get; init; } = [];
}
