using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bench.Models.Files;

/// <summary>
/// Baselines on disk: one JSON object with format, version, SHA-256 of the content, and the content. A baseline is
/// data: reading one loads no types and runs nothing from it.
/// </summary>
public static class BaselineFile
{
    /// <summary>Largest file that is read: 2000 motors of 10,000 values take half of it.</summary>
    public const int MostBytes = 256 << 20;

    private const string Format = "bench-baseline";
    private const int Version = 1;

    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        IgnoreReadOnlyProperties = true,
        AllowOutOfOrderMetadataProperties = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>Writes a baseline; the same baseline always gives the same bytes.</summary>
    public static void Save(Baseline baseline, Stream stream)
    {
        stream.Write(Encoding.UTF8.GetBytes(
            $$"""{"format":"{{Format}}","version":{{Version}},"sha256":"{{baseline.ContentHash}}","content":"""));
        stream.Write(ContentOf(baseline));
        stream.Write("}\n"u8);
    }

    /// <summary>Reads a baseline.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="source">Its name, for messages.</param>
    /// <exception cref="FormatException">Not a baseline, of another version, changed since it was written, or with
    /// values out of range: the message says which, in one sentence.</exception>
    public static Baseline Load(Stream stream, string source)
    {
        byte[] bytes = ReadAll(stream, source);
        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes);
            JsonElement root = document.RootElement;
            JsonElement content = CheckEnvelope(root);
            string text = content.GetRawText();
            string hash = Hash(Encoding.UTF8.GetBytes(text));
            if (root.GetProperty("sha256").ValueEquals(hash))
            {
                BaselineContent read = JsonSerializer.Deserialize<BaselineContent>(text, s_options)
                    ?? throw new FormatException("the content is null");
                return BaselineReading.ToBaseline(read, hash);
            }

            throw new FormatException(
                "the content does not match its SHA-256, so the file was damaged or changed after it was learned");
        }
        catch (JsonException e)
        {
            throw new FormatException($"{source}: not a baseline file, {FirstSentence(e.Message)}.", e);
        }
        catch (FormatException e)
        {
            throw new FormatException($"{source}: {e.Message.TrimEnd('.')}.", e);
        }
    }

    internal static string HashOf(Baseline baseline) => Hash(ContentOf(baseline));

    private static byte[] ContentOf(Baseline baseline) =>
        JsonSerializer.SerializeToUtf8Bytes(BaselineWriting.ToContent(baseline), s_options);

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static JsonElement CheckEnvelope(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("format", out JsonElement format)
            || format.ValueKind != JsonValueKind.String
            || !format.ValueEquals(Format))
        {
            throw new FormatException($"not a baseline file, \"format\" is not \"{Format}\"");
        }

        if (!root.TryGetProperty("version", out JsonElement version)
            || version.ValueKind != JsonValueKind.Number
            || !version.TryGetInt32(out int number)
            || number != Version)
        {
            throw new FormatException($"the baseline has version {version}, this program reads version {Version}");
        }

        if (!root.TryGetProperty("sha256", out JsonElement hash)
            || hash.ValueKind != JsonValueKind.String
            || !root.TryGetProperty("content", out JsonElement content))
        {
            throw new FormatException("the baseline lacks \"sha256\" or \"content\"");
        }

        return content;
    }

    private static byte[] ReadAll(Stream stream, string source)
    {
        using MemoryStream memory = new();
        byte[] buffer = new byte[1 << 16];
        for (int read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
        {
            if (memory.Length + read > MostBytes)
            {
                throw new FormatException($"{source}: larger than {MostBytes >> 20} MB, expected a baseline file.");
            }

            memory.Write(buffer.AsSpan(0, read));
        }

        return memory.ToArray();
    }

    private static string FirstSentence(string message)
    {
        int end = message.IndexOf(". ", StringComparison.Ordinal);
        return (end < 0 ? message : message[..end]).TrimEnd('.');
    }
}
