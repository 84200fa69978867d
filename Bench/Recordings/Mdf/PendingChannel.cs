using System.Runtime.InteropServices;
using Bench.Acquisition;

namespace Bench.Recordings.Mdf;

/// <summary>
/// Samples of one channel that wait for those of its neighbours. They form runs: consecutive samples between gaps.
/// </summary>
internal sealed class PendingChannel(int index, SourceChannel source)
{
    private readonly List<Run> _runs = [];
    private byte[] _buffer = [];
    private int _start;
    private int _length;
    private bool _closed;

    public int Index => index;

    public SourceChannel Source => source;

    public int SampleBytes { get; } = source.Format.Size();

    /// <summary>The segment that takes its samples; null between segments.</summary>
    public RecordedSegment? Segment { get; set; }

    /// <summary>Samples that wait.</summary>
    public long Pending => _length / SampleBytes;

    /// <summary>Samples of the first run that wait.</summary>
    public long HeadCount => _runs.Count == 0 ? 0 : _runs[0].Count;

    /// <summary>Whether the first run will not grow: a gap follows.</summary>
    public bool HeadIsClosed => _runs.Count > 1 || (_closed && _runs.Count == 1);

    /// <summary>Index of the first sample that waits.</summary>
    public long HeadIndex => _runs[0].FirstIndex;

    /// <summary>Tick of the first sample that waits.</summary>
    public long HeadTick => _runs[0].FirstTick;

    /// <summary>Index behind the last sample that came, gaps included.</summary>
    public long EndIndex { get; private set; }

    public void Append(SampleBlock block)
    {
        if (_runs.Count == 0 || _closed || block.FirstIndex != EndIndex)
        {
            _runs.Add(new Run(block.FirstIndex, block.FirstTick, 0));
            _closed = false;
        }

        CollectionsMarshal.AsSpan(_runs)[^1].Count += block.Count;
        EndIndex = block.FirstIndex + block.Count;
        MakeRoom(block.Raw.Length);
        block.Raw.CopyTo(_buffer.AsSpan(_start + _length));
        _length += block.Raw.Length;
    }

    /// <summary>The next sample does not follow the last one.</summary>
    public void Close() => _closed = _runs.Count > 0;

    /// <summary>Drops a first run that is used up and will not grow; tells whether there was one.</summary>
    public bool DropFinishedRun()
    {
        if (!HeadIsClosed || HeadCount > 0)
        {
            return false;
        }

        _runs.RemoveAt(0);
        _closed &= _runs.Count > 0;
        return true;
    }

    /// <summary>Moves the first samples into a column of rows.</summary>
    public void TakeColumn(Span<byte> rows, int offset, int rowBytes, int count)
    {
        ReadOnlySpan<byte> samples = _buffer.AsSpan(_start, count * SampleBytes);
        switch (SampleBytes)
        {
            case 1:
                Scatter(samples, rows, offset, rowBytes);
                break;
            case 2:
                Scatter(MemoryMarshal.Cast<byte, short>(samples), rows, offset, rowBytes);
                break;
            case 4:
                Scatter(MemoryMarshal.Cast<byte, int>(samples), rows, offset, rowBytes);
                break;
            default:
                Scatter(MemoryMarshal.Cast<byte, long>(samples), rows, offset, rowBytes);
                break;
        }

        _start += samples.Length;
        _length -= samples.Length;
        ref Run head = ref CollectionsMarshal.AsSpan(_runs)[0];
        head.Count -= count;
        head.FirstIndex += count;
        head.FirstTick += count * source.Clock.TicksPerSample;
    }

    private static void Scatter<T>(ReadOnlySpan<T> samples, Span<byte> rows, int offset, int rowBytes)
        where T : unmanaged
    {
        foreach (T sample in samples)
        {
            MemoryMarshal.Write(rows[offset..], in sample);
            offset += rowBytes;
        }
    }

    private void MakeRoom(int bytes)
    {
        if (_start + _length + bytes <= _buffer.Length)
        {
            return;
        }

        byte[] target =
            _length + bytes <= _buffer.Length ? _buffer : new byte[Math.Max(2 * _buffer.Length, _length + bytes)];
        Buffer.BlockCopy(_buffer, _start, target, 0, _length);
        _buffer = target;
        _start = 0;
    }

    private struct Run(long firstIndex, long firstTick, long count)
    {
        public long FirstIndex = firstIndex;
        public long FirstTick = firstTick;
        public long Count = count;
    }
}
