using System.Collections.Immutable;

namespace Bench.Recordings.Mdf;

/// <summary>
/// Decides which group is read next: the one that is earliest in time, but no group before those in which its
/// channels were recorded earlier are over.
/// </summary>
internal sealed class ReplayOrder
{
    private readonly List<ReplayCursor> _ready = [];
    private ReplayCursor? _current;

    public ReplayOrder(ImmutableArray<RecordedGroup> groups)
    {
        Dictionary<int, ReplayCursor> last = [];
        List<ReplayCursor> all = [];
        foreach (RecordedGroup group in groups)
        {
            ReplayCursor cursor = new(group, all.Count);
            all.Add(cursor);
            foreach (RecordedColumn column in group.Columns)
            {
                if (last.TryGetValue(column.Channel, out ReplayCursor? before) && before != cursor)
                {
                    before.Successors.Add(cursor);
                    cursor.Predecessors++;
                }

                last[column.Channel] = cursor;
            }
        }

        _ready.AddRange(all.Where(cursor => cursor.Predecessors == 0));
    }

    /// <summary>The cursor to read from; null at the end.</summary>
    public ReplayCursor? Next()
    {
        if (_current is { IsOver: true })
        {
            Finish(_current);
        }

        _current = null;
        for (int i = 0; i < _ready.Count; i++)
        {
            if (_ready[i].IsOver)
            {
                Finish(_ready[i]);
                _current = null;
                i = -1;
                continue;
            }

            if (_current is null || IsBefore(_ready[i], _current))
            {
                _current = _ready[i];
            }
        }

        return _current;
    }

    private static bool IsBefore(ReplayCursor a, ReplayCursor b)
    {
        int byTime = a.Seconds.CompareTo(b.Seconds);
        return byTime < 0 || (byTime == 0 && a.Sequence < b.Sequence);
    }

    private void Finish(ReplayCursor cursor)
    {
        _ready.Remove(cursor);
        foreach (ReplayCursor next in cursor.Successors)
        {
            if (--next.Predecessors == 0)
            {
                _ready.Add(next);
            }
        }
    }
}
