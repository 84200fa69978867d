using System.Buffers;
using Bench.Streaming;
using BenchmarkDotNet.Attributes;

namespace Bench.Benchmarks;

/// <summary>The streaming parser, fed from memory; samples are copied to where a block would keep them.</summary>
[MemoryDiagnoser]
public class StreamingSessionBenchmarks
{
    // What fits the second-level cache, so that the parser is measured and not the memory.
    private const int MessageBytes = 256 * 1024;

    private readonly StreamingSession _session = new(StreamingLimits.Default);
    private byte[] _message = [];
    private byte[] _target = [];

    /// <summary>Bytes of samples in one packet.</summary>
    [Params(64, 1024, 4096, 65_536)]
    public int BlockBytes { get; set; }

    /// <summary>Bytes on the wire that one call parses.</summary>
    internal int BytesPerCall => _message.Length;

    /// <summary>Number of blocks that one call parses.</summary>
    internal int BlocksPerCall { get; private set; }

    /// <summary>Subscribes the signal and writes the packets.</summary>
    [GlobalSetup]
    public void Setup()
    {
        StreamingWriter writer = new(Masking.None);
        WireSignal.WriteSubscription(writer);
        Drain(new ReadOnlySequence<byte>(writer.Written.ToArray()));
        writer.Clear();
        BlocksPerCall = WireSignal.WriteSamples(writer, BlockBytes, MessageBytes);
        _message = writer.Written.ToArray();
        _target = new byte[BlockBytes];
    }

    /// <summary>Parses a quarter of a megabyte.</summary>
    /// <returns>Bytes of samples.</returns>
    [Benchmark]
    public long Parse() => Drain(new ReadOnlySequence<byte>(_message));

    private long Drain(ReadOnlySequence<byte> buffer)
    {
        long bytes = 0;
        int filled = 0;
        SessionEvent found;
        while ((found = _session.Read(ref buffer)) != SessionEvent.NeedMore)
        {
            if (found == SessionEvent.SampleBytes)
            {
                ReadOnlySpan<byte> payload = _session.Payload.Span;
                payload.CopyTo(_target.AsSpan(filled));
                filled += payload.Length;
                bytes += payload.Length;
            }
            else if (found == SessionEvent.SamplesEnd)
            {
                filled = 0;
            }
        }

        return bytes;
    }
}
