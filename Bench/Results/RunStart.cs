using System.Collections.Immutable;

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
    string Recording)
{
    /// <summary>Variant of the part type; empty where there is none.</summary>
    public string Variant { get; init; } = "";

    /// <summary>The sensors that are known.</summary>
    public ImmutableArray<FittedSensor> Sensors { get; init; } = [];
}
