using System.Collections.Immutable;
using Bench.Analysis.Orders;

namespace Bench.Analysis.Tacho;

/// <summary>Shaft speed over time, a point every few milliseconds.</summary>
/// <param name="TimesSeconds">Time since the first sample.</param>
/// <param name="SpeedsRpm">Speed at that time; 0 while no edge comes.</param>
public sealed record SpeedTrace(ImmutableArray<double> TimesSeconds, ImmutableArray<double> SpeedsRpm)
{
    /// <summary>The part between two times, with times from its begin; empty where the trace does not reach.</summary>
    internal SpeedTrace Within(TimeSpanSeconds span)
    {
        int first = TimesSeconds.TakeWhile(time => time < span.StartSeconds).Count();
        int end = first + TimesSeconds.Skip(first).TakeWhile(time => time < span.EndSeconds).Count();
        return new SpeedTrace(
            [.. TimesSeconds[first..end].Select(time => time - span.StartSeconds)], SpeedsRpm[first..end]);
    }
}
