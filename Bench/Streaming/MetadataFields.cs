using System.Text.Json.Nodes;

namespace Bench.Streaming;

/// <summary>
/// Reads fields of metadata as peers send them: integers of any width, whole numbers where a fraction is meant and the
/// reverse. A field that is missing or of another type reads as null; nothing here throws.
/// </summary>
public static class MetadataFields
{
    /// <summary>The member of an object; null where the node is no object or has no such member.</summary>
    public static JsonNode? Member(this JsonNode? node, string name) =>
        node is JsonObject map && map.TryGetPropertyValue(name, out JsonNode? value) ? value : null;

    /// <summary>A text.</summary>
    public static string? AsText(this JsonNode? node) =>
        node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    /// <summary>A whole number.</summary>
    public static long? AsInt64(this JsonNode? node) =>
        node is JsonValue value && TryGetInt64(value, out long number) ? number : null;

    /// <summary>A number.</summary>
    public static double? AsDouble(this JsonNode? node) =>
        node is JsonValue value && TryGetDouble(value, out double number) ? number : null;

    /// <summary>
    /// The texts of an array, of a member "signalIds" or a single text; anything else in it is left out.
    /// </summary>
    public static IEnumerable<string> Texts(this JsonNode? node) => node switch
    {
        JsonArray array => array.Select(AsText).OfType<string>(),
        JsonObject map => map.Member("signalIds").Texts(),
        _ => node.AsText() is { } text ? [text] : [],
    };

    internal static bool TryGetInt64(JsonValue value, out long number)
    {
        if (value.TryGetValue(out number))
        {
            return true;
        }

        if (value.TryGetValue(out int narrow))
        {
            number = narrow;
            return true;
        }

        // Whole numbers may come as float32 or float64; beyond 2^53 they are not whole any more.
        if (value.TryGetValue(out double real) && Math.Abs(real) <= 1L << 53 && Math.Floor(real) == real)
        {
            number = (long)real;
            return true;
        }

        return false;
    }

    internal static bool TryGetDouble(JsonValue value, out double number)
    {
        if (value.TryGetValue(out number))
        {
            return true;
        }

        if (value.TryGetValue(out long integer))
        {
            number = integer;
            return true;
        }

        if (value.TryGetValue(out int narrow))
        {
            number = narrow;
            return true;
        }

        if (value.TryGetValue(out ulong large))
        {
            number = large;
            return true;
        }

        return false;
    }
}
