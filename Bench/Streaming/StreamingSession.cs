using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json.Nodes;

namespace Bench.Streaming;

/// <summary>What <see cref="StreamingSession.Read"/> found; the session's properties carry the details.</summary>
public enum SessionEvent
{
    /// <summary>The bytes are used up.</summary>
    NeedMore,

    /// <summary>The server named its version: <see cref="StreamingSession.ApiVersion"/>.</summary>
    Version,

    /// <summary>The server described its stream: <see cref="StreamingSession.Stream"/>.</summary>
    Opened,

    /// <summary>Signals came or went: <see cref="StreamingSession.Available"/>.</summary>
    AvailableChanged,

    /// <summary>A signal got a number.</summary>
    Subscribed,

    /// <summary>A signal was described, or described anew.</summary>
    Described,

    /// <summary>A signal's number is free again.</summary>
    Unsubscribed,

    /// <summary>An answer to a command: <see cref="StreamingSession.Message"/>.</summary>
    Response,

    /// <summary>A command: <see cref="StreamingSession.Message"/>. Servers get these.</summary>
    Request,

    /// <summary>Samples begin: <see cref="StreamingSession.Run"/> of <see cref="StreamingSession.Signal"/>.</summary>
    SamplesStart,

    /// <summary>Bytes of these samples: <see cref="StreamingSession.Payload"/>.</summary>
    SampleBytes,

    /// <summary>The samples are complete.</summary>
    SamplesEnd,

    /// <summary>A constant signal has a new value.</summary>
    ConstantChanged,

    /// <summary>A WebSocket ping; <see cref="StreamingSession.Payload"/> goes back in a pong.</summary>
    Ping,

    /// <summary>A WebSocket pong.</summary>
    Pong,

    /// <summary>The other side closes.</summary>
    Close,
}

/// <summary>
/// One streaming session, from the first WebSocket frame on: turns the bytes that arrive, in pieces of any size, into
/// events. Samples are handed out where they lie in the receive buffer; the caller copies them to where it wants them.
/// In steady state nothing is allocated. Not thread-safe.
/// </summary>
public sealed class StreamingSession
{
    private readonly StreamingLimits _limits;
    private readonly WebSocketReader _frames;
    private readonly PacketReader _packets;
    private readonly SignalTable _signals;
    private readonly ArrayBufferWriter<byte> _collected = new();
    private ReadOnlyMemory<byte> _chunk;
    private Mode _mode;
    private bool _keepsTicks;

    /// <summary>Makes one.</summary>
    /// <param name="limits">What the other side may ask for at most.</param>
    public StreamingSession(StreamingLimits limits)
    {
        _limits = limits;
        // A frame holds one packet with its header of 8 bytes; some senders put several small ones into one frame.
        _frames = new WebSocketReader((long)limits.MaxPacketBytes + 65_536);
        _packets = new PacketReader(limits.MaxPacketBytes);
        _signals = new SignalTable(limits);
    }

    /// <summary>What happens to the payload of the packet at hand.</summary>
    private enum Mode
    {
        Skip,
        Collect,
        Samples,
    }

    /// <summary>The server's version, such as "2.0.0"; empty until it was said.</summary>
    public string ApiVersion { get; private set; } = "";

    /// <summary>The server's stream; null until it was described.</summary>
    public StreamDescription? Stream { get; private set; }

    /// <summary>Ids of the signals that may be subscribed, in the order in which they were offered.</summary>
    public IReadOnlyCollection<string> Available => _signals.Available;

    /// <summary>The signals that have a number.</summary>
    public IReadOnlyCollection<StreamSignal> Subscribed => _signals.Subscribed;

    /// <summary>The signal of the last event; null where the event concerns none.</summary>
    public StreamSignal? Signal { get; private set; }

    /// <summary>The samples that began last.</summary>
    public SampleRun Run { get; private set; }

    /// <summary>
    /// Parameters of the last <see cref="SessionEvent.Response"/> or <see cref="SessionEvent.Request"/>.
    /// </summary>
    public JsonNode? Message { get; private set; }

    /// <summary>Bytes of the last event; valid until the next call and until the receive buffer is released.</summary>
    public ReadOnlyMemory<byte> Payload { get; private set; }

    /// <summary>Data packets that were skipped: of numbers that are not subscribed, or not numeric.</summary>
    public long SkippedPackets { get; private set; }

