using System.Collections.Immutable;
using Bench.Acquisition;

namespace Bench.Bench.Tests.Acquisition;

/// <summary>Reads a source and checks on the way that blocks are in order and that every hole was announced.</summary>
internal sealed class ReceivedRun
{
    private readonly ImmutableArray<SourceChannel> _channels;
    private readonly long[] _next;
    private readonly long[] _announced;

    public ReceivedRun(ImmutableArray<SourceChannel> channels)
    {
        _channels = channels;
        _next = new long[channels.Length];
        _announced = new long[channels.Length];
        FirstTicks = new long[channels.Length];
        Wrong = new long[channels.Length];
    }

    public List<(BlockKind Kind, int Channel, long Missing, string Reason)> Faults { get; } = [];

    public long[] FirstTicks { get; }

    /// <summary>Samples that are not what the generator made, per channel.</summary>
    public long[] Wrong { get; }

    public long Received { get; private set; }

    /// <summary>Samples up to which every channel has come.</summary>
    public double ShortestSeconds => _next.Select((n, c) => n / _channels[c].Clock.SampleRateHz).Min();

    /// <summary>Reads until the decision says so or the source ends.</summary>
    public async Task ReadAsync(ISampleSource source, Func<SampleBlock, bool> isEnough)
    {
        await foreach (SampleBlock block in source.ReadBlocksAsync(TestContext.Current.CancellationToken))
        {
            using (block)
            {
                Take(block);
                if (isEnough(block))
                {
                    return;
                }
            }
        }
    }

    public Task ReadSecondsAsync(ISampleSource source, double seconds) =>
        ReadAsync(source, _ => ShortestSeconds >= seconds);

    private void Take(SampleBlock block)
    {
        if (block.Kind != BlockKind.Samples)
        {
            Faults.Add((block.Kind, block.Channel, block.MissingSamples, block.Reason));
            if (block.Kind == BlockKind.Gap)
            {
                _announced[block.Channel] += block.MissingSamples;
            }

            return;
        }

        int c = block.Channel;
        Assert.Equal(_next[c] + _announced[c], block.FirstIndex);
        if (_next[c] == 0)
        {
            FirstTicks[c] = block.FirstTick;
        }

        Assert.Equal(FirstTicks[c] + (block.FirstIndex * _channels[c].Clock.TicksPerSample), block.FirstTick);
        float[] values = new float[block.Count];
        RawSamples.ToPhysical(block.Raw, _channels[c], values);
        for (int i = 0; i < values.Length; i++)
        {
            Wrong[c] += values[i] == CountingBench.Sample(c, block.FirstIndex + i) ? 0 : 1;
        }

        _announced[c] = 0;
        _next[c] = block.FirstIndex + block.Count;
        Received += block.Count;
    }
}
