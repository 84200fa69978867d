using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bench.Analysis.PartTypes;

/// <summary>Reads part types from JSON (comments and trailing commas allowed) and checks every value.</summary>
public static class PartTypeFile
{
    internal static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
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
        ReadOnlySpan<byte> json = utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
        if (json.IsEmpty)
        {
            throw new FormatException($"{source}: the file is empty, expected a part type object.");
        }

        PartType? partType;
        try
        {
            partType = JsonSerializer.Deserialize<PartType>(json, Options);
        }
        catch (JsonException e)
        {
            throw new FormatException(PartTypeSentences.Of(e, json, source), e);
        }
        catch (NotSupportedException e)
        {
            throw new FormatException($"{source}: an analysis lacks its \"kind\".", e);
        }

        if (partType is null)
        {
            throw new FormatException($"{source}: the file holds null, expected a part type object.");
        }

        PartTypeValidation.Check(partType, source);
        return partType;
    }

    /// <summary>
    /// Hash of a file, which names the recipe in every result: SHA-256 of its bytes, lower-case hexadecimal.
    /// </summary>
    public static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
