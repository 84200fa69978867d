using System.Buffers.Binary;
using System.Text.Json.Nodes;
using Bench.Streaming;

namespace Bench.Bench.Tests.Streaming;

/// <summary>Builds sessions byte by byte, also such as no sane server sends.</summary>
internal sealed class WireBuilder
{
    private readonly List<byte> _bytes = [];

    public byte[] Bytes => [.. _bytes];

    /// <summary>A frame with any head.</summary>
    public WireBuilder Frame(int first, ReadOnlySpan<byte> payload, byte[]? mask = null)
    {
        _bytes.Add((byte)first);
        int flag = mask is null ? 0 : 0x80;
        if (payload.Length <= 125)
        {
            _bytes.Add((byte)(flag | payload.Length));
        }
        else if (payload.Length <= ushort.MaxValue)
        {
            _bytes.Add((byte)(flag | 126));
            _bytes.AddRange([(byte)(payload.Length >> 8), (byte)payload.Length]);
        }
        else
        {
            _bytes.Add((byte)(flag | 127));
            Span<byte> length = stackalloc byte[8];
            BinaryPrimitives.WriteUInt64BigEndian(length, (ulong)payload.Length);
            _bytes.AddRange(length);
        }

        _bytes.AddRange(mask ?? []);
        for (int i = 0; i < payload.Length; i++)
        {
            _bytes.Add((byte)(payload[i] ^ (mask?[i & 3] ?? 0)));
        }

        return this;
    }

    /// <summary>A message of one frame with what a server's writer writes.</summary>
    public WireBuilder Write(Action<StreamingWriter> write)
    {
        var writer = new StreamingWriter(Masking.None);
        write(writer);
        _bytes.AddRange(writer.Written.Span);
        return this;
    }

    public WireBuilder Subscribe(int number, string id, string signal) => Write(writer =>
    {
        writer.WriteMetadata(number, "subscribe", new JsonObject { ["signalId"] = id });
        writer.WriteMetadata(number, "signal", JsonNode.Parse(signal));
    });

    /// <summary>Time signal 1 of 1000 Hz and int16 value signal 2, dialect 2.0.</summary>
    public WireBuilder SubscribeUsual(int valueIndex = 0) => this
        .Subscribe(1, "/t", """
            {"tableId":"/t","definition":{"rule":"linear","linear":{"delta":1},"dataType":"int64",
             "resolution":{"num":1,"denom":1000},"unit":{"quantity":"time"}}}
            """)
        .Subscribe(2, "/v", $$$"""
            {"tableId":"/t","valueIndex":{{{valueIndex}}},"definition":{"rule":"explicit","dataType":"int16"}}
            """);

    public WireBuilder Data(int number, params short[] samples) =>
        Write(writer => writer.WritePacket(number, PacketType.Data, Packed(samples)));

    public WireBuilder Position(int number, long index, long tick) =>
        Write(writer => writer.WriteLinear(number, index, tick));

    public static byte[] Packed(params short[] samples)
    {
        byte[] bytes = new byte[2 * samples.Length];
        for (int i = 0; i < samples.Length; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(2 * i), samples[i]);
        }

        return bytes;
    }

    /// <summary>A packet without its frame.</summary>
    public static byte[] Packet(int number, int type, ReadOnlySpan<byte> payload)
    {
        byte[] head = new byte[payload.Length is > 0 and < 256 ? 4 : 8];
        int size = head.Length == 4 ? payload.Length : 0;
        BinaryPrimitives.WriteUInt32LittleEndian(head, (uint)number | ((uint)size << 20) | ((uint)type << 28));
        if (head.Length == 8)
        {
            BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(4), payload.Length);
        }

        return [.. head, .. payload];
    }
}
