namespace Bench.Plots;

/// <summary>A known position on the horizontal axis, drawn as a fine line with a short text.</summary>
/// <param name="X">Position.</param>
/// <param name="Text">Such as "48" or "BPFO".</param>
public sealed record PlotMarker(double X, string Text);
