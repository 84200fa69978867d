using System.Collections.Immutable;

namespace Bench.Plots;

/// <summary>What an area stands for.</summary>
public enum AreaRole
{
    /// <summary>Where good motors lie.</summary>
    Good,

    /// <summary>Where the motor lies beyond its limit.</summary>
    Exceeded,
}

/// <summary>An area between two lines.</summary>
/// <param name="Name">Its name in the legend; none where empty.</param>
/// <param name="Role">What it stands for.</param>
/// <param name="X">Rising positions.</param>
/// <param name="Lower">Lower edge.</param>
/// <param name="Upper">Upper edge.</param>
public sealed record PlotArea(
    string Name, AreaRole Role, ImmutableArray<double> X, ImmutableArray<double> Lower, ImmutableArray<double> Upper);
