using System.Globalization;

namespace Bench.Recordings.Foreign;

/// <summary>
/// How numbers are written in a text file, found from its first lines by this rule. Separator: the first of tab,
/// semicolon, comma and blanks that stands equally often (at least once) in every line; where none does, each line is
/// one value. Decimal sign: a comma where the separator is not a comma, some value has one comma, and none has a
/// point; otherwise a point. Header: the first line, where a value in it is not a number but a value below it is.
/// </summary>
/// <param name="Separator">Between values; blank stands for any run of blanks.</param>
/// <param name="DecimalComma">Whether a comma is the decimal sign.</param>
/// <param name="HasHeader">Whether the first line holds names.</param>
internal sealed record CsvDialect(char Separator, bool DecimalComma, bool HasHeader)
{
    /// <summary>No separator at all: one value per line.</summary>
    public const char None = '\n';

    private static readonly char[] s_candidates = ['\t', ';', ',', ' '];

    /// <summary>Finds the dialect of a file's first lines.</summary>
    public static CsvDialect Detect(IReadOnlyList<string> lines)
    {
        // The first line may be a header with blanks or units in it; it decides nothing where others follow.
        IReadOnlyList<string> body = lines.Count > 1 ? [.. lines.Skip(1)] : lines;
        char separator = None;
        foreach (char candidate in s_candidates)
        {
            int count = Count(body[0], candidate);
            if (count > 0 && body.All(line => Count(line, candidate) == count))
            {
                separator = candidate;
                break;
            }
        }

        string[] values = [.. body.SelectMany(line => Split(line, separator))];
        bool decimalComma =
            separator != ',' && values.Any(value => HasOneComma(value)) && !values.Any(IsNumberWithPoint);
        CsvDialect dialect = new(separator, decimalComma, HasHeader: false);
        bool textOnTop = Split(lines[0], separator).Any(value => value.Length > 0 && dialect.Number(value) is null);
        bool numbersBelow =
            lines.Count > 1 && values.Any(value => value.Length > 0 && dialect.Number(value) is not null);
        return dialect with { HasHeader = textOnTop && numbersBelow };
    }

    /// <summary>The dialect in words.</summary>
    public string Description
    {
        get
        {
            string separator = Separator switch
            {
                '\t' => "tabs",
                ';' => "semicolons",
                ',' => "commas",
                ' ' => "blanks",
                _ => "no separator",
            };
            return $"{separator}, decimal {(DecimalComma ? "comma" : "point")}, {(HasHeader ? "header" : "no header")}";
        }
    }

    /// <summary>The number that a text stands for; null where it stands for none.</summary>
    public double? Number(ReadOnlySpan<char> text)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint
            | NumberStyles.AllowExponent | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;
        if (!DecimalComma)
        {
            return double.TryParse(text, Style, CultureInfo.InvariantCulture, out double plain) ? plain : null;
        }

        Span<char> point = stackalloc char[64];
        if (text.Contains('.') || text.Length > point.Length)
        {
            return null;
        }

        text.Replace(point, ',', '.');
        return double.TryParse(point[..text.Length], Style, CultureInfo.InvariantCulture, out double value)
            ? value
            : null;
    }

    private static int Count(string line, char separator) => separator == ' '
        ? line.Split((char[]?)[' '], StringSplitOptions.RemoveEmptyEntries).Length - 1
        : CountOutsideQuotes(line, separator);

    private static int CountOutsideQuotes(string line, char separator)
    {
        int count = 0;
        bool quoted = false;
        foreach (char c in line)
        {
            quoted ^= c == '"';
            count += c == separator && !quoted ? 1 : 0;
        }

        return count;
    }

    private static IEnumerable<string> Split(string line, char separator) => line
        .Split([separator], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(value => value.Trim('"'));

    private static bool HasOneComma(string value) => value.AsSpan().Count(',') == 1 && value.Any(char.IsAsciiDigit);

    private static bool IsNumberWithPoint(string value) =>
        value.Contains('.', StringComparison.Ordinal)
        && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
