namespace Bench.Analysis.Metrics;

/// <summary>Feeds a meter with what a channel measures between two samples.</summary>
internal sealed class SegmentSink(PlannedMetric planned, long firstSample, long endSample)
{
    /// <summary>What is computed.</summary>
    public PlannedMetric Planned { get; } = planned;

    /// <summary>Computes it.</summary>
    public StepMeter Meter { get; } = planned.Metric.Start();

    /// <summary>Takes a channel's samples; <paramref name="position"/> is the index of the first.</summary>
    public void Process(long position, ReadOnlySpan<float> samples)
    {
        long first = Math.Max(position, firstSample);
        long end = Math.Min(position + samples.Length, endSample);
        if (end > first)
        {
            Meter.Add(samples[(int)(first - position)..(int)(end - position)]);
        }
    }
}
