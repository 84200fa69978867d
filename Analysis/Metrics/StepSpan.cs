using Bench.Analysis.Orders;

namespace Bench.Analysis.Metrics;

/// <summary>A test step on the time axis that starts with the first sample.</summary>
internal sealed record StepSpan(string Name, TimeSpanSeconds Time, double LowestRpm, double HighestRpm)
{
    public double DurationSeconds => Time.EndSeconds - Time.StartSeconds;

    /// <summary>Index of the first sample in the step.</summary>
    public long FirstSample(double sampleRateHz) => Time.FirstSample(sampleRateHz);

    /// <summary>Index after the last sample in the step.</summary>
    public long EndSample(double sampleRateHz) => Time.EndSample(sampleRateHz);
}
