using System.Collections.Immutable;

namespace Bench.Recordings.Mdf;

/// <summary>Hands the faults of a recording out where they belong between the blocks of a replay.</summary>
internal sealed class FaultReplay
{
    private readonly ImmutableArray<int> _subscribed;
    private readonly Queue<RecordedFault> _ofAll = [];
    private readonly Queue<RecordedFault>[] _ofChannel;

    public FaultReplay(ImmutableArray<RecordedFault> faults, ImmutableArray<int> subscribed)
    {
        _subscribed = subscribed;
        _ofChannel = [.. subscribed.Select(_ => new Queue<RecordedFault>())];
        foreach (RecordedFault fault in faults)
        {
            int channel = subscribed.IndexOf(fault.Channel);
            if (channel >= 0)
            {
                _ofChannel[channel].Enqueue(fault);
            }
            else if (fault.Channel < 0)
            {
                _ofAll.Enqueue(fault);
            }
        }
    }

    /// <summary>Index of a fault's channel among the subscribed ones; -1 for all.</summary>
    public int ChannelOf(RecordedFault fault) => _subscribed.IndexOf(fault.Channel);

    /// <summary>The next fault that came before a sample of a channel; null where there is none.</summary>
    public RecordedFault? Due(int channel, long index, double seconds)
    {
        // Times were stored in nanoseconds.
        const double Rounding = 1e-9;
        Queue<RecordedFault> own = _ofChannel[channel];
        if (own.TryPeek(out RecordedFault? fault) && fault.FirstIndex <= index && fault.AtSeconds <= seconds + Rounding)
        {
            return own.Dequeue();
        }

        return _ofAll.TryPeek(out fault) && fault.AtSeconds <= seconds + Rounding ? _ofAll.Dequeue() : null;
    }

    /// <summary>Faults behind the last sample.</summary>
    public RecordedFault? Remaining()
    {
        foreach (Queue<RecordedFault> own in _ofChannel)
        {
            if (own.Count > 0)
            {
                return own.Dequeue();
            }
        }

        return _ofAll.Count > 0 ? _ofAll.Dequeue() : null;
    }
}
