using System.Collections.Immutable;
using Bench.Models.Verdicts;
using Bench.Results;

namespace Bench.Cli;

/// <summary>A result as a script reads it (<c>--json</c>); its names are stable.</summary>
internal sealed record ResultDocument(
    string Id,
    string SerialNumber,
    string PartType,
    Verdict Verdict,
    ImmutableArray<Finding> Findings,
    double? AnomalyScore,
    double? PValue,
    DateTimeOffset? StartedAt,
    double? DurationSeconds,
    string Recipe,
    string Baseline,
    string Software,
    string Recording,
    string RecordingSha256)
{
    /// <summary>Variant of the part type; empty where there is none.</summary>
    public string Variant { get; init; } = "";

    /// <summary>The sensors that were fitted, as far as they are known.</summary>
    public ImmutableArray<FittedSensor> Sensors { get; init; } = [];

    /// <summary>The document of a stored result.</summary>
    public static ResultDocument From(TestResult result) => new(
        result.Id.ToString(),
        result.SerialNumber.ToString(),
        result.PartType,
        result.Judgement.Verdict,
        result.Judgement.Findings,
        NullIfNaN(result.Judgement.AnomalyScore),
        NullIfNaN(result.Judgement.PValue),
        result.StartedAt,
        result.DurationSeconds,
        result.RecipeHash,
        result.BaselineId,
        result.SoftwareVersion,
        result.Recording,
        result.RecordingHash)
    {
        Variant = result.Variant,
        Sensors = result.Sensors,
    };

    private static double? NullIfNaN(double value) => double.IsNaN(value) ? null : value;
}
