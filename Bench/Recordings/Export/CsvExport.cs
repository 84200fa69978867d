using System.Globalization;
using System.Text;
using Bench.Recordings.Foreign;

namespace Bench.Recordings.Export;

/// <summary>
/// Text: commas, decimal points, one line of names with units, the time in the first column where there is a rate.
/// Numbers have as many digits as give the same number back; a missing value is an empty cell.
/// </summary>
internal static class CsvExport
{
    public static void Write(ForeignRecording file, Stream stream, ExportSink sink)
    {
        (double? rate, long length) = sink.Common("CSV");
        using StreamWriter writer = new(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        List<string> names = rate is null ? [] : [Quoted("time [s]")];
        names.AddRange(file.Channels.Select(c => Quoted(c.Unit.Length > 0 ? $"{c.Name} [{c.Unit}]" : c.Name)));
        writer.WriteLine(string.Join(',', names));
        double[][] columns = [.. file.Channels.Select(_ => new double[Rows(file)])];
        for (long at = 0; at < length; at += columns[0].Length)
        {
            int count = (int)Math.Min(columns[0].Length, length - at);
            for (int i = 0; i < columns.Length; i++)
            {
                file.Channels[i].Samples.Read(at, columns[i].AsSpan(0, count));
            }

            WriteRows(writer, columns, count, at, rate);
            sink.Advance((long)count * columns.Length);
        }
    }

    // A table may have a thousand columns: its rows are held so many at a time that it does not matter.
    private static int Rows(ForeignRecording file) => Math.Max(16, ExportSink.Block * 8 / file.Channels.Length);

    private static void WriteRows(StreamWriter writer, double[][] columns, int count, long first, double? rate)
    {
        for (int row = 0; row < count; row++)
        {
            if (rate is double hertz)
            {
                WriteNumber(writer, (first + row) / hertz);
            }

            for (int i = 0; i < columns.Length; i++)
            {
                if (i > 0 || rate is not null)
                {
                    writer.Write(',');
                }

                WriteNumber(writer, columns[i][row]);
            }

            writer.WriteLine();
        }
    }

    private static void WriteNumber(StreamWriter writer, double value)
    {
        if (double.IsNaN(value))
        {
            return;
        }

        Span<char> text = stackalloc char[32];
        value.TryFormat(text, out int length, "R", CultureInfo.InvariantCulture);
        writer.Write(text[..length]);
    }

    private static string Quoted(string name) =>
        $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal).ReplaceLineEndings(" ")}\"";
}
