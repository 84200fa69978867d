using System.Buffers;
using Bench.Acquisition;
using Bench.Recordings.Mdf;

namespace Bench.Recordings.Foreign;

/// <summary>A channel of a recording of ours: its runs in the order of time, NaN between them.</summary>
internal sealed class RecordedSamples : ForeignSamples
{
    // Gaps are filled as long as they do not make more of the channel than this; beyond, an index is damaged.
    private const long MostOfShort = 1L << 21;
    private const long MostTimes = 100;
    private const int BufferBytes = 1 << 18;

    private readonly RecordedRun[] _runs;
    private readonly SourceChannel _channel;
    private readonly NumberFormat _format;
    private readonly long _start;

    public RecordedSamples(SourceChannel channel, List<RecordedRun> runs)
    {
        _channel = channel;
        _runs = [.. runs.OrderBy(run => run.Group.FirstIndex)];
        NumberKind kind = channel.Format.MdfDataType() switch
        {
            4 => NumberKind.Float,
            2 => NumberKind.Signed,
            _ => NumberKind.Unsigned,
        };
        _format = new NumberFormat(kind, channel.Format.Size(), IsBigEndian: false);
        _start = _runs.Length == 0 ? 0 : _runs[0].Group.FirstIndex;
        long end = _runs.Length == 0 ? 0 : _runs.Max(run => checked(run.Group.FirstIndex + run.Group.Rows));
        Length = checked(end - _start);
        if (Length > Math.Max(MostOfShort, MostTimes * runs.Sum(run => run.Group.Rows)))
        {
            throw new RecordingException($"channel \"{channel.Name}\" has gaps that are longer than what it holds");
        }
    }

    /// <inheritdoc/>
    public override long Length { get; }

    /// <inheritdoc/>
    protected override void ReadBlock(long first, Span<double> target)
    {
        target.Fill(double.NaN);
        long from = _start + first;
        foreach (RecordedRun run in _runs)
        {
            long begin = Math.Max(from, run.Group.FirstIndex);
            long end = Math.Min(from + target.Length, run.Group.FirstIndex + run.Group.Rows);
            if (end > begin)
            {
                Read(run, begin - run.Group.FirstIndex, target.Slice((int)(begin - from), (int)(end - begin)));
            }
        }
    }

    private void Read(RecordedRun run, long row, Span<double> target)
    {
        int rowBytes = run.Group.RowBytes;
        int most = Math.Max(1, BufferBytes / rowBytes);
        NumberFormat format = _format with { IsBigEndian = run.Column.IsBigEndian };
        byte[] buffer = ArrayPool<byte>.Shared.Rent(Math.Min(most, target.Length) * rowBytes);
        try
        {
            while (target.Length > 0)
            {
                int rows = Math.Min(most, target.Length);
                Span<byte> part = buffer.AsSpan(0, rows * rowBytes);
                run.Group.ReadRows(row, part);
                format.Read(part[run.Column.ByteOffset..], rowBytes, target[..rows]);
                for (int i = 0; i < rows; i++)
                {
                    target[i] = (target[i] * _channel.Scale) + _channel.Offset;
                }

                target = target[rows..];
                row += rows;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
