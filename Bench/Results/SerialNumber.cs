namespace Bench.Results;

/// <summary>Identity of one motor, as scanned: 1-40 printable characters without path or control characters.</summary>
public readonly record struct SerialNumber
{
    /// <summary>Longest serial number, that of a data-matrix code on the part (K0014 of AQDEF).</summary>
    public const int MaxLength = 40;

    private readonly string? _text;

    private SerialNumber(string text) => _text = text;

    /// <summary>Reads a serial number; surrounding white space is dropped.</summary>
    /// <exception cref="FormatException">Empty, too long, or with a character that no label carries.</exception>
    public static SerialNumber Parse(string text)
    {
        string trimmed = text.Trim();
        if (trimmed.Length is 0 or > MaxLength)
        {
            throw new FormatException(
                $"Serial number \"{trimmed}\" has {trimmed.Length} characters, expected 1-{MaxLength}.");
        }

        foreach (char c in trimmed)
        {
            if (!char.IsAsciiLetterOrDigit(c) && !"-_.+:# ".Contains(c, StringComparison.Ordinal))
            {
                throw new FormatException(
                    $"Serial number \"{trimmed}\" has the character '{c}', expected letters, digits and -_.+:# only.");
            }
        }

        return new SerialNumber(trimmed);
    }

    /// <inheritdoc/>
    public override string ToString() => _text ?? "";
}
