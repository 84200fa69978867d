using System.Buffers;
using System.Diagnostics;
using Bench.Streaming;
using Bench.Tests.Shared;

namespace Bench.Bench.Tests.Streaming;

/// <summary>Data in steady state: no allocation, and the speed of a copy.</summary>
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

    [Fact]
    public void Parsing_costs_little_more_than_copying()
    {
        // A ratio on the same machine; in Debug, and beside other work, only a disaster is caught here.
        var stream = new DataStream(4096);
        byte[] source = new byte[4096];
        byte[] target = new byte[4096];
        stream.Run(1000);
        var clock = Stopwatch.StartNew();
        stream.Run(20_000);
        TimeSpan parsing = clock.Elapsed;
        clock.Restart();
        for (int i = 0; i < 20_000; i++)
        {
            source.CopyTo(target, 0);
        }

        double rate = 20_000 * 4096.0 / parsing.TotalSeconds / 1e9;
        TestContext.Current.TestOutputHelper?.WriteLine($"{rate:0.00} GB/s, {parsing / clock.Elapsed:0.0} copies");
        Assert.True(rate > 0.2, $"{rate:0.00} GB/s");
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
