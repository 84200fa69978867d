using System.Runtime.InteropServices;

namespace Bench.Recordings.Mdf;

/// <summary>A place in a group that is replayed.</summary>
internal sealed class ReplayCursor(RecordedGroup group, int sequence)
{
    // However slow or wide: a block has at least a row and its buffer at most about this many bytes.
    private const int LargestBuffer = 1 << 20;

    private byte[] _rows = [];
    private long _row;

    public RecordedGroup Group => group;

    /// <summary>Place of the group in the file.</summary>
    public int Sequence => sequence;

    /// <summary>Groups that must be over before this one starts: their channels go on here.</summary>
    public int Predecessors { get; set; }

    /// <summary>Groups that wait for this one.</summary>
    public List<ReplayCursor> Successors { get; } = [];

    public bool IsOver => _row >= group.Rows;

    /// <summary>Index of the next row, gaps included.</summary>
    public long Index => group.FirstIndex + _row;

    /// <summary>Time of the next row in seconds from the first sample.</summary>
    public double Seconds => group.Clock.Seconds(Index * group.Clock.TicksPerSample);

    public long TickOf(int column) => group.Columns[column].FirstTick + (_row * group.Clock.TicksPerSample);

    /// <summary>Reads the next rows and returns how many.</summary>
    public int ReadRows(double seconds)
    {
        int most = Math.Max(1, LargestBuffer / group.RowBytes);
        int wanted = (int)Math.Clamp(group.Clock.SampleRateHz * seconds, 1, most);
        int rows = (int)Math.Min(wanted, group.Rows - _row);
        if (_rows.Length < rows * group.RowBytes)
        {
            _rows = new byte[rows * group.RowBytes];
        }

        group.ReadRows(_row, _rows.AsSpan(0, rows * group.RowBytes));
        return rows;
    }

    public void Advance(int rows)
    {
        _row += rows;
        if (IsOver)
        {
            _rows = [];
        }
    }

    /// <summary>Takes a column out of the rows that were read, least significant byte first.</summary>
    public void CopyColumn(int column, int size, int rows, Span<byte> target)
    {
        RecordedColumn place = group.Columns[column];
        ReadOnlySpan<byte> source = _rows.AsSpan(0, rows * group.RowBytes);
        switch (size)
        {
            case 1:
                Gather<byte>(source, place.ByteOffset, group.RowBytes, target);
                break;
            case 2:
                Gather(source, place.ByteOffset, group.RowBytes, MemoryMarshal.Cast<byte, short>(target));
                break;
            case 4:
                Gather(source, place.ByteOffset, group.RowBytes, MemoryMarshal.Cast<byte, int>(target));
                break;
            default:
                Gather(source, place.ByteOffset, group.RowBytes, MemoryMarshal.Cast<byte, long>(target));
                break;
        }

        if (place.IsBigEndian)
        {
            for (int i = 0; i < rows; i++)
            {
                target.Slice(i * size, size).Reverse();
            }
        }
    }

    private static void Gather<T>(ReadOnlySpan<byte> rows, int offset, int rowBytes, Span<T> target)
        where T : unmanaged
    {
        foreach (ref T sample in target)
        {
            sample = MemoryMarshal.Read<T>(rows[offset..]);
            offset += rowBytes;
        }
    }
}
