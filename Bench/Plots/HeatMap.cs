using System.Collections.Immutable;

namespace Bench.Plots;

/// <summary>Levels over two axes as colours.</summary>
public sealed record HeatMap : PlotDescription
{
    /// <summary>The vertical axis.</summary>
    public required PlotAxis Y { get; init; }

    /// <summary>The level axis; values outside its range take the end colours.</summary>
    public required PlotAxis Level { get; init; }

    /// <summary>Position of column c is c times this.</summary>
    public required double ColumnStep { get; init; }

    /// <summary>Position of each row, rising.</summary>
    public required ImmutableArray<double> Rows { get; init; }

    /// <summary>Row by row; as many per row as there are columns.</summary>
    public required ImmutableArray<float> Levels { get; init; }

    /// <summary>Number of columns.</summary>
    public int Columns => Rows.IsEmpty ? 0 : Levels.Length / Rows.Length;
}