    /// <summary>Whether the last byte ended a WebSocket frame.</summary>
    public bool IsAtFrameBoundary => _frames.IsAtFrameBoundary;

    /// <summary>Finds a subscribed signal by its id.</summary>
    public StreamSignal? Find(string id) => _signals.Find(id);

    /// <summary>The signal that gives another's instants; null where there is none (yet).</summary>
    public StreamSignal? DomainOf(StreamSignal signal) => _signals.DomainOf(signal);

    /// <summary>Reads up to the next event and cuts what it used off <paramref name="buffer"/>.</summary>
    /// <exception cref="StreamingException">The other side broke the protocol; the session is over.</exception>
    public SessionEvent Read(ref ReadOnlySequence<byte> buffer)
    {
        while (true)
        {
            PacketEvent found = _packets.Read(ref _chunk);
            SessionEvent raised = found switch
            {
                PacketEvent.Start => BeginPacket(),
                PacketEvent.Payload => TakePayload(),
                PacketEvent.End => EndPacket(),
                PacketEvent.NeedMore or _ => SessionEvent.NeedMore,
            };
            if (raised != SessionEvent.NeedMore)
            {
                return raised;
            }

            if (found == PacketEvent.NeedMore && !TryReadFrames(ref buffer, out raised))
            {
                return raised;
            }
        }
    }

    /// <summary>Goes on to the next payload; false where there is something to tell first.</summary>
    private bool TryReadFrames(ref ReadOnlySequence<byte> buffer, out SessionEvent raised)
    {
        WebSocketEvent found = _frames.Read(ref buffer);
        raised = found switch
        {
            WebSocketEvent.Ping => SessionEvent.Ping,
            WebSocketEvent.Pong => SessionEvent.Pong,
            WebSocketEvent.Close => SessionEvent.Close,
            _ => SessionEvent.NeedMore,
        };
        switch (found)
        {
            case WebSocketEvent.Payload:
                _chunk = _frames.Payload;
                return true;
            case WebSocketEvent.MessageEnd:
                // An empty packet has no samples and says nothing.
                _packets.EndMessage();
                return true;
            case WebSocketEvent.Ping:
            case WebSocketEvent.Pong:
            case WebSocketEvent.Close:
                Payload = _frames.Payload;
                return false;
            case WebSocketEvent.NeedMore:
            default:
                return false;
        }
    }

    private SessionEvent BeginPacket()
    {
        _mode = Mode.Skip;
        Signal = null;
        if (_packets.Type == PacketType.Metadata)
        {
            CheckLength(_limits.MaxMetadataBytes, "metadata");
            Collect();
        }
        else if (_packets.Type == PacketType.Data)
        {
            Signal = _signals.ByNumber(_packets.SignalNumber);
            return BeginData();
        }

        return SessionEvent.NeedMore;
    }

    private SessionEvent BeginData()
    {
        SignalDescription? description = Signal?.Description;
        switch (description?.Rule)
        {
            case SignalRule.Linear or SignalRule.Constant:
                CheckLength(_limits.MaxMetadataBytes, "positions");
                Collect();
                return SessionEvent.NeedMore;
            case SignalRule.Explicit when description.SampleBytes > 0:
                return BeginSamples(Signal!, description.SampleBytes);
            default:
                SkippedPackets++;
                return SessionEvent.NeedMore;
        }
    }

    private SessionEvent BeginSamples(StreamSignal signal, int sampleBytes)
    {
        int length = _packets.Length;
        if (length % sampleBytes != 0)
        {
            throw new StreamingException(
                $"Signal {signal.Id}: packet of {length} bytes, expected a multiple of {sampleBytes} (one sample).");
        }

        if (length == 0)
        {
            return SessionEvent.NeedMore;
        }

        _mode = Mode.Samples;
        _keepsTicks = signal.KeepsTicks && length <= _limits.MaxTickBytes;
        if (signal.KeepsTicks)
        {
            signal.Ticks.Begin(signal.NextIndex);
        }

        Run = new SampleRun(signal.NextIndex, _signals.TickOfNext(signal), length / sampleBytes, length);
        return SessionEvent.SamplesStart;
    }

    private SessionEvent TakePayload()
    {
        Payload = _packets.Payload;
        switch (_mode)
        {
            case Mode.Collect:
                _collected.Write(Payload.Span);
                return SessionEvent.NeedMore;
            case Mode.Samples:
                if (_keepsTicks)
                {
                    Signal!.Ticks.Add(Payload.Span);
                }

                return SessionEvent.SampleBytes;
            case Mode.Skip:
            default:
                return SessionEvent.NeedMore;
        }
    }

