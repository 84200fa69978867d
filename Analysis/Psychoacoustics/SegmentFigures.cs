namespace Bench.Analysis.Psychoacoustics;

/// <summary>Single figures of a quantity over time within a range of speed; NaN where the range has no value or one
/// that is NaN.</summary>
/// <param name="FromRpm">Lower end of the range, included.</param>
/// <param name="ToRpm">Upper end, not included.</param>
/// <param name="Seconds">How long the speed was in the range.</param>
/// <param name="Mean">Mean over that time.</param>
/// <param name="Maximum">Largest value.</param>
/// <param name="Exceeded">Value exceeded during the share of that time that was asked for.</param>
public sealed record SegmentFigures(
    double FromRpm, double ToRpm, double Seconds, double Mean, double Maximum, double Exceeded);
