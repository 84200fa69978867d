using Bench.Models.Training;

namespace Bench.Models.Evaluation;

/// <summary>How judging is tried on labelled motors.</summary>
public sealed record EvaluationOptions
{
    /// <summary>
    /// Learn from so many good motors and judge all others, again and again with other motors; null learns from all but
    /// one fold and judges that.
    /// </summary>
    public int? LearnFrom { get; init; }

    /// <summary>Most folds, or most repetitions with other learning motors. Time grows with it.</summary>
    public int Rounds { get; init; } = 5;

    /// <summary>How limits and model are learned.</summary>
    public TeachInOptions TeachIn { get; init; } = new();
}
