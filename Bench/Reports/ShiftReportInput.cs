using System.Collections.Immutable;
using Bench.Analysis.PartTypes;

namespace Bench.Reports;

/// <summary>The tests of a shift, in the order in which they were done.</summary>
public sealed record ShiftReportInput
{
    /// <summary>What was tested.</summary>
    public required PartType PartType { get; init; }

    /// <summary>Name of the bench.</summary>
    public required string Bench { get; init; }

    /// <summary>When the report was written.</summary>
    public required DateTimeOffset WrittenAt { get; init; }

    /// <summary>The tests, oldest first.</summary>
    public required ImmutableArray<MotorReportInput> Motors { get; init; }

    /// <summary>What judged; null where nothing did.</summary>
    public BaselineSummary? Baseline { get; init; }

    /// <summary>Zone in which times are shown.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;
}
