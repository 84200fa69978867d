using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Bench.Streaming;

/// <summary>Whether a role masks what it sends: clients must (RFC 6455, 5.3), servers must not.</summary>
public enum Masking
{
    /// <summary>As a server.</summary>
    None,

    /// <summary>As a client, with a new random key for every frame.</summary>
    Random,
}

/// <summary>
/// Collects streaming packets, each in a WebSocket frame of its own (final, unfragmented), in one buffer that is
/// reused. The caller sends <see cref="Written"/> and clears.
/// </summary>
/// <param name="masking">Client or server.</param>
public sealed class StreamingWriter(Masking masking)
{
    /// <summary>Frames are kept below 1 MiB: the public client's receive buffer holds no more.</summary>
    public const int MaxFrameBytes = (1 << 20) - 64;

    private const int MaskFlag = 0x80;
    private const int FinalFlag = 0x80;

    private readonly ArrayBufferWriter<byte> _metadata = new();
    private byte[] _buffer = new byte[4096];
    private int _length;

    /// <summary>What was written since the last <see cref="Clear"/>.</summary>
    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, _length);

    /// <summary>Empties the buffer and keeps its memory.</summary>
    public void Clear() => _length = 0;

    /// <summary>Writes metadata on a signal number, MessagePack encoded.</summary>
    public void WriteMetadata(int signalNumber, string method, JsonNode? parameters)
    {
        _metadata.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(_metadata.GetSpan(4), Metadata.MessagePackEncoding);
        _metadata.Advance(4);
        var root = new JsonObject { ["method"] = method, ["params"] = parameters };
        MessagePackWriter.Write(_metadata, root);
        root.Remove("params");
        WritePacket(signalNumber, PacketType.Metadata, _metadata.WrittenSpan);
    }

    /// <summary>Writes "at table row valueIndex the tick is value" for a signal with a linear rule.</summary>
    public void WriteLinear(int signalNumber, long valueIndex, long value)
    {
        Span<byte> payload = stackalloc byte[16];
        BinaryPrimitives.WriteInt64LittleEndian(payload, valueIndex);
        BinaryPrimitives.WriteInt64LittleEndian(payload[8..], value);
        WritePacket(signalNumber, PacketType.Data, payload);
    }

    /// <summary>Writes a packet.</summary>
    public void WritePacket(int signalNumber, PacketType type, ReadOnlySpan<byte> payload)
    {
        int start = BeginPacket(signalNumber, type, payload.Length, out Span<byte> target);
        payload.CopyTo(target);
        EndPacket(start);
    }

    /// <summary>
    /// Begins a data packet of known length; the caller fills <paramref name="payload"/> and calls
    /// <see cref="EndPacket"/> with the value returned.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Empty, or too large for one frame: both break public
    /// peers.</exception>
    public int BeginPacket(int signalNumber, PacketType type, int length, out Span<byte> payload)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, MaxFrameBytes);
        int headerBytes = length > byte.MaxValue ? 8 : 4;
        int start = BeginFrame(WebSocketOpcode.Binary, headerBytes + length);
        Span<byte> frame = _buffer.AsSpan(start);
        uint word = (uint)signalNumber | ((uint)type << 28);
        if (headerBytes == 4)
        {
            word |= (uint)length << 20;
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(frame[4..], (uint)length);
        }

        BinaryPrimitives.WriteUInt32LittleEndian(frame, word);
        _length += headerBytes + length;
        payload = frame.Slice(headerBytes, length);
        return start;
    }

    /// <summary>Ends the packet that <see cref="BeginPacket"/> began: masks it where the role demands that.</summary>
    public void EndPacket(int start) => Mask(start);

    /// <summary>Writes a ping, pong or close frame; its payload has at most 125 bytes.</summary>
    public void WriteControl(WebSocketOpcode opcode, ReadOnlySpan<byte> payload)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(payload.Length, 125);
        int start = BeginFrame(opcode, payload.Length);
        payload.CopyTo(_buffer.AsSpan(start));
        _length += payload.Length;
        Mask(start);
    }

    /// <summary>Writes the frame's head and makes room; returns where its payload starts.</summary>
    private int BeginFrame(WebSocketOpcode opcode, int payloadBytes)
    {
        int needed = _length + 14 + payloadBytes;
        if (needed > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(needed, 2 * _buffer.Length));
        }

        Span<byte> head = _buffer.AsSpan(_length);
        int maskFlag = masking == Masking.Random ? MaskFlag : 0;
        head[0] = (byte)(FinalFlag | (int)opcode);
        if (payloadBytes <= 125)
        {
            head[1] = (byte)(maskFlag | payloadBytes);
            _length += 2;
        }
        else if (payloadBytes <= ushort.MaxValue)
        {
            head[1] = (byte)(maskFlag | 126);
            BinaryPrimitives.WriteUInt16BigEndian(head[2..], (ushort)payloadBytes);
            _length += 4;
        }
        else
        {
            head[1] = (byte)(maskFlag | 127);
            BinaryPrimitives.WriteUInt64BigEndian(head[2..], (ulong)payloadBytes);
            _length += 10;
        }

        if (masking == Masking.Random)
        {
            RandomNumberGenerator.Fill(_buffer.AsSpan(_length, 4));
            _length += 4;
        }

        return _length;
    }

    private void Mask(int start)
    {
        if (masking == Masking.None)
        {
            return;
        }

        ReadOnlySpan<byte> key = _buffer.AsSpan(start - 4, 4);
        Span<byte> payload = _buffer.AsSpan(start, _length - start);
        for (int i = 0; i < payload.Length; i++)
        {
            payload[i] ^= key[i & 3];
        }
    }
}
