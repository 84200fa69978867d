namespace Bench.Analysis.Orders;

/// <summary>A span of time since the first sample.</summary>
/// <param name="StartSeconds">First moment in it.</param>
/// <param name="EndSeconds">First moment after it.</param>
public readonly record struct TimeSpanSeconds(double StartSeconds, double EndSeconds)
{
    /// <summary>Index of the first sample in the span.</summary>
    internal long FirstSample(double sampleRateHz) => (long)Math.Round(StartSeconds * sampleRateHz);

    /// <summary>Index after the last sample in the span.</summary>
    internal long EndSample(double sampleRateHz) => (long)Math.Round(EndSeconds * sampleRateHz);
}
