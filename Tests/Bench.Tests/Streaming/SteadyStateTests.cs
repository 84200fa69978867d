using System.Buffers;
using Bench.Streaming;
using Bench.Tests.Shared;

namespace Bench.Bench.Tests.Streaming;

/// <summary>Data in steady state: no allocation.</summary>
public sealed class SteadyStateTests
{
    [Theory]
    [InlineData(64)]
    [InlineData(1024)]
    [InlineData(65_536)]
    public void Parsing_data_allocates_nothing(int blockBytes)
    {
        var stream = new DataStream(blockBytes);
        stream.Run(100);
        long bytes = 0;
        Assert.Equal(0, Allocations.PerCall(() => bytes = stream.Run(2000)));
        Assert.Equal(2000L * blockBytes, bytes);
    }

    /// <summary>A session in steady state, fed from pieces of 64 KiB as a pipe has them.</summary>
    private sealed class DataStream
    {
        private readonly StreamingSession _session = new(StreamingLimits.Default);
        private readonly byte[] _message;
        private readonly byte[] _target;

        public DataStream(int blockBytes)
        {
            var opening = new ReadOnlySequence<byte>(new WireBuilder().SubscribeUsual().Position(1, 0, 0).Bytes);
            Drain(ref opening);
            _target = new byte[blockBytes];
            _message = new WireBuilder().Frame(0x82, WireBuilder.Packet(2, 1, new byte[blockBytes])).Bytes;
        }

        public long Run(int blocks)
        {
            long bytes = 0;
            for (int i = 0; i < blocks; i++)
            {
                var buffer = new ReadOnlySequence<byte>(_message);
                bytes += Drain(ref buffer);
            }

            return bytes;
        }

        private long Drain(ref ReadOnlySequence<byte> buffer)
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
}
