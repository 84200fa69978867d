using System.Collections.Immutable;

namespace Bench.Models.Verdicts;

/// <summary>The decision on one measurement, with its reasons, most severe first.</summary>
public sealed record Judgement
{
    /// <summary>The verdict.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>
    /// Reasons, most severe first; empty for a clean PASS. A PASS may carry advice of a model that may not reject
    /// yet.
    /// </summary>
    public required ImmutableArray<Finding> Findings { get; init; }

    /// <summary>Score φ of the anomaly model; NaN where there is none.</summary>
    public double AnomalyScore { get; init; } = double.NaN;

    /// <summary>Conformal p-value of the anomaly score; NaN where there is none.</summary>
    public double PValue { get; init; } = double.NaN;

    /// <summary>Score of a second engine, which is shown and never decides; NaN where there is none.</summary>
    public double SecondScore { get; init; } = double.NaN;

    /// <summary>Conformal p-value of <see cref="SecondScore"/>; NaN where there is none.</summary>
    public double SecondPValue { get; init; } = double.NaN;

    /// <summary>
    /// Largest deviation over all learned limits together, on the scale of the joint statistic; NaN where there is
    /// none.
    /// </summary>
    public double LimitScore { get; init; } = double.NaN;

    /// <summary>Conformal p-value of <see cref="LimitScore"/>; NaN where there is none.</summary>
    public double LimitPValue { get; init; } = double.NaN;
}
