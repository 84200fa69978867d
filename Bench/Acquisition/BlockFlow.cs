using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Bench.Acquisition;

/// <summary>
/// From received blocks to the queue: lets all channels start at the same instant, gives each block its index from its
/// tick, says where samples are missing, and drops what the queue has no room for.
/// </summary>
internal sealed class BlockFlow(OpenDaqOptions options, BlockQueue queue, SampleBlockPool pool)
{
    private readonly List<SampleBlock> _early = [];
    private ImmutableArray<ChannelTrack> _channels = [];
    private long _earlyBytes;
    private bool _hasStarted;
    private bool _isOverflowing;
    private string? _reconnectReason;

    /// <summary>Sets the channels; nothing was delivered yet.</summary>
    public void Begin(ImmutableArray<ChannelTrack> channels) => _channels = channels;

    /// <summary>The connection broke: what follows continues by tick.</summary>
    public void Interrupt(string reason)
    {
        _reconnectReason = reason;
        ForgetEarly();
    }

    /// <summary>The connection stands again.</summary>
    public void Resume()
    {
        if (_reconnectReason is { } reason)
        {
            _reconnectReason = null;
            AddFault(BlockKind.Reconnected, null, 0, reason);
        }
    }

    /// <summary>The source cannot be brought back.</summary>
    public void Lose(string reason)
    {
        _reconnectReason = null;
        AddFault(BlockKind.Lost, null, 0, reason);
    }

    /// <summary>Takes a filled block; its tick is set, its index is not.</summary>
    /// <exception cref="AcquisitionException">The channels do not start together.</exception>
    public void Add(SampleBlock block)
    {
        Resume();
        ChannelTrack channel = _channels[block.Channel];
        if (_hasStarted)
        {
            Place(block, channel);
            return;
        }

        channel.FirstTick ??= block.FirstTick;
        _early.Add(block);
        _earlyBytes += block.SizeBytes;
        if (_channels.All(c => c.FirstTick is not null))
        {
            Start();
        }
        else if (_early.Count > options.QueueBlocks || _earlyBytes > options.QueueBytes)
        {
            string silent = string.Join(", ", _channels.Where(c => c.FirstTick is null).Select(c => c.SignalId));
            throw new AcquisitionException($"The channels do not start together: no samples of {silent}.");
        }
    }

    /// <summary>Gives back the blocks that wait for the start.</summary>
    public void ForgetEarly()
    {
        _early.ForEach(block => block.Dispose());
        _early.Clear();
        _earlyBytes = 0;
        if (!_hasStarted)
        {
            foreach (ChannelTrack channel in _channels)
            {
                channel.FirstTick = null;
            }
        }
    }

    private void Start()
    {
        _hasStarted = true;
        long[] starts = ChannelStart.Find(
            [.. _channels.Select(c => c.Source!.Clock)], [.. _channels.Select(c => c.FirstTick!.Value)]);
        for (int c = 0; c < starts.Length; c++)
        {
            _channels[c].Origin = starts[c];
        }

        foreach (SampleBlock block in _early)
        {
            Place(block, _channels[block.Channel]);
        }

        _early.Clear();
    }

    private void Place(SampleBlock block, ChannelTrack channel)
    {
        long step = channel.Source!.Clock.TicksPerSample;
        long expected = channel.Origin + (channel.NextIndex * step);
        long ahead = block.FirstTick - expected;
        if (ahead < 0 && channel.NextIndex == 0)
        {
            long early = (-ahead + step - 1) / step;
            if (early >= block.Count)
            {
                block.Dispose();
                return;
            }

            block.DropFirst((int)early, step);
            ahead = block.FirstTick - expected;
        }

        string reason = "samples are missing";
        if (ahead < 0 || ahead % step != 0)
        {
            // The device's clock was set, or runs on another grid now: indices go on, and it must show.
            reason = ahead < 0
                ? $"device time went back by {-ahead} ticks"
                : $"device time moved by {ahead} ticks, {step} per sample";
            long kept = Math.Max(0, ahead) / step * step;
            channel.Origin += ahead - kept;
            AddFault(BlockKind.Gap, channel, 0, reason);
        }

        block.PlaceAt((block.FirstTick - channel.Origin) / step);
        Deliver(block, channel, reason);
    }

    private void Deliver(SampleBlock block, ChannelTrack channel, string reason)
    {
        int count = block.Count;
        long firstIndex = block.FirstIndex;
        long missing = firstIndex - channel.NextIndex;
        if (options.WhenFull == QueueFullRule.Wait ? queue.IsOverfull : !queue.HasRoom)
        {
            block.Dispose();
            if (!_isOverflowing)
            {
                _isOverflowing = true;
                AddFault(
                    BlockKind.Overflow, null, 0,
                    $"the analysis fell behind: the queue of {options.QueueBlocks} blocks was full and samples " +
                    "were dropped");
            }

            return;
        }

        _isOverflowing = false;
        if (missing > 0)
        {
            AddFault(BlockKind.Gap, channel, missing, reason);
        }

        channel.NextIndex = firstIndex + count;
        queue.Add(block);
    }

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope",
        Justification = "The consumer disposes blocks.")]
    private void AddFault(BlockKind kind, ChannelTrack? channel, long missing, string reason)
    {
        SampleBlock block = pool.Rent();
        long index = channel?.NextIndex ?? 0;
        long tick = channel is null ? 0 : channel.Origin + (index * channel.Source!.Clock.TicksPerSample);
        block.SetFault(kind, channel?.Index ?? -1, index, tick, missing, reason);
        queue.Add(block);
    }
}
