using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bench.ModelWork;

/// <summary>How cards and gate reports are written down.</summary>
internal static class ModelJson
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>Writes a value.</summary>
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, s_options);

    /// <summary>Reads a value back; null where the text says null.</summary>
    public static T? Read<T>(string text) => JsonSerializer.Deserialize<T>(text, s_options);
}
