using System.Collections.Immutable;

namespace Bench.Recordings.Mdf;

/// <summary>
/// The channels of one clock. While they run side by side they share a data group; a gap in one of them ends it, and
/// the channels go on in new groups: those that start at the same sample together.
/// </summary>
internal sealed class ClockGroup(
    ImmutableArray<PendingChannel> channels,
    Func<ImmutableArray<PendingChannel>, RecordedSegment> open)
{
    // A channel that lags behind its neighbours by more goes on in a group of its own: memory is bounded.
    private const double LongestSkewSeconds = 4;

    private readonly long _longestSkew =
        (long)Math.Max(2, channels[0].Source.Clock.SampleRateHz * LongestSkewSeconds);

    private readonly List<RecordedSegment> _segments = [];

    /// <summary>Writes what is complete.</summary>
    public void Pump(Remainder remainder, Stragglers stragglers)
    {
        bool opened;
        do
        {
            for (int i = _segments.Count - 1; i >= 0; i--)
            {
                RecordedSegment segment = _segments[i];
                segment.WriteRows(remainder);
                if (HasEnded(segment, stragglers))
                {
                    Release(segment);
                    _segments.RemoveAt(i);
                }
            }

            opened = OpenSegments(stragglers);
        }
        while (opened);
    }

    private bool HasEnded(RecordedSegment segment, Stragglers stragglers)
    {
        bool empty = false;
        bool pending = false;
        bool finished = false;
        foreach (PendingChannel channel in segment.Channels)
        {
            empty |= channel.HeadCount == 0;
            finished |= channel.HeadCount == 0 && channel.HeadIsClosed;
            pending |= channel.Pending > (stragglers == Stragglers.Leave ? 0 : _longestSkew);
        }

        return finished || (empty && pending);
    }

    private static void Release(RecordedSegment segment)
    {
        foreach (PendingChannel channel in segment.Channels)
        {
            channel.Segment = null;
            channel.DropFinishedRun();
        }
    }

    private bool OpenSegments(Stragglers stragglers)
    {
        bool all = true;
        bool any = false;
        bool late = stragglers == Stragglers.Leave;
        foreach (PendingChannel channel in channels)
        {
            if (channel.Segment is null)
            {
                channel.DropFinishedRun();
                all &= channel.HeadCount > 0;
                any |= channel.HeadCount > 0;
                late |= channel.Pending > _longestSkew;
            }
        }

        if (!any || !(all || late))
        {
            return false;
        }

        foreach (IGrouping<long, PendingChannel> together in channels
            .Where(channel => channel.Segment is null && channel.HeadCount > 0)
            .GroupBy(channel => channel.HeadIndex)
            .OrderBy(group => group.Key)
            .ToList())
        {
            Open([.. together]);
        }

        return true;
    }

    private void Open(ImmutableArray<PendingChannel> together)
    {
        RecordedSegment segment = open(together);
        _segments.Add(segment);
        foreach (PendingChannel channel in together)
        {
            channel.Segment = segment;
        }
    }
}

/// <summary>What happens to samples whose neighbours have not come.</summary>
internal enum Stragglers
{
    /// <summary>They wait, up to a limit.</summary>
    Await,

    /// <summary>They are written without them: nothing more will come.</summary>
    Leave,
}
