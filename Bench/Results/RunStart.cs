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
