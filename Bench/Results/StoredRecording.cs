using Bench.Models.Verdicts;

namespace Bench.Results;

/// <summary>What the database knows of a recording.</summary>
internal sealed record StoredRecording
{
    /// <summary>Identity of the test run.</summary>
    public string Id { get; init; } = "";

    /// <summary>The motor.</summary>
    public string SerialNumber { get; init; } = "";

    /// <summary>Start, UTC, ISO 8601.</summary>
    public string StartedAt { get; init; } = "";

    /// <summary>The verdict; null while the test runs.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>Id of the baseline that judged; empty where none did.</summary>
    public string BaselineId { get; init; } = "";

    /// <summary>Place, relative to the data folder.</summary>
    public string Recording { get; init; } = "";

    /// <summary>SHA-256; empty where it was never taken.</summary>
    public string Hash { get; init; } = "";

    /// <summary>SHA-256 of its archive form; null where it has none.</summary>
    public string? ArchiveHash { get; init; }

    /// <summary>When it was deleted on purpose; null where it was not.</summary>
    public string? DeletedAt { get; init; }

    /// <summary>In how many other places it stands.</summary>
    public long Exports { get; init; }
}
