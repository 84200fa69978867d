using System.Buffers.Binary;

namespace Bench.Streaming;

/// <summary>What a streaming packet carries.</summary>
public enum PacketType
{
    /// <summary>Samples, or positions of a signal with an implicit rule.</summary>
    Data = 1,

    /// <summary>Metadata.</summary>
    Metadata = 2,
}

/// <summary>What <see cref="PacketReader.Read"/> found.</summary>
public enum PacketEvent
{
    /// <summary>The bytes are used up.</summary>
    NeedMore,

    /// <summary>A packet begins: signal number, type and length are known.</summary>
    Start,

    /// <summary>Bytes of its payload, in <see cref="PacketReader.Payload"/>.</summary>
    Payload,

    /// <summary>The packet is complete.</summary>
    End,
}

/// <summary>
/// Finds streaming packets in the payload of WebSocket messages. Header (little-endian u32): bits 0-19 signal number,
/// 20-27 size, 28-29 type, 30-31 reserved; size 0 says that a u32 length follows. A packet may end in a later message.
/// </summary>
/// <param name="maxPacketBytes">Largest payload that is accepted.</param>
public sealed class PacketReader(int maxPacketBytes)
{
    private const int WordBytes = 4;

    private State _state;
    private uint _word;
    private int _wordBytes;
    private int _remaining;
    private long _packets;

    private enum State
    {
        Header,
        Length,
        Payload,
    }

    /// <summary>Number of the signal; 0 is the stream itself.</summary>
    public int SignalNumber { get; private set; }

    /// <summary>Type; values other than those named are to be skipped.</summary>
    public PacketType Type { get; private set; }

    /// <summary>Length of the payload in bytes.</summary>
    public int Length { get; private set; }

    /// <summary>The bytes of the last <see cref="PacketEvent.Payload"/>.</summary>
    public ReadOnlyMemory<byte> Payload { get; private set; }

    /// <summary>Reads up to the next event and cuts what it used off <paramref name="bytes"/>.</summary>
    /// <exception cref="StreamingException">A header that cannot be.</exception>
    public PacketEvent Read(ref ReadOnlyMemory<byte> bytes)
    {
        if (_state == State.Payload)
        {
            return ReadPayload(ref bytes);
        }

        if (_state == State.Header)
        {
            if (!TryReadWord(ref bytes))
            {
                return PacketEvent.NeedMore;
            }

            BeginPacket();
            if (_state == State.Payload)
            {
                return PacketEvent.Start;
            }
        }

        if (!TryReadWord(ref bytes))
        {
            return PacketEvent.NeedMore;
        }

        BeginPayload(_word);
        return PacketEvent.Start;
    }

    /// <summary>
    /// The message is complete. Both public senders encode an empty payload as a header of size 0 without a length:
    /// true where the message ended so, which is an empty packet.
    /// </summary>
    public bool EndMessage()
    {
        if (_state != State.Length || _wordBytes != 0)
        {
            return false;
        }

        _state = State.Header;
        Length = 0;
        return true;
    }

    private PacketEvent ReadPayload(ref ReadOnlyMemory<byte> bytes)
    {
        if (_remaining == 0)
        {
            _state = State.Header;
            return PacketEvent.End;
        }

        if (bytes.IsEmpty)
        {
            return PacketEvent.NeedMore;
        }

        int count = Math.Min(bytes.Length, _remaining);
        Payload = bytes[..count];
        bytes = bytes[count..];
        _remaining -= count;
        return PacketEvent.Payload;
    }

    private void BeginPacket()
    {
        _packets++;
        SignalNumber = (int)(_word & 0xF_FFFF);
        Type = (PacketType)((_word >> 28) & 0x3);
        if (_word >> 30 != 0)
        {
            throw new StreamingException(
                $"Packet {_packets}: header 0x{_word:X8} has reserved bits set, expected type 1 (data) or 2 " +
                "(metadata).");
        }

        int size = (int)((_word >> 20) & 0xFF);
        if (size == 0)
        {
            _state = State.Length;
        }
        else
        {
            BeginPayload((uint)size);
        }
    }

    private void BeginPayload(uint length)
    {
        if (length > maxPacketBytes)
        {
            throw new StreamingException(
                $"Packet {_packets} of signal {SignalNumber} has {length} bytes, expected at most {maxPacketBytes}.");
        }

        Length = (int)length;
        _remaining = Length;
        _state = State.Payload;
    }

    private bool TryReadWord(ref ReadOnlyMemory<byte> bytes)
    {
        if (_wordBytes == 0 && bytes.Length >= WordBytes)
        {
            _word = BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span);
            bytes = bytes[WordBytes..];
            return true;
        }

        ReadOnlySpan<byte> span = bytes.Span;
        int used = 0;
        while (_wordBytes < WordBytes && used < span.Length)
        {
            _word = (_wordBytes == 0 ? 0 : _word) | ((uint)span[used++] << (8 * _wordBytes++));
        }

        bytes = bytes[used..];
        if (_wordBytes < WordBytes)
        {
            return false;
        }

        _wordBytes = 0;
        return true;
    }
}
