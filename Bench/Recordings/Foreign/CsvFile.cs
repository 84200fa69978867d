using System.Collections.Immutable;
using System.Globalization;
using CsvHelper;

namespace Bench.Recordings.Foreign;

/// <summary>
/// Text tables (CSV, TSV, also gzipped): see <see cref="CsvDialect"/> for how separator and decimal sign are found. A
/// column whose first value is no number is text and left out; text further down in a column of numbers is an error.
/// </summary>
internal static class CsvFile
{
    private const int ProbeLines = 50;
    private const int LongestProbe = 1 << 18;

    public static ForeignRecording Read(OpenFile file, TextReader text)
    {
        List<string> probe = Probe(text, out int skipped);
        if (probe.Count == 0)
        {
            throw new RecordingException("it holds no table of numbers: there is no line in it");
        }

        CsvDialect dialect = CsvDialect.Detect(probe);
        using ReplayReader replay = new(probe, text);
        List<CsvColumn> columns = [];
        long line = skipped;
        foreach (string[] row in Rows(replay, dialect))
        {
            line++;
            if (columns.Count == 0)
            {
                columns.AddRange(row.Select((name, i) => new CsvColumn(
                    dialect.HasHeader && name.Length > 0 ? name : (i + 1).ToString(CultureInfo.InvariantCulture),
                    file.Spool)));
                if (dialect.HasHeader)
                {
                    continue;
                }
            }

            AddRow(columns, row, dialect, line);
        }

        return Finish(file.Path, dialect, columns);
    }

    private static void AddRow(List<CsvColumn> columns, string[] row, CsvDialect dialect, long line)
    {
        if (row.Length != columns.Count)
        {
            throw new RecordingException($"line {line} has {row.Length} columns, expected {columns.Count}");
        }

        for (int i = 0; i < row.Length; i++)
        {
            columns[i].Add(row[i], dialect, line, i + 1);
        }
    }

    private static ForeignRecording Finish(string path, CsvDialect dialect, List<CsvColumn> columns)
    {
        ImmutableArray<string>.Builder notes = ImmutableArray.CreateBuilder<string>();
        List<CsvColumn> numbers = [.. columns.Where(column => column.IsNumeric)];
        string[] left = [.. columns.Where(column => !column.IsNumeric).Select(column => $"\"{column.Name}\"")];
        if (left.Length > 0)
        {
            notes.Add($"Columns without numbers are left out: {string.Join(", ", left)}.");
        }

        if (numbers.Count == 0)
        {
            throw new RecordingException("it holds no table of numbers");
        }

        return new ForeignRecording(
            path,
            $"text table ({dialect.Description})",
            [.. numbers.Select(column => new ForeignChannel(column.Name, "", null, column.Values))],
            notes.ToImmutable());
    }

    // Lines that are empty or start with # or % come before the table in many exports.
    private static List<string> Probe(TextReader text, out int skipped)
    {
        List<string> lines = [];
        skipped = 0;
        int length = 0;
        while (lines.Count < ProbeLines && length < LongestProbe && ReadLine(text) is string line)
        {
            length += line.Length;
            if (lines.Count == 0 && (string.IsNullOrWhiteSpace(line) || line[0] is '#' or '%'))
            {
                skipped++;
            }
            else if (!string.IsNullOrWhiteSpace(line))
            {
                lines.Add(line);
            }
        }

        return lines;
    }

    // A file without line breaks is no table; its one line must not fill the memory.
    private static string? ReadLine(TextReader text)
    {
        if (text.Peek() < 0)
        {
            return null;
        }

        System.Text.StringBuilder line = new();
        for (int c = text.Read(); c is not (-1 or '\n'); c = text.Read())
        {
            if (c != '\r')
            {
                line.Append((char)c);
            }

            if (line.Length > LongestProbe)
            {
                throw new RecordingException(
                    $"it holds no table of numbers: a line is longer than {LongestProbe} characters");
            }
        }

        return line.ToString();
    }

    private static IEnumerable<string[]> Rows(TextReader text, CsvDialect dialect)
    {
        if (dialect.Separator is ' ' or CsvDialect.None)
        {
            for (string? line = text.ReadLine(); line is not null; line = text.ReadLine())
            {
                string[] row = dialect.Separator == ' '
                    ? line.Split((char[]?)[' '], StringSplitOptions.RemoveEmptyEntries)
                    : [line.Trim()];
                if (row.Length > 0 && line.Length > 0)
                {
                    yield return row;
                }
            }

            yield break;
        }

        CsvReaderOptions options = new()
        {
            Separator = dialect.Separator,
            HasHeader = false,
            TrimWhitespace = true,
            MaxRecordSize = LongestProbe,
        };
        using CsvReader reader = CsvReader.Create(text, options, leaveOpen: true);
        while (reader.Read())
        {
            string[] row = new string[reader.FieldCount];
            for (int i = 0; i < row.Length; i++)
            {
                row[i] = reader.GetString(i);
            }

            yield return row;
        }
    }
}
