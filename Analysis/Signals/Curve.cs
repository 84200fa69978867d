using System.Collections.Immutable;

namespace Bench.Analysis.Signals;

/// <summary>Values over an axis: the result of an analysis, ready for a plot or a file.</summary>
/// <param name="Name">What it shows, such as "power spectral density".</param>
/// <param name="Unit">Unit of the values, such as "(m/s²)²/Hz"; empty for a pure number.</param>
/// <param name="Axis">Positions of the values.</param>
/// <param name="Values">One value per position; NaN where there is none.</param>
/// <param name="Method">How it was computed, with source.</param>
public sealed record Curve(string Name, string Unit, Axis Axis, ImmutableArray<double> Values, string Method);

/// <summary>Values over two axes.</summary>
/// <param name="Name">What it shows, such as "spectrogram".</param>
/// <param name="Unit">Unit of the values.</param>
/// <param name="Rows">Axis of the rows, such as time.</param>
/// <param name="Columns">Axis within a row, such as frequency.</param>
/// <param name="Values">Row by row; NaN where there is no value.</param>
/// <param name="Method">How it was computed, with source.</param>
public sealed record CurveMap(
    string Name, string Unit, Axis Rows, Axis Columns, ImmutableArray<float> Values, string Method)
{
    /// <summary>The values of one row.</summary>
    public ReadOnlySpan<float> Row(int row) => Values.AsSpan(row * Columns.Count, Columns.Count);
}
