using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bench.Analysis.PartTypes;

/// <summary>Reads part types from JSON (comments and trailing commas allowed) and checks every value.</summary>
public static class PartTypeFile
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowOutOfOrderMetadataProperties = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        NumberHandling = JsonNumberHandling.Strict,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>Parses and validates one part type.</summary>
    /// <param name="utf8">The file's bytes.</param>
    /// <param name="source">The file's name, for messages.</param>
    /// <exception cref="FormatException">The text is not valid: the message names path, value and reason.</exception>
    public static PartType Parse(ReadOnlySpan<byte> utf8, string source)
    {
        PartType? partType;
        try
        {
            partType = JsonSerializer.Deserialize<PartType>(utf8, s_options);
        }
        catch (JsonException e)
        {
            throw new FormatException($"{source}: {e.Message}", e);
        }

        if (partType is null)
        {
            throw new FormatException($"{source}: the file holds null, expected a part type object.");
        }

        return partType;
    }
}
