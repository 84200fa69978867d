using System.Collections.Immutable;
using Bench.Analysis.Metrics;
using Bench.Models.Verdicts;

namespace Bench.Results;

/// <summary>A finished test of one motor, complete enough to trace and to repeat the decision.</summary>
public sealed record TestResult
{
    /// <summary>Identity of the test run.</summary>
    public required Guid Id { get; init; }

    /// <summary>The motor.</summary>
    public required SerialNumber SerialNumber { get; init; }

    /// <summary>Name of the part type.</summary>
    public required string PartType { get; init; }

    /// <summary>Name of the bench.</summary>
    public required string Bench { get; init; }

    /// <summary>Variant of the part type; empty where there is none.</summary>
    public string Variant { get; init; } = "";

    /// <summary>The sensors that were fitted, as far as they are known.</summary>
    public ImmutableArray<FittedSensor> Sensors { get; init; } = [];

    /// <summary>When the first sample was taken, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How long the test took, in seconds, from the first sample to the verdict.</summary>
    public required double DurationSeconds { get; init; }

    /// <summary>The decision with its reasons.</summary>
    public required Judgement Judgement { get; init; }

    /// <summary>The values judged; null where the test broke off before there were any.</summary>
    public Measurement? Measurement { get; init; }

    /// <summary>SHA-256 of the part type file (recipe) that was used.</summary>
    public required string RecipeHash { get; init; }

    /// <summary>Id of the baseline (limits and model) that judged; empty where none did.</summary>
    public required string BaselineId { get; init; }

    /// <summary>Version of the software that judged.</summary>
    public required string SoftwareVersion { get; init; }

    /// <summary>The recording's path, relative to the data folder; empty where there is none.</summary>
    public required string Recording { get; init; }

    /// <summary>SHA-256 of the recording file; empty where there is none, and until it has been computed.</summary>
    public required string RecordingHash { get; init; }

    /// <summary>What an operator reads first: the verdict's top reason, or empty.</summary>
    public string TopReason => Judgement.Findings is [Finding first, ..] ? first.Text : "";

    /// <summary>Channels that were measured, for display.</summary>
    public ImmutableArray<string> Channels { get; init; } = [];
}
