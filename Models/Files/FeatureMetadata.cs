using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Bench.Analysis.Metrics;

namespace Bench.Models.Files;

/// <summary>What stands in a feature archive's metadata.json, for notebooks as for this program.</summary>
internal sealed record FeatureMetadata
{
    public const string ExpectedFormat = "bench-features";
    public const int ExpectedVersion = 1;

    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public required string Format { get; init; }

    public required int Version { get; init; }

    public required string PartType { get; init; }

    /// <summary>SHA-256 over the meaning of all columns.</summary>
    public required string DefinitionHash { get; init; }

    /// <summary>SHA-256 over features.npy.</summary>
    public required string FeaturesSha256 { get; init; }

    public required ImmutableArray<CurveColumns> Curves { get; init; }

    public required ImmutableArray<MotorRow> Motors { get; init; }

    /// <summary>One curve: the columns from <see cref="FirstColumn"/> on, one per position.</summary>
    internal sealed record CurveColumns
    {
        public required int FirstColumn { get; init; }

        public required string Step { get; init; }

        public required string Sensor { get; init; }

        public required CurveFamily Family { get; init; }

        public required string Name { get; init; }

        public required CurveAxis Axis { get; init; }

        public required ImmutableArray<double> Positions { get; init; }

        public required string Unit { get; init; }

        public double? Order { get; init; }
    }

    /// <summary>One motor: a row of features.npy.</summary>
    internal sealed record MotorRow
    {
        public required string SerialNumber { get; init; }

        public required string Group { get; init; }

        public string Variant { get; init; } = "";

        public string Bench { get; init; } = "";

        public string Label { get; init; } = "";

        public required string DefinitionHash { get; init; }
    }
}
