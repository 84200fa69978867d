using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bench.Streaming;

/// <summary>One metadata packet: a method with its parameters.</summary>
/// <param name="Method">What it says, such as "subscribe"; empty where the packet names none.</param>
/// <param name="Params">The parameters; null where there are none.</param>
public sealed record Metadata(string Method, JsonNode? Params)
{
    /// <summary>The encodings a packet starts with (u32, little-endian).</summary>
    internal const uint JsonEncoding = 1;

    /// <summary>See <see cref="JsonEncoding"/>; the only one that is sent.</summary>
    internal const uint MessagePackEncoding = 2;

    /// <summary>Reads the payload of a metadata packet, MessagePack or JSON.</summary>
    /// <exception cref="StreamingException">Unknown encoding, or not of that encoding.</exception>
    public static Metadata Read(ReadOnlySpan<byte> payload, StreamingLimits limits)
    {
        if (payload.Length < 4)
        {
            throw new StreamingException($"Metadata of {payload.Length} bytes, expected an encoding of 4 bytes first.");
        }

        uint encoding = BinaryPrimitives.ReadUInt32LittleEndian(payload);
        JsonNode? root = encoding switch
        {
            MessagePackEncoding => MessagePackReader.Read(payload[4..], limits),
            JsonEncoding => ReadJson(payload[4..], limits),
            _ => throw new StreamingException(
                $"Metadata in encoding {encoding}, expected 1 (JSON) or 2 (MessagePack)."),
        };
        return new Metadata(root.Member("method").AsText() ?? "", root.Member("params"));
    }

    private static JsonNode? ReadJson(ReadOnlySpan<byte> utf8, StreamingLimits limits)
    {
        try
        {
            var options = new JsonDocumentOptions
            {
                MaxDepth = limits.MaxMetadataDepth,
                AllowDuplicateProperties = false,
            };
            return JsonNode.Parse(utf8, documentOptions: options);
        }
        catch (JsonException e)
        {
            throw new StreamingException($"Metadata is not JSON: {e.Message}", e);
        }
    }
}