    private SessionEvent EndPacket()
    {
        switch (_mode)
        {
            case Mode.Samples:
                Signal!.NextIndex += Run.Count;
                return SessionEvent.SamplesEnd;
            case Mode.Collect when _packets.Type == PacketType.Metadata:
                return _packets.Length == 0 ? SessionEvent.NeedMore : ReadMetadata();
            case Mode.Collect:
                return ReadPositions(Signal!, Signal!.Description!);
            case Mode.Skip:
            default:
                return SessionEvent.NeedMore;
        }
    }

    /// <summary>
    /// Linear: pairs of row and tick, or a lone row that only shows progress. Constant: pairs of row and value.
    /// </summary>
    private SessionEvent ReadPositions(StreamSignal signal, SignalDescription description)
    {
        ReadOnlySpan<byte> bytes = _collected.WrittenSpan;
        int valueBytes = description.Rule == SignalRule.Linear ? sizeof(long) : description.SampleBytes;
        int pairBytes = sizeof(long) + valueBytes;
        bool isProgress = description.Rule == SignalRule.Linear && bytes.Length == sizeof(long);
        if (isProgress || bytes.IsEmpty)
        {
            return SessionEvent.NeedMore;
        }

        if (bytes.Length % pairBytes != 0)
        {
            throw new StreamingException(
                $"Signal {signal.Id}: packet of {bytes.Length} bytes, expected pairs of {pairBytes} bytes.");
        }

        ReadOnlySpan<byte> last = bytes[^pairBytes..];
        long index = BinaryPrimitives.ReadInt64LittleEndian(last);
        Span<byte> value = stackalloc byte[sizeof(long)];
        value.Clear();
        last.Slice(sizeof(long), Math.Min(valueBytes, sizeof(long))).CopyTo(value);
        long raw = BinaryPrimitives.ReadInt64LittleEndian(value);
        if (description.Rule == SignalRule.Linear)
        {
            signal.SetPosition(index, raw);
            return SessionEvent.NeedMore;
        }

        signal.ConstantValue = raw;
        signal.NextIndex = index;
        return SessionEvent.ConstantChanged;
    }

    private SessionEvent ReadMetadata()
    {
        Metadata metadata = Metadata.Read(_collected.WrittenSpan, _limits);
        int number = _packets.SignalNumber;
        if (number == 0)
        {
            return ReadStreamMetadata(metadata);
        }

        switch (metadata.Method)
        {
            case "subscribe" when metadata.Params.Member("signalId").AsText() is { } id:
                Signal = _signals.Subscribe(number, id);
                return SessionEvent.Subscribed;
            case "signal" when _signals.ByNumber(number) is { } signal:
                _signals.Describe(signal, metadata.Params);
                Signal = signal;
                return SessionEvent.Described;
            case "unsubscribe" when _signals.ByNumber(number) is { } signal:
                _signals.Unsubscribe(signal);
                Signal = signal;
                return SessionEvent.Unsubscribed;
            default:
                return SessionEvent.NeedMore;
        }
    }

    private SessionEvent ReadStreamMetadata(Metadata metadata)
    {
        switch (metadata.Method)
        {
            case "apiVersion":
                ApiVersion =
                    metadata.Params.Member("version").AsText() ?? metadata.Params.Texts().FirstOrDefault() ?? "";
                return SessionEvent.Version;
            case "init":
                Stream = StreamDescription.Read(metadata.Params);
                return SessionEvent.Opened;
            case "available":
                _signals.Offer(metadata.Params.Texts());
                return SessionEvent.AvailableChanged;
            case "unavailable":
                _signals.Withdraw(metadata.Params.Texts());
                return SessionEvent.AvailableChanged;
            case "request":
                Message = metadata.Params;
                return SessionEvent.Request;
            case "response":
                Message = metadata.Params;
                return SessionEvent.Response;
            default:
                return SessionEvent.NeedMore;
        }
    }

    private void Collect()
    {
        _mode = Mode.Collect;
        _collected.ResetWrittenCount();
    }

    private void CheckLength(int most, string what)
    {
        if (_packets.Length > most)
        {
            throw new StreamingException($"Packet of {_packets.Length} bytes of {what}, expected at most {most}.");
        }
    }
}
