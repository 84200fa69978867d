using System.Buffers;
using System.Buffers.Binary;

namespace Bench.Streaming;

/// <summary>What <see cref="WebSocketReader.Read"/> found.</summary>
public enum WebSocketEvent
{
    /// <summary>The buffer is used up.</summary>
    NeedMore,

    /// <summary>Bytes of a binary message, in <see cref="WebSocketReader.Payload"/>.</summary>
    Payload,

    /// <summary>The binary message is complete.</summary>
    MessageEnd,

    /// <summary>A ping; its payload is in <see cref="WebSocketReader.Payload"/> and goes back in a pong.</summary>
    Ping,

    /// <summary>A pong.</summary>
    Pong,

    /// <summary>The other side closes; the payload starts with its status code, if there is one.</summary>
    Close,
}

/// <summary>
/// Takes WebSocket frames (RFC 6455) apart as their bytes arrive, in pieces of any size. Frames may be masked or not
/// (the openDAQ reference client does not mask), messages may be fragmented, control frames may come in between. Text
/// messages are skipped. Payload is handed out where it lies; only masked payload is copied.
/// </summary>
/// <param name="maxFrameBytes">Largest frame that is accepted, in bytes of payload.</param>
public sealed class WebSocketReader(long maxFrameBytes)
{
    private const int LongestHeader = 14;
    private const int LongestControl = 125;
    private const int ScratchBytes = 16 * 1024;

    private readonly byte[] _header = new byte[LongestHeader];
    private readonly byte[] _control = new byte[LongestControl];
    private byte[]? _scratch;
    private int _controlLength;
    private bool _inFrame;
    private bool _inMessage;
    private bool _isBinary;
    private bool _isFinal;
    private bool _isMasked;
    private WebSocketOpcode _opcode;
    private long _remaining;
    private uint _mask;
    private long _consumed;

    /// <summary>The bytes of the last event; valid until the next call and until the buffer is released.</summary>
    public ReadOnlyMemory<byte> Payload { get; private set; }

    /// <summary>
    /// Whether the last byte read ended a frame: only there may a peer hang up without losing anything.
    /// </summary>
    public bool IsAtFrameBoundary => !_inFrame;

    /// <summary>Reads up to the next event and cuts what it used off <paramref name="buffer"/>.</summary>
    /// <exception cref="StreamingException">The bytes are not WebSocket frames.</exception>
    public WebSocketEvent Read(ref ReadOnlySequence<byte> buffer)
    {
        while (true)
        {
            if (!_inFrame)
            {
                if (!TryReadHeader(ref buffer))
                {
                    return WebSocketEvent.NeedMore;
                }
            }
            else if (_remaining == 0)
            {
                _inFrame = false;
                if (EndFrame() is { } ended)
                {
                    return ended;
                }
            }
            else if (buffer.IsEmpty)
            {
                return WebSocketEvent.NeedMore;
            }
            else if (TakePayload(ref buffer))
            {
                return WebSocketEvent.Payload;
            }
        }
    }

    private bool TryReadHeader(ref ReadOnlySequence<byte> buffer)
    {
        if (buffer.Length < 2)
        {
            return false;
        }

        ReadOnlySpan<byte> header = buffer.FirstSpan;
        if (header.Length < LongestHeader)
        {
            int available = (int)Math.Min(LongestHeader, buffer.Length);
            buffer.Slice(0, available).CopyTo(_header);
            header = _header.AsSpan(0, available);
        }

        int lengthBytes = (header[1] & 0x7F) switch { 126 => 2, 127 => 8, _ => 0 };
        bool isMasked = (header[1] & 0x80) != 0;
        int size = 2 + lengthBytes + (isMasked ? 4 : 0);
        CheckFirstByte(header[0]);
        if (header.Length < size)
        {
            return false;
        }

        ulong length = lengthBytes switch
        {
            0 => header[1] & 0x7Fu,
            2 => BinaryPrimitives.ReadUInt16BigEndian(header[2..]),
            _ => BinaryPrimitives.ReadUInt64BigEndian(header[2..]),
        };
        _mask = isMasked ? BinaryPrimitives.ReadUInt32LittleEndian(header[(size - 4)..]) : 0;
        BeginFrame(header[0], isMasked, length);
        buffer = buffer.Slice(size);
        _consumed += size;
        return true;
    }

