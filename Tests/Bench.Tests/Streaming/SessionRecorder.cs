using System.Buffers;
using Bench.Streaming;

namespace Bench.Bench.Tests.Streaming;

/// <summary>Feeds a session in pieces and keeps every sample byte and every packet's position, per signal.</summary>
internal sealed class SessionRecorder
{
    private readonly StreamingSession _session;
    private readonly ArrayBufferWriter<byte> _rest = new();

    public SessionRecorder(StreamingLimits? limits = null) =>
        _session = new StreamingSession(limits ?? StreamingLimits.Default);

    public Dictionary<string, RecordedSignal> Signals { get; } = [];

    public List<SessionEvent> Events { get; } = [];

    public StreamingSession Session => _session;

    public void Feed(byte[] bytes, IEnumerable<int> splits)
    {
        int start = 0;
        foreach (int length in splits)
        {
            int count = Math.Min(length, bytes.Length - start);
            Feed(bytes.AsMemory(start, count));
            start += count;
        }

        Feed(bytes.AsMemory(start));
    }

    /// <summary>As a pipe does it: what was not used comes again, with the next piece behind it.</summary>
    public void Feed(ReadOnlyMemory<byte> piece)
    {
        ReadOnlySequence<byte> buffer;
        if (_rest.WrittenCount == 0)
        {
            buffer = new ReadOnlySequence<byte>(piece);
        }
        else
        {
            var first = new Segment(_rest.WrittenMemory.ToArray(), null);
            var last = new Segment(piece, first);
            buffer = new ReadOnlySequence<byte>(first, 0, last, piece.Length);
        }

        while (_session.Read(ref buffer) is var found && found != SessionEvent.NeedMore)
        {
            Record(found);
        }

        byte[] rest = buffer.ToArray();
        _rest.Clear();
        _rest.Write(rest);
    }

    private void Record(SessionEvent found)
    {
        if (found is not (SessionEvent.SamplesStart or SessionEvent.SampleBytes or SessionEvent.SamplesEnd))
        {
            Events.Add(found);
            return;
        }

        string id = _session.Signal!.Id;
        if (!Signals.TryGetValue(id, out RecordedSignal? signal))
        {
            Signals[id] = signal = new RecordedSignal();
        }

        if (found == SessionEvent.SamplesStart)
        {
            signal.Packets.Add(_session.Run);
            signal.AvailablePackets += _session.Signal.IsAvailable ? 1 : 0;
            signal.Description = _session.Signal.Description!;
            signal.Clock = _session.DomainOf(_session.Signal)?.Description;
        }
        else if (found == SessionEvent.SampleBytes)
        {
            signal.Bytes.Write(_session.Payload.Span);
        }
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, Segment? previous)
        {
            Memory = memory;
            if (previous is not null)
            {
                RunningIndex = previous.RunningIndex + previous.Memory.Length;
                previous.Next = this;
            }
        }
    }
}

internal sealed class RecordedSignal
{
    public List<SampleRun> Packets { get; } = [];

    public ArrayBufferWriter<byte> Bytes { get; } = new();

    public SignalDescription Description { get; set; } = new();

    public SignalDescription? Clock { get; set; }

    /// <summary>Packets that came while the signal was on offer.</summary>
    public int AvailablePackets { get; set; }
}
