namespace Bench.Recordings.Foreign;

/// <summary>A column of a text table while it is read.</summary>
internal sealed class CsvColumn(string name, Spool spool)
{
    private readonly SpooledBytes _values = spool.Begin();
    private bool _isText;
    private bool _hasNumber;

    public string Name => name;

    public bool IsNumeric => _hasNumber;

    public ForeignSamples Values => _values.Numbers();

    public void Add(string text, CsvDialect dialect, long line, int column)
    {
        if (_isText)
        {
            return;
        }

        // An empty cell is a value that is missing.
        double? number = text.Length == 0 ? double.NaN : dialect.Number(text);
        if (number is double value)
        {
            _hasNumber |= text.Length > 0;
            _values.Append(value);
            return;
        }

        if (_hasNumber)
        {
            string shown = text.Length > 40 ? $"{text[..40]}…" : text;
            throw new RecordingException(
                $"line {line}, column {column} (\"{name}\") holds \"{shown}\", expected a number "
                    + "as in the lines above");
        }

        _isText = true;
    }
}
