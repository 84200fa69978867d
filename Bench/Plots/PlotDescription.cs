using System.Collections.Immutable;

namespace Bench.Plots;

/// <summary>
/// What a plot shows, without how it is drawn: any renderer can draw it. Values are in the axis's unit; NaN leaves a
/// hole.
/// </summary>
public abstract record PlotDescription
{
    /// <summary>What is shown, in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>Where it was measured: channel and step.</summary>
    public string Subtitle { get; init; } = "";

    /// <summary>What the plot says, in a sentence, for who cannot see it.</summary>
    public string Summary { get; init; } = "";

    /// <summary>The horizontal axis.</summary>
    public required PlotAxis X { get; init; }

    /// <summary>Known positions, such as the orders that the motor's geometry yields.</summary>
    public ImmutableArray<PlotMarker> Markers { get; init; } = [];

    /// <summary>Ranges that a finding is about.</summary>
    public ImmutableArray<PlotSpan> Spans { get; init; } = [];
}
