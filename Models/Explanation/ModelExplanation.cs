using System.Collections.Immutable;
using Bench.Analysis.Metrics;

namespace Bench.Models.Explanation;

/// <summary>Which part of the score is the larger one.</summary>
public enum AnomalyKind
{
    /// <summary>A pattern that good motors do not have (SPE).</summary>
    NewPattern = 1,

    /// <summary>An unusual size of the variation that good motors have (T²).</summary>
    UnusualSize,
}

/// <summary>Why the model finds a motor as it does, whether it rejects it or not.</summary>
public sealed record ModelExplanation
{
    /// <summary>New pattern, or unusual size of known variation.</summary>
    public required AnomalyKind Kind { get; init; }

    /// <summary>Score φ.</summary>
    public required double Score { get; init; }

    /// <summary>Its conformal p-value.</summary>
    public required double PValue { get; init; }

    /// <summary>
    /// The curves with the largest shares, up to three per family, largest first. Shares of all curves add up to 1.
    /// </summary>
    public required ImmutableArray<CurveContribution> Curves { get; init; }

    /// <summary>
    /// All deviations from good motors would have to shrink to this share of their size, at least, for the model to
    /// pass the motor; 1 or more where it does.
    /// </summary>
    public required double PassesAt { get; init; }

    /// <summary>
    /// Keys of the fewest curves, largest share first, that would have to be as in an average good motor for the model
    /// to pass it; empty where it does.
    /// </summary>
    public required ImmutableArray<string> PassesWithout { get; init; }

    /// <summary>Most similar good motors, nearest first, to compare with.</summary>
    public required ImmutableArray<string> NearestGood { get; init; }
}

/// <summary>One curve's part in a score.</summary>
/// <param name="Curve">The curve.</param>
/// <param name="Share">Its share of the score, 0 to 1.</param>
/// <param name="From">First position around the largest contribution with at least half of it.</param>
/// <param name="To">Last such position.</param>
/// <param name="At">Position of the largest contribution.</param>
/// <param name="GoodMean">Mean of good motors there, in the curve's unit.</param>
/// <param name="Difference">Difference from the mean of good motors there, in the curve's unit.</param>
/// <param name="Source">What in the machine has that order, such as "pole order"; empty where nothing is known.</param>
public sealed record CurveContribution(
    CurveDefinition Curve,
    double Share,
    double From,
    double To,
    double At,
    double GoodMean,
    double Difference,
    string Source);
