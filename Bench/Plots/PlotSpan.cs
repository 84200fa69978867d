namespace Bench.Plots;

/// <summary>A range on the horizontal axis that a finding is about.</summary>
/// <param name="From">First position.</param>
/// <param name="To">Last position; may equal <paramref name="From"/>.</param>
/// <param name="Text">Such as "7 200–8 100 rpm"; may be empty.</param>
public sealed record PlotSpan(double From, double To, string Text);
