using System.Collections.Immutable;
using Bench.Acquisition;
using Bench.Results;

namespace Bench.Recordings;

/// <summary>What a recording says about its test before the first sample.</summary>
public sealed record RecordingHeader
{
    /// <summary>The motor.</summary>
    public required SerialNumber SerialNumber { get; init; }

    /// <summary>Name of the part type.</summary>
    public required string PartType { get; init; }

    /// <summary>Variant of the part type; empty where there is none.</summary>
    public string Variant { get; init; } = "";

    /// <summary>SHA-256 of the part type file (recipe).</summary>
    public required string RecipeHash { get; init; }

    /// <summary>Name of the bench.</summary>
    public required string Bench { get; init; }

    /// <summary>When the first sample was taken.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Version of the software that recorded; empty where unknown.</summary>
    public string SoftwareVersion { get; init; } = "";

    /// <summary>The steps of the test cycle, for display in other tools.</summary>
    public ImmutableArray<RecordingStep> Steps { get; init; } = [];

    /// <summary>The sensors, in the order of the channels, for display in other tools; empty where unknown.</summary>
    public ImmutableArray<RecordedSensor> Sensors { get; init; } = [];
}

/// <summary>What is known of a channel's sensor.</summary>
/// <param name="Channel">Id of the channel in the recipe, such as "AccA".</param>
/// <param name="Description">For people, such as "accelerometer A-side, ±500 m/s²".</param>
public sealed record RecordedSensor(string Channel, string Description)
{
    /// <summary>The sensor's serial number; empty where unknown.</summary>
    public string SerialNumber { get; init; } = "";

    /// <summary>When and with what it was calibrated; empty where unknown.</summary>
    public string Calibration { get; init; } = "";
}

/// <summary>Where a step lies in the recording.</summary>
/// <param name="Name">Name of the step.</param>
/// <param name="StartSeconds">Seconds from the first sample.</param>
/// <param name="DurationSeconds">Length in seconds.</param>
public sealed record RecordingStep(string Name, double StartSeconds, double DurationSeconds);

/// <summary>A fault of the source during the recording, kept so that a replay repeats it.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Channel">Index of the channel; -1 where it concerns all.</param>
/// <param name="FirstIndex">As in the block that reported it.</param>
/// <param name="FirstTick">As in the block that reported it.</param>
/// <param name="MissingSamples">As in the block that reported it.</param>
/// <param name="Reason">As in the block that reported it.</param>
/// <param name="AtSeconds">Where in the recording it was reported, in seconds from the first sample.</param>
public sealed record RecordedFault(
    BlockKind Kind,
    int Channel,
    long FirstIndex,
    long FirstTick,
    long MissingSamples,
    string Reason,
    double AtSeconds);
