using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Bench.Acquisition;
using Bench.Analysis.PartTypes;

namespace Bench.Web.Live;

/// <summary>
/// Passes the blocks of a source on and lets a watcher see two channels as they pass: one for a spectrum, and the
/// tacho. On the way of the samples it costs a copy of these two; when the watcher is still busy with what it got
/// before, the samples pass unseen.
/// </summary>
internal sealed class LiveTap : ISampleSource
{
    private readonly ISampleSource _source;
    private readonly LiveWatcher _watcher;
    private readonly LiveFrame?[] _frames;
    private ImmutableArray<SourceChannel> _channels = [];

    /// <summary>Makes a tap.</summary>
    /// <param name="source">Where samples come from; its maker disposes it.</param>
    /// <param name="partType">Tells the channels.</param>
    /// <param name="watcher">Gets whole frames.</param>
    public LiveTap(ISampleSource source, PartType partType, LiveWatcher watcher)
    {
        _source = source;
        _watcher = watcher;
        _frames = new LiveFrame?[partType.Channels.Length];
        foreach (int channel in watcher.Channels)
        {
            _frames[channel] = new LiveFrame(channel, watcher.FrameLength(channel));
        }
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<SourceChannel>> OpenAsync(
        ImmutableArray<string> signals, CancellationToken cancel) =>
        _channels = await _source.OpenAsync(signals, cancel).ConfigureAwait(false);

    /// <inheritdoc/>
    public async IAsyncEnumerable<SampleBlock> ReadBlocksAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (SampleBlock block in _source.ReadBlocksAsync(cancel).ConfigureAwait(false))
        {
            Look(block);
            yield return block;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Look(SampleBlock block)
    {
        if (block.Channel < 0 || _frames[block.Channel] is not { } frame)
        {
            return;
        }

        if (block.Kind != BlockKind.Samples)
        {
            frame.Clear();
            return;
        }

        SourceChannel channel = _channels[block.Channel];
        int size = RawSamples.SizeOf(channel.Format);
        for (int at = 0; at < block.Count;)
        {
            int take = Math.Min(frame.Room, block.Count - at);
            RawSamples.ToPhysical(block.Raw.Slice(at * size, take * size), channel, frame.Take(take));
            at += take;
            if (frame.Room == 0)
            {
                _watcher.Offer(frame);
                frame.Clear();
            }
        }
    }
}

/// <summary>Consecutive samples of one channel, being filled.</summary>
internal sealed class LiveFrame(int channel, int length)
{
    private readonly float[] _samples = new float[length];
    private int _count;

    /// <summary>Index of the channel.</summary>
    public int Channel => channel;

    /// <summary>How many samples are still to come.</summary>
    public int Room => _samples.Length - _count;

    /// <summary>The samples.</summary>
    public ReadOnlySpan<float> Samples => _samples.AsSpan(0, _count);

    /// <summary>Where the next samples go.</summary>
    public Span<float> Take(int count)
    {
        _count += count;
        return _samples.AsSpan(_count - count, count);
    }

    /// <summary>Begins anew.</summary>
    public void Clear() => _count = 0;
}
