using Bench.Analysis.Metrics;
using Bench.Models.Verdicts;

namespace Bench.Results;

/// <summary>What is known of a test when it begins.</summary>
public sealed record RunStart(
    Guid Id,
    SerialNumber SerialNumber,
    string PartType,
    int Revision,
    string Bench,
    DateTimeOffset StartedAt,
    string RecipeHash,
    string RecipeText,
    string BaselineId,
    string SoftwareVersion,
    string Recording);

/// <summary>Which results to list; empty means all.</summary>
public sealed record ResultQuery
{
    /// <summary>Only this motor.</summary>
    public string SerialNumber { get; init; } = "";

    /// <summary>Only this part type.</summary>
    public string PartType { get; init; } = "";

    /// <summary>Only this verdict.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>At most so many, the newest.</summary>
    public int Last { get; init; } = 50;
}

/// <summary>One finished test as the list shows it.</summary>
public sealed class ResultRow
{
    /// <summary>Identity of the test run.</summary>
    public string Id { get; init; } = "";

    /// <summary>The motor.</summary>
    public string SerialNumber { get; init; } = "";

    /// <summary>Name of the part type.</summary>
    public string PartType { get; init; } = "";

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

    /// <summary>Score of the anomaly model, or null.</summary>
    public double? AnomalyScore { get; init; }

    /// <summary>p-value of the anomaly model, or null.</summary>
    public double? PValue { get; init; }
}

/// <summary>Values of one finished test.</summary>
public sealed record StoredMeasurement(
    string SerialNumber,
    string Bench,
    DateTimeOffset StartedAt,
    Verdict Verdict,
    string Code,
    Measurement Measurement);