    private void CheckFirstByte(byte first)
    {
        if ((first & 0x70) != 0)
        {
            throw Broken($"frame with reserved bits 0x{first & 0x70:X2}, expected none (no extension was agreed)");
        }

        if ((first & 0x0F) is not (<= 2 or (>= 8 and <= 10)))
        {
            throw Broken($"frame with opcode {first & 0x0F}, expected 0, 1, 2, 8, 9 or 10");
        }
    }

    private void BeginFrame(byte first, bool isMasked, ulong length)
    {
        _opcode = (WebSocketOpcode)(first & 0x0F);
        _isFinal = (first & 0x80) != 0;
        _isMasked = isMasked;
        bool isControl = _opcode >= WebSocketOpcode.Close;
        if (isControl && (length > LongestControl || !_isFinal))
        {
            throw Broken(
                $"control frame of {length} bytes, expected one unfragmented frame of at most {LongestControl}");
        }

        if (length > (ulong)maxFrameBytes)
        {
            throw Broken($"frame of {length} bytes, expected at most {maxFrameBytes}");
        }

        if (!isControl)
        {
            if (_inMessage != (_opcode == WebSocketOpcode.Continuation))
            {
                throw Broken(_inMessage ? "a new message inside a fragmented one" : "a continuation without a message");
            }

            _isBinary = _inMessage ? _isBinary : _opcode == WebSocketOpcode.Binary;
            _inMessage = true;
        }

        _controlLength = 0;
        _remaining = (long)length;
        _inFrame = true;
    }

    private WebSocketEvent? EndFrame()
    {
        switch (_opcode)
        {
            case WebSocketOpcode.Ping:
                Payload = _control.AsMemory(0, _controlLength);
                return WebSocketEvent.Ping;
            case WebSocketOpcode.Pong:
                Payload = _control.AsMemory(0, _controlLength);
                return WebSocketEvent.Pong;
            case WebSocketOpcode.Close:
                Payload = _control.AsMemory(0, _controlLength);
                return WebSocketEvent.Close;
            case WebSocketOpcode.Continuation:
            case WebSocketOpcode.Text:
            case WebSocketOpcode.Binary:
            default:
                _inMessage = !_isFinal;
                return _isFinal && _isBinary ? WebSocketEvent.MessageEnd : null;
        }
    }

    /// <summary>Takes what the first segment holds of the frame; true where it is payload for the caller.</summary>
    private bool TakePayload(ref ReadOnlySequence<byte> buffer)
    {
        ReadOnlyMemory<byte> bytes = FirstBytes(buffer);
        int count = (int)Math.Min(bytes.Length, _remaining);
        bool isControl = _opcode >= WebSocketOpcode.Close;
        if (isControl || _isMasked)
        {
            count = Math.Min(count, ScratchBytes);
        }

        bytes = bytes[..count];
        if (isControl)
        {
            Unmask(bytes.Span, _control.AsSpan(_controlLength));
            _controlLength += count;
        }
        else if (_isMasked)
        {
            _scratch ??= new byte[ScratchBytes];
            Unmask(bytes.Span, _scratch);
            bytes = _scratch.AsMemory(0, count);
        }

        Payload = bytes;
        buffer = buffer.Slice(count);
        _remaining -= count;
        _consumed += count;
        return !isControl && _isBinary;
    }

    private static ReadOnlyMemory<byte> FirstBytes(ReadOnlySequence<byte> buffer)
    {
        ReadOnlyMemory<byte> bytes = buffer.First;
        SequencePosition next = buffer.Start;
        while (bytes.IsEmpty && buffer.TryGet(ref next, out bytes))
        {
        }

        return bytes;
    }

    private void Unmask(ReadOnlySpan<byte> source, Span<byte> target)
    {
        uint mask = _mask;
        for (int i = 0; i < source.Length; i++)
        {
            target[i] = (byte)(source[i] ^ mask);
            mask = uint.RotateRight(mask, 8);
        }

        _mask = mask;
    }

    private StreamingException Broken(string what) => new($"WebSocket byte {_consumed}: {what}.");
}
