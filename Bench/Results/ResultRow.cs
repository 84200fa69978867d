using System.Collections.Immutable;
using Bench.Models.Verdicts;

namespace Bench.Results;

/// <summary>One finished test as the list shows it.</summary>
public sealed record ResultRow
{
    /// <summary>Identity of the test run.</summary>
    public string Id { get; init; } = "";

    /// <summary>The motor.</summary>
    public string SerialNumber { get; init; } = "";

    /// <summary>Name of the part type.</summary>
    public string PartType { get; init; } = "";

    /// <summary>Variant of the part type; empty where there is none.</summary>
    public string Variant { get; init; } = "";

    /// <summary>Name of the bench.</summary>
    public string Bench { get; init; } = "";

    /// <summary>Start, UTC, ISO 8601.</summary>
    public string StartedAt { get; init; } = "";

    /// <summary>From the first sample to the verdict, in seconds; null where the run broke off.</summary>
    public double? DurationSeconds { get; init; }

    /// <summary>The verdict.</summary>
    public Verdict Verdict { get; init; }

    /// <summary>Code of the top finding, or null.</summary>
    public string? Code { get; init; }

    /// <summary>Text of the top finding, or null.</summary>
    public string? Reason { get; init; }

    /// <summary>Instruction of the top finding, or null.</summary>
    public string? Instruction { get; init; }

    /// <summary>Hash of the recipe.</summary>
    public string RecipeHash { get; init; } = "";

    /// <summary>Id of the baseline.</summary>
    public string BaselineId { get; init; } = "";

    /// <summary>Version of the software.</summary>
    public string Software { get; init; } = "";

    /// <summary>Recording, relative to the data folder.</summary>
    public string Recording { get; init; } = "";

    /// <summary>SHA-256 of the recording.</summary>
    public string RecordingHash { get; init; } = "";

    /// <summary>When the recording was deleted on purpose, UTC, ISO 8601; null where it was not.</summary>
    public string? RecordingDeletedAt { get; init; }

    /// <summary>Score of the anomaly model, or null.</summary>
    public double? AnomalyScore { get; init; }

    /// <summary>p-value of the anomaly model, or null.</summary>
    public double? PValue { get; init; }

    /// <summary>The sensors, as far as they are known; <see cref="ResultStore.List"/> gives them.</summary>
    public ImmutableArray<FittedSensor> Sensors { get; init; } = [];
}
