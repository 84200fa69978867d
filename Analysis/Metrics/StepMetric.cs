using System.Collections.Immutable;
using Bench.Analysis.PartTypes;
using Bench.Analysis.Tacho;

namespace Bench.Analysis.Metrics;

/// <summary>
/// How a metric over time is computed from one channel: designed once per recipe, started once per test. Immutable and
/// shareable.
/// </summary>
internal abstract class StepMetric
{
    /// <summary>Its curves, in the order of <see cref="MetricRequest.CurveNames"/>.</summary>
    public required ImmutableArray<MetricCurve> Curves { get; init; }

    /// <summary>Work per sample: see <see cref="AnalysisLoad"/>.</summary>
    public abstract double NanosecondsPerSample { get; }

    /// <summary>Starts the metric of one test.</summary>
    public abstract StepMeter Start();
}

/// <summary>What a curve of a metric is.</summary>
internal sealed record MetricCurve(
    CurveFamily Family, string Name, string Unit, CurveAxis Axis, ImmutableArray<double> Positions)
{
    private static readonly ImmutableArray<double> s_scalar = [0];

    /// <summary>A single figure.</summary>
    public static MetricCurve Scalar(CurveFamily family, string name, string unit) =>
        new(family, name, unit, CurveAxis.None, s_scalar);

    /// <summary>A value at the middle of each range of speed; a single figure where there is one.</summary>
    public static MetricCurve Over(SpeedRanges? ranges, CurveFamily family, string name, string unit) =>
        ranges is { Count: > 1 }
            ? new MetricCurve(family, name, unit, CurveAxis.SpeedRpm, ranges.Centres)
            : Scalar(family, name, unit);
}

/// <summary>A metric of one test, computed while its samples arrive. Nothing is allocated per block.</summary>
internal abstract class StepMeter
{
    /// <summary>Takes the next samples of the segment, in blocks of any size.</summary>
    public abstract void Add(ReadOnlySpan<float> samples);

    /// <summary>Ends the metric and writes its values.</summary>
    /// <param name="speed">Speed within the segment, times from its begin.</param>
    /// <param name="curves">One array per curve, as long as its positions.</param>
    public abstract void Read(SpeedTrace speed, ReadOnlySpan<float[]> curves);
}
