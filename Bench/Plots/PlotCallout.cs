namespace Bench.Plots;

/// <summary>A point that carries a text.</summary>
/// <param name="X">Position.</param>
/// <param name="Y">Value.</param>
/// <param name="Text">Such as "+6.2 dB".</param>
public sealed record PlotCallout(double X, double Y, string Text);
