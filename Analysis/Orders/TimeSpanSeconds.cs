namespace Bench.Analysis.Orders;

/// <summary>A span of time since the first sample.</summary>
/// <param name="StartSeconds">First moment in it.</param>
/// <param name="EndSeconds">First moment after it.</param>
public readonly record struct TimeSpanSeconds(double StartSeconds, double EndSeconds);
