using Bench.Acquisition;
using Bench.Recordings.Mdf;

namespace Bench.Recordings.Foreign;

/// <summary>An MDF file as channels of numbers; missing samples between its groups are NaN.</summary>
internal static class MdfRecording
{
    // Gaps are filled as long as they do not make more of the file than this.
    private const long LongestChannel = 1L << 27;
    private const int RowsAtATime = 1 << 14;

    public static ForeignRecording Read(string path)
    {
        using RecordingReader reader = RecordingReader.Open(path);
        long[] starts = new long[reader.Channels.Length];
        long[] ends = new long[reader.Channels.Length];
        Array.Fill(starts, long.MaxValue);
        foreach (RecordedGroup group in reader.Groups)
        {
            foreach (RecordedColumn column in group.Columns)
            {
                starts[column.Channel] = Math.Min(starts[column.Channel], group.FirstIndex);
                ends[column.Channel] = Math.Max(ends[column.Channel], checked(group.FirstIndex + group.Rows));
            }
        }

        long[] lengths = [.. ends.Select((end, i) => checked(end - starts[i]))];

        long total = reader.Groups.Sum(group => group.Rows * group.Columns.Length);
        if (lengths.Any(length => length is < 0 or > LongestChannel)
            || lengths.Sum() > Math.Max(LongestChannel / 64, 100 * total))
        {
            throw new RecordingException("its gaps are longer than what it holds");
        }

        double[][] samples = [.. lengths.Select(length => new double[length])];
        Array.ForEach(samples, values => Array.Fill(values, double.NaN));
        foreach (RecordedGroup group in reader.Groups)
        {
            Copy(reader, group, samples, starts);
        }

        return new ForeignRecording(
            path,
            reader.Header is null ? "MDF 4" : "MDF 4, recorded by Bench",
            [.. reader.Channels.Select((channel, i) => new ForeignChannel(
                channel.Name, channel.Unit, channel.Clock.SampleRateHz, samples[i]))],
            [.. reader.Skipped, .. Faults(reader)]);
    }

    private static IEnumerable<string> Faults(RecordingReader reader) => reader.Faults.Select(fault =>
        $"{fault.Kind} at {fault.AtSeconds:0.###} s{(fault.Reason.Length > 0 ? $": {fault.Reason}" : "")}.");

    private static void Copy(RecordingReader reader, RecordedGroup group, double[][] samples, long[] starts)
    {
        byte[] rows = new byte[Math.Min(RowsAtATime, group.Rows) * group.RowBytes];
        for (long row = 0; row < group.Rows; row += RowsAtATime)
        {
            int count = (int)Math.Min(RowsAtATime, group.Rows - row);
            Span<byte> part = rows.AsSpan(0, count * group.RowBytes);
            group.ReadRows(row, part);
            foreach (RecordedColumn column in group.Columns)
            {
                SourceChannel source = reader.Channels[column.Channel];
                Span<double> target =
                    samples[column.Channel].AsSpan((int)(group.FirstIndex - starts[column.Channel] + row), count);
                Decode(part, group.RowBytes, column, source, target);
            }
        }
    }

    private static void Decode(
        ReadOnlySpan<byte> rows, int rowBytes, RecordedColumn column, SourceChannel source, Span<double> target)
    {
        NumberKind kind = source.Format.MdfDataType() switch
        {
            4 => NumberKind.Float,
            2 => NumberKind.Signed,
            _ => NumberKind.Unsigned,
        };
        NumberFormat format = new(kind, source.Format.Size(), column.IsBigEndian);
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = (format.One(rows[((i * rowBytes) + column.ByteOffset)..]) * source.Scale) + source.Offset;
        }
    }
}
