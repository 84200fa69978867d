namespace Bench.Models.Training;

/// <summary>What to do with fewer than five good motors.</summary>
public enum FewMotors
{
    /// <summary>Refuse: learning throws.</summary>
    Refuse = 1,

    /// <summary>Learn wide limits from at least three motors; the baseline says that it promises nothing.</summary>
    LearnWithoutPromise,
}

/// <summary>How limits and model are learned.</summary>
public sealed record TeachInOptions
{
    /// <summary>Fewest good motors for limits with a stated false-reject rate.</summary>
    public const int FewestMotors = 5;

    /// <summary>
    /// Fewest good motors for limits at all: with two there is no median absolute deviation to speak of.
    /// </summary>
    public const int FewestMotorsWithoutPromise = 3;

    /// <summary>
    /// Smallest distance of a decibel limit from the good median. 3 dB is about the change of a single line that a
    /// listener notices in a mix and three times the repeatability of a mounted accelerometer.
    /// </summary>
    public double MinimumDistanceDb { get; init; } = 3;

    /// <summary>
    /// Smallest distance of a limit on a value in % (current unbalance, distortion), in percentage points.
    /// </summary>
    public double MinimumDistancePercentagePoints { get; init; } = 0.5;

    /// <summary>Smallest distance of a limit on a value in A or Nm, as a share of the good median.</summary>
    public double MinimumDistanceShare { get; init; } = 0.05;

    /// <summary>
    /// Smallest distance of a limit on a frequency, as a share of the good median; an inverter's clock is a quartz.
    /// </summary>
    public double MinimumDistanceFrequencyShare { get; init; } = 0.005;

    /// <summary>
    /// Smallest distance of a limit on a value without unit (crest factor, kurtosis), as a share of the good median.
    /// </summary>
    public double MinimumDistanceRatioShare { get; init; } = 0.2;

    /// <summary>
    /// Neighbours on each side over which the scatter of a curve's points is smoothed (triangular weights), so that
    /// the limits of neighbouring bins do not jump with the luck of the learning set. 0 for none.
    /// </summary>
    public int SmoothingPoints { get; init; } = 3;

    /// <summary>What to do with fewer than five motors.</summary>
    public FewMotors FewMotors { get; init; } = FewMotors.Refuse;

    /// <summary>
    /// Declared forgetting: only so many of the newest motors are learned from (motors are given oldest first); null
    /// forgets nothing. The baseline's statement says how many were forgotten.
    /// </summary>
    public int? NewestMotors { get; init; }

    /// <summary>
    /// Share of the false-reject budget that is kept for limits of a specification, where the part type has any.
    /// </summary>
    public double FixedShare { get; init; } = 0.1;

    /// <summary>
    /// A second anomaly engine, learned beside our own model and shown, never deciding; null for none. It takes its
    /// time in every fold.
    /// </summary>
    public Detectors.IAnomalyEngine? Engine { get; init; }

    /// <summary>Share of good motors that a model which may not reject yet remarks upon.</summary>
    public double AdvisoryShare { get; init; } = 0.05;
}
