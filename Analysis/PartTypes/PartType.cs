using System.Collections.Immutable;

namespace Bench.Analysis.PartTypes;

/// <summary>
/// One kind of motor and how it is tested: geometry, channels, steps, analyses and checks. It is data, read from a
/// JSON file (<see cref="PartTypeFile"/>); a new motor needs no change of code.
/// </summary>
public sealed record PartType
{
    /// <summary>Short name, such as "7DL": letters, digits, hyphen and underscore.</summary>
    public required string Name { get; init; }

    /// <summary>One sentence for people.</summary>
    public required string Description { get; init; }

    /// <summary>Revision of this file, 1 or more; it is stored with every result.</summary>
    public required int Revision { get; init; }

    /// <summary>
    /// What serial numbers of this part type look like, letter by letter: ? stands for any one character, # for a
    /// digit, * for any characters or none; empty where they cannot be told from others.
    /// </summary>
    public string SerialPattern { get; init; } = "";

    /// <summary>Values that are assumed because they are not public, in words.</summary>
    public ImmutableArray<string> Assumptions { get; init; } = [];

    /// <summary>The machine's geometry, from which the order families follow.</summary>
    public required Machine Machine { get; init; }

    /// <summary>What is measured, in the order of the recording. Signal names match the device's.</summary>
    public required ImmutableArray<Channel> Channels { get; init; }

    /// <summary>
    /// How the speed is measured; null where it is known otherwise (recordings of others with a stated speed or pulse
    /// times). A bench test needs one.
    /// </summary>
    public Tacho? Tacho { get; init; }

    /// <summary>The test cycle, in order; the first step starts with the first sample.</summary>
    public required ImmutableArray<TestStep> Steps { get; init; }

    /// <summary>What is computed from which step and channel.</summary>
    public required ImmutableArray<AnalysisRequest> Analyses { get; init; }

    /// <summary>When the bench, not the motor, is at fault.</summary>
    public CheckSettings Checks { get; init; } = new();

    /// <summary>Limits that hold whatever was learned, from a specification.</summary>
    public ImmutableArray<FixedLimit> FixedLimits { get; init; } = [];

    /// <summary>Expected share of good motors rejected, over all limits and the model together.</summary>
    public double FalseRejectBudget { get; init; } = 0.01;

    /// <summary>Length of the whole cycle in seconds.</summary>
    public double DurationSeconds => Steps.Sum(step => step.DurationSeconds);

    /// <summary>Whether a serial number is one of this part type; never where there is no pattern.</summary>
    public bool Fits(string serialNumber) =>
        SerialPattern.Length > 0 && SerialPatternMatch.Fits(SerialPattern, serialNumber);
}
