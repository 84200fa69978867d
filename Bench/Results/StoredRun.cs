using System.Collections.Immutable;
using Bench.Models.Features;
using Bench.Models.Verdicts;

namespace Bench.Results;

/// <summary>A finished test with everything that decided it.</summary>
internal sealed record StoredRun
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

    /// <summary>What good motors it is compared with.</summary>
    public MotorOrigin Origin => new(Variant, Bench);

    /// <summary>Start, UTC, ISO 8601.</summary>
    public string StartedAt { get; init; } = "";

    /// <summary>The verdict.</summary>
    public Verdict Verdict { get; init; }

    /// <summary>Score of the anomaly model; null where there is none.</summary>
    public double? AnomalyScore { get; init; }

    /// <summary>p-value of the anomaly model; null where there is none.</summary>
    public double? PValue { get; init; }

    /// <summary>Hash of the recipe.</summary>
    public string RecipeHash { get; init; } = "";

    /// <summary>Id of the baseline; empty where none judged.</summary>
    public string BaselineId { get; init; } = "";

    /// <summary>Version of the software.</summary>
    public string Software { get; init; } = "";

    /// <summary>Recording, relative to the data folder.</summary>
    public string Recording { get; init; } = "";

    /// <summary>SHA-256 of the recording; empty where there is none.</summary>
    public string RecordingHash { get; init; } = "";

    /// <summary>SHA-256 of the recording's archive form; null where it has none.</summary>
    public string? ArchiveHash { get; init; }

    /// <summary>Hash of the measurement definition; null where nothing was measured.</summary>
    public string? DefinitionHash { get; init; }

    /// <summary>The values, as stored; null where nothing was measured.</summary>
    public byte[]? Values { get; init; }

    /// <summary>The reasons, most severe first.</summary>
    public ImmutableArray<Finding> Findings { get; init; } = [];
}

/// <summary>Which finished tests; empty means all.</summary>
internal sealed record RunSelection
{
    /// <summary>Only this motor.</summary>
    public string SerialNumber { get; init; } = "";

    /// <summary>Only this part type.</summary>
    public string PartType { get; init; } = "";

    /// <summary>Only this verdict.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>Only from this time on.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Only before this time.</summary>
    public DateTimeOffset? Until { get; init; }
}
