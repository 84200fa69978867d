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
        (double? rate, int length) = sink.Common("CSV");
        using StreamWriter writer = new(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        List<string> names = rate is null ? [] : [Quoted("time [s]")];
        names.AddRange(file.Channels.Select(c => Quoted(c.Unit.Length > 0 ? $"{c.Name} [{c.Unit}]" : c.Name)));
        writer.WriteLine(string.Join(',', names));
        ReadOnlyMemory<double>[] columns = [.. file.Channels.Select(channel => channel.Samples)];
        for (int at = 0; at < length; at++)
        {
            if (rate is double hertz)
            {
                WriteNumber(writer, at / hertz);
            }

            for (int i = 0; i < columns.Length; i++)
            {
                if (i > 0 || rate is not null)
                {
                    writer.Write(',');
                }

                WriteNumber(writer, columns[i].Span[at]);
            }

            writer.WriteLine();
            if (at % ExportSink.Block == ExportSink.Block - 1)
            {
                sink.Advance((long)ExportSink.Block * columns.Length);
            }
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
