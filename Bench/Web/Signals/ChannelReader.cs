using Bench.Acquisition;
using Bench.Recipes;
using Bench.Recordings;

namespace Bench.Web.Signals;

/// <summary>Reads a stretch of one channel, piece by piece: memory does not grow with its length.</summary>
internal sealed class ChannelReader : IDisposable
{
    private const int PieceBytes = 1 << 20;

    private readonly RecordingReader _recording;
    private readonly int _channel;

    /// <summary>Opens a recording.</summary>
    /// <param name="path">The recording.</param>
    /// <param name="recipe">Tells the signal of the channel.</param>
    /// <param name="channel">Id of the channel.</param>
    /// <exception cref="RecordingException">It cannot be read.</exception>
    /// <exception cref="KeyNotFoundException">There is no such channel.</exception>
    public ChannelReader(string path, Recipe recipe, string channel)
    {
        int index = recipe.PartType.Channels.ToList().FindIndex(known => known.Id == channel);
        if (index < 0)
        {
            throw new KeyNotFoundException("The part type of this test has no channel of this id.");
        }

        _recording = RecordingReader.Open(path);
        string signal = recipe.Signals[index];
        _channel = _recording.Channels.ToList().FindIndex(
            known => known.Signal.EndsWith(signal, StringComparison.Ordinal));
        if (_channel < 0)
        {
            _recording.Dispose();
            throw new KeyNotFoundException("The recording of this test lacks this channel.");
        }
    }

    /// <summary>Samples per second.</summary>
    public double SampleRateHz => _recording.Channels[_channel].Clock.SampleRateHz;

    /// <summary>Samples from the first to the last, gaps included.</summary>
    public long Length => _recording.Groups
        .Where(group => ColumnOf(group) >= 0)
        .Select(group => group.FirstIndex + group.Rows)
        .DefaultIfEmpty(0)
        .Max();

    /// <summary>Passes the samples of a stretch on, in order; what a gap holds is left out.</summary>
    /// <param name="from">First sample.</param>
    /// <param name="to">Behind the last sample.</param>
    /// <param name="take">Gets the index of a piece's first sample and its samples in SI units.</param>
    /// <param name="cancel">Stops.</param>
    public void Read(long from, long to, SamplesTaker take, CancellationToken cancel)
    {
        foreach (RecordedGroup group in _recording.Groups.OrderBy(group => group.FirstIndex))
        {
            int column = ColumnOf(group);
            long first = Math.Max(from - group.FirstIndex, 0);
            long end = Math.Min(to - group.FirstIndex, group.Rows);
            if (column >= 0 && first < end)
            {
                ReadGroup(group, group.Columns[column], (first, end), take, cancel);
            }
        }
    }

    /// <summary>All samples of a stretch; NaN where there is a gap.</summary>
    public float[] ReadAll(long from, long to, CancellationToken cancel)
    {
        float[] samples = new float[to - from];
        samples.AsSpan().Fill(float.NaN);
        Read(from, to, (first, piece) => piece.CopyTo(samples.AsSpan((int)(first - from))), cancel);
        return samples;
    }

    /// <inheritdoc/>
    public void Dispose() => _recording.Dispose();

    private int ColumnOf(RecordedGroup group)
    {
        for (int i = 0; i < group.Columns.Length; i++)
        {
            if (group.Columns[i].Channel == _channel)
            {
                return i;
            }
        }

        return -1;
    }

    private void ReadGroup(
        RecordedGroup group,
        RecordedColumn column,
        (long First, long End) rows,
        SamplesTaker take,
        CancellationToken cancel)
    {
        SourceChannel channel = _recording.Channels[_channel];
        int size = RawSamples.SizeOf(channel.Format);
        int most = Math.Max(1, PieceBytes / group.RowBytes);
        byte[] table = new byte[most * group.RowBytes];
        byte[] raw = new byte[most * size];
        float[] values = new float[most];
        for (long row = rows.First; row < rows.End;)
        {
            cancel.ThrowIfCancellationRequested();
            int count = (int)Math.Min(most, rows.End - row);
            group.ReadRows(row, table.AsSpan(0, count * group.RowBytes));
            for (int i = 0; i < count; i++)
            {
                Span<byte> sample = raw.AsSpan(i * size, size);
                table.AsSpan((i * group.RowBytes) + column.ByteOffset, size).CopyTo(sample);
                if (column.IsBigEndian)
                {
                    sample.Reverse();
                }
            }

            RawSamples.ToPhysical(raw.AsSpan(0, count * size), channel, values.AsSpan(0, count));
            take(group.FirstIndex + row, values.AsSpan(0, count));
            row += count;
        }
    }
}

/// <summary>Takes the next samples of a channel.</summary>
/// <param name="first">Index of the first of them in the recording.</param>
/// <param name="samples">The samples in SI units.</param>
internal delegate void SamplesTaker(long first, ReadOnlySpan<float> samples);
