using System.Collections.Immutable;

namespace Bench.Plots;

/// <summary>Lines and areas over a common axis.</summary>
public sealed record LinePlot : PlotDescription
{
    /// <summary>The vertical axis.</summary>
    public required PlotAxis Y { get; init; }

    /// <summary>The lines, the most important last: it is drawn on top.</summary>
    public ImmutableArray<PlotSeries> Series { get; init; } = [];

    /// <summary>Filled areas, drawn below the lines.</summary>
    public ImmutableArray<PlotArea> Areas { get; init; } = [];

    /// <summary>Points that carry a text.</summary>
    public ImmutableArray<PlotCallout> Callouts { get; init; } = [];
}
