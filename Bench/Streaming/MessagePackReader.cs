using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;

namespace Bench.Streaming;

/// <summary>
/// Reads one MessagePack value into a JSON tree. Numbers become Int64, UInt64 (above Int64) or Double; binary and
/// extension values, which this protocol does not use, become null. Depth and number of values are bounded.
/// </summary>
internal ref struct MessagePackReader
{
    private readonly int _maxDepth;
    private ReadOnlySpan<byte> _rest;
    private int _valuesLeft;

    private MessagePackReader(ReadOnlySpan<byte> bytes, StreamingLimits limits)
    {
        _rest = bytes;
        _maxDepth = limits.MaxMetadataDepth;
        _valuesLeft = limits.MaxMetadataValues;
    }

    /// <summary>Reads the value at the start of <paramref name="bytes"/>; anything behind it is ignored.</summary>
    /// <exception cref="StreamingException">Not MessagePack, or beyond the limits.</exception>
    public static JsonNode? Read(ReadOnlySpan<byte> bytes, StreamingLimits limits) =>
        new MessagePackReader(bytes, limits).ReadValue(0);

    private JsonNode? ReadValue(int depth)
    {
        if (--_valuesLeft < 0 || depth > _maxDepth)
        {
            throw new StreamingException(
                depth > _maxDepth ? $"Metadata is nested deeper than {_maxDepth}." : "Metadata has too many values.");
        }

        byte code = Take(1)[0];
        return code switch
        {
            <= 0x7F => JsonValue.Create((long)code),
            <= 0x8F => ReadMap(code & 0x0Fu, depth),
            <= 0x9F => ReadArray(code & 0x0Fu, depth),
            <= 0xBF => JsonValue.Create(ReadText(code & 0x1Fu)),
            0xC2 => JsonValue.Create(false),
            0xC3 => JsonValue.Create(true),
            0xCA => JsonValue.Create((double)BinaryPrimitives.ReadSingleBigEndian(Take(4))),
            0xCB => JsonValue.Create(BinaryPrimitives.ReadDoubleBigEndian(Take(8))),
            >= 0xCC and <= 0xD3 => ReadInteger(code),
            0xD9 or 0xDA or 0xDB => JsonValue.Create(ReadText(ReadLength(code - 0xD9))),
            0xDC or 0xDD => ReadArray(ReadLength(code - 0xDC + 1), depth),
            0xDE or 0xDF => ReadMap(ReadLength(code - 0xDE + 1), depth),
            >= 0xE0 => JsonValue.Create((long)(sbyte)code),
            0xC0 => null,
            0xC1 => throw new StreamingException("Metadata has the byte 0xC1, which MessagePack never uses."),
            _ => SkipOpaque(code),
        };
    }

    private JsonValue ReadInteger(byte code)
    {
        long value = code switch
        {
            0xCC => Take(1)[0],
            0xCD => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
            0xCE => BinaryPrimitives.ReadUInt32BigEndian(Take(4)),
            0xD0 => (sbyte)Take(1)[0],
            0xD1 => BinaryPrimitives.ReadInt16BigEndian(Take(2)),
            0xD2 => BinaryPrimitives.ReadInt32BigEndian(Take(4)),
            _ => BinaryPrimitives.ReadInt64BigEndian(Take(8)),
        };
        return code == 0xCF && value < 0 ? JsonValue.Create((ulong)value) : JsonValue.Create(value);
    }

    private JsonArray ReadArray(uint count, int depth)
    {
        var array = new JsonArray();
        for (uint i = 0; i < count; i++)
        {
            array.Add(ReadValue(depth + 1));
        }

        return array;
    }

    private JsonObject ReadMap(uint count, int depth)
    {
        var map = new JsonObject();
        for (uint i = 0; i < count; i++)
        {
            if (ReadValue(depth + 1) is not JsonValue key || !key.TryGetValue(out string? name))
            {
                throw new StreamingException("Metadata has a map key that is not a text.");
            }

            map[name] = ReadValue(depth + 1);
        }

        return map;
    }

    /// <summary>Skips binary (C4-C6), extension (C7-C9) and fixed extension (D4-D8) values.</summary>
    private JsonNode? SkipOpaque(byte code)
    {
        uint length = code switch
        {
            <= 0xC6 => ReadLength(code - 0xC4),
            <= 0xC9 => ReadLength(code - 0xC7) + 1,
            _ => (1u << (code - 0xD4)) + 1,
        };
        Take(length);
        return null;
    }

    private string ReadText(uint length) => Encoding.UTF8.GetString(Take(length));

    private uint ReadLength(int sizeCode) => sizeCode switch
    {
        0 => Take(1)[0],
        1 => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
        _ => BinaryPrimitives.ReadUInt32BigEndian(Take(4)),
    };

    private ReadOnlySpan<byte> Take(uint count)
    {
        if (count > _rest.Length)
        {
            throw new StreamingException($"Metadata ends early: {count} bytes expected, {_rest.Length} left.");
        }

        ReadOnlySpan<byte> taken = _rest[..(int)count];
        _rest = _rest[(int)count..];
        return taken;
    }
}
