using System.Collections.Immutable;

namespace Bench.Plots;

/// <summary>What a line stands for; the renderer chooses colour and dash by it.</summary>
public enum SeriesRole
{
    /// <summary>The motor under test.</summary>
    Measured,

    /// <summary>A limit.</summary>
    Limit,

    /// <summary>The middle of the good motors.</summary>
    Median,

    /// <summary>What was commanded or expected.</summary>
    Nominal,

    /// <summary>One of several of equal rank: each has a colour and a dash of its own.</summary>
    Component,
}

/// <summary>One line.</summary>
/// <param name="Name">Its name in the legend; none where empty.</param>
/// <param name="Role">What it stands for.</param>
/// <param name="X">Rising positions.</param>
/// <param name="Y">As many values; NaN interrupts the line.</param>
public sealed record PlotSeries(string Name, SeriesRole Role, ImmutableArray<double> X, ImmutableArray<double> Y);
