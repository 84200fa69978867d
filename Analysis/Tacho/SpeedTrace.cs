using System.Collections.Immutable;

namespace Bench.Analysis.Tacho;

/// <summary>Shaft speed over time, a point every few milliseconds.</summary>
/// <param name="TimesSeconds">Time since the first sample.</param>
/// <param name="SpeedsRpm">Speed at that time; 0 while no edge comes.</param>
public sealed record SpeedTrace(ImmutableArray<double> TimesSeconds, ImmutableArray<double> SpeedsRpm);
