using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;

namespace Bench.Streaming;

/// <summary>
/// Writes a JSON tree as MessagePack; integers and texts in their smallest form, other numbers as float64.
/// </summary>
internal static class MessagePackWriter
{
    /// <summary>Writes one value.</summary>
    public static void Write(IBufferWriter<byte> output, JsonNode? value)
    {
        switch (value)
        {
            case null:
                WriteByte(output, 0xC0);
                break;
            case JsonObject map:
                WriteCount(output, map.Count, 0x80, 0xDE);
                foreach ((string key, JsonNode? item) in map)
                {
                    WriteText(output, key);
                    Write(output, item);
                }

                break;
            case JsonArray array:
                WriteCount(output, array.Count, 0x90, 0xDC);
                foreach (JsonNode? item in array)
                {
                    Write(output, item);
                }

                break;
            default:
                WriteScalar(output, value.AsValue());
                break;
        }
    }

    private static void WriteScalar(IBufferWriter<byte> output, JsonValue value)
    {
        if (value.TryGetValue(out string? text))
        {
            WriteText(output, text);
        }
        else if (value.TryGetValue(out bool flag))
        {
            WriteByte(output, flag ? (byte)0xC3 : (byte)0xC2);
        }
        else if (value.TryGetValue(out long integer))
        {
            WriteInteger(output, integer);
        }
        else if (MetadataFields.TryGetDouble(value, out double number))
        {
            Span<byte> bytes = output.GetSpan(9);
            bytes[0] = 0xCB;
            BinaryPrimitives.WriteDoubleBigEndian(bytes[1..], number);
            output.Advance(9);
        }
        else
        {
            throw new ArgumentException($"Metadata value {value} is neither text, number nor flag.", nameof(value));
        }
    }

    private static void WriteInteger(IBufferWriter<byte> output, long value)
    {
        if (value is >= -32 and <= 127)
        {
            WriteByte(output, (byte)value);
        }
        else if (value is >= short.MinValue and <= short.MaxValue)
        {
            Span<byte> bytes = output.GetSpan(3);
            bytes[0] = 0xD1;
            BinaryPrimitives.WriteInt16BigEndian(bytes[1..], (short)value);
            output.Advance(3);
        }
        else if (value is >= 0 and <= uint.MaxValue)
        {
            Span<byte> bytes = output.GetSpan(5);
            bytes[0] = 0xCE;
            BinaryPrimitives.WriteUInt32BigEndian(bytes[1..], (uint)value);
            output.Advance(5);
        }
        else
        {
            Span<byte> bytes = output.GetSpan(9);
            bytes[0] = 0xD3;
            BinaryPrimitives.WriteInt64BigEndian(bytes[1..], value);
            output.Advance(9);
        }
    }

    private static void WriteText(IBufferWriter<byte> output, string text)
    {
        int length = Encoding.UTF8.GetByteCount(text);
        if (length < 32)
        {
            WriteByte(output, (byte)(0xA0 | length));
        }
        else if (length <= byte.MaxValue)
        {
            WriteByte(output, 0xD9);
            WriteByte(output, (byte)length);
        }
        else
        {
            WriteByte(output, 0xDB);
            BinaryPrimitives.WriteUInt32BigEndian(output.GetSpan(4), (uint)length);
            output.Advance(4);
        }

        Encoding.UTF8.GetBytes(text, output);
    }

    /// <summary>Head of a map or an array: up to 15 items in the code itself, else a 16- or 32-bit count.</summary>
    private static void WriteCount(IBufferWriter<byte> output, int count, byte shortCode, byte longCode)
    {
        if (count <= 15)
        {
            WriteByte(output, (byte)(shortCode | count));
        }
        else if (count <= ushort.MaxValue)
        {
            WriteByte(output, longCode);
            BinaryPrimitives.WriteUInt16BigEndian(output.GetSpan(2), (ushort)count);
            output.Advance(2);
        }
        else
        {
            WriteByte(output, (byte)(longCode + 1));
            BinaryPrimitives.WriteUInt32BigEndian(output.GetSpan(4), (uint)count);
            output.Advance(4);
        }
    }

    private static void WriteByte(IBufferWriter<byte> output, byte value)
    {
        output.GetSpan(1)[0] = value;
        output.Advance(1);
    }
}
