using System.Text.Json;
using System.Text.RegularExpressions;

namespace Bench.Analysis.PartTypes;

/// <summary>
/// Turns the JSON reader's refusals into one sentence that names file, path, value and what was expected.
/// </summary>
internal static partial class PartTypeSentences
{
    public static string Of(JsonException e, ReadOnlySpan<byte> utf8, string source)
    {
        string path = e.Path is { Length: > 1 } found ? found[1..].TrimStart('.') : "";
        Match match = UnknownMember().Match(e.Message);
        if (match.Success)
        {
            return $"{source}: {Join(
                Parent(path, match.Groups[1].Value), match.Groups[1].Value)} is not a known member.";
        }

        match = MissingMembers().Match(e.Message);
        if (match.Success)
        {
            string members = match.Groups[1].Value.Replace("'", "", StringComparison.Ordinal).TrimEnd('.');
            return $"{source}: {(path.Length == 0 ? "the part type" : path)} lacks {members}.";
        }

        match = WrongType().Match(e.Message);
        if (match.Success)
        {
            return $"{source}: {(path.Length == 0 ? "the file" : path)} is {ValueAt(utf8, path)}, "
                + $"expected {Expected(match.Groups[1].Value.TrimEnd('.'))}.";
        }

        if (e.Message.Contains("type discriminator", StringComparison.Ordinal)
            || e.Message.Contains("polymorphic", StringComparison.Ordinal))
        {
            return $"{source}: {Join(path.Replace(
                ".$type", "", StringComparison.Ordinal).Replace(".kind", "", StringComparison.Ordinal), "kind")} "
                + $"is missing or unknown, expected one of {string.Join(", ", AnalysisKinds())}.";
        }

        string reason = e.Message.Split(" Path: ", 2)[0].TrimEnd('.');
        return e.LineNumber is { } line
            ? $"{source}, line {line + 1}: {reason}."
            : $"{source}: {reason}.";
    }

    /// <summary>The path without the member itself, whether or not the reader put it there.</summary>
    private static string Parent(string path, string member) =>
        path == member
            ? "" : path.EndsWith("." + member, StringComparison.Ordinal) ? path[..^(member.Length + 1)]
            : path;

    private static string Join(string path, string member) => path.Length == 0 ? member : $"{path}.{member}";

    private static IEnumerable<string> AnalysisKinds() =>
        typeof(AnalysisRequest)
            .GetCustomAttributes(typeof(System.Text.Json.Serialization.JsonDerivedTypeAttribute), inherit: false)
            .Cast<System.Text.Json.Serialization.JsonDerivedTypeAttribute>()
            .Select(kind => $"{kind.TypeDiscriminator}");

    private static string Expected(string typeName)
    {
        if (typeName.StartsWith("System.Nullable", StringComparison.Ordinal))
        {
            return "a number";
        }

        if (typeName.StartsWith("System.Collections", StringComparison.Ordinal))
        {
            return "a list";
        }

        Type? type = typeof(PartType).Assembly.GetType(typeName);
        if (type?.IsEnum == true)
        {
            return $"one of {string.Join(", ", Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName))}";
        }

        return typeName switch
        {
            "System.Int32" => "a whole number",
            "System.Double" => "a number",
            "System.String" => "a text",
            _ => "an object",
        };
    }

    /// <summary>The value at a path as it stands in the file; large ones by their kind.</summary>
    private static string ValueAt(ReadOnlySpan<byte> utf8, string path)
    {
        JsonDocumentOptions options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
        using JsonDocument document = JsonDocument.Parse(utf8.ToArray(), options);
        JsonElement element = document.RootElement;
        foreach (Match part in PathPart().Matches(path))
        {
            if (part.Groups[2].Success && element.ValueKind == JsonValueKind.Array
                && int.TryParse(part.Groups[2].Value, out int index) && index < element.GetArrayLength())
            {
                element = element[index];
            }
            else if (part.Groups[1].Success && element.ValueKind == JsonValueKind.Object
                && element.TryGetProperty(part.Groups[1].Value, out JsonElement member))
            {
                element = member;
            }
            else
            {
                return "of a wrong kind";
            }
        }

        string text = element.GetRawText();
        return element.ValueKind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "a list",
            _ => text.Length <= 60 ? text : text[..60] + "…",
        };
    }

    [GeneratedRegex("^The JSON property '(.*)' could not be mapped")]
    private static partial Regex UnknownMember();

    [GeneratedRegex("was missing required properties including: (.*)$")]
    private static partial Regex MissingMembers();

    [GeneratedRegex(@"could not be converted to ([A-Za-z0-9_.]+)")]
    private static partial Regex WrongType();

    [GeneratedRegex(@"([^.\[\]]+)|\[(\d+)\]")]
    private static partial Regex PathPart();
}
