using System.Globalization;
using System.Text;

namespace Bench.Recordings.Foreign;

/// <summary>
/// Takes numbers from Fortran's fixed columns: they may touch ("-1.0E-02-1.7E-02"), have a D for an exponent or three
/// digits without a letter ("1.0-100"); what did not fit ("*****") and NaN are NaN.
/// </summary>
internal ref struct UffNumbers(ReadOnlySpan<byte> text)
{
    private const int Longest = 40;

    private ReadOnlySpan<byte> _rest = text;

    /// <summary>Bytes of the number that was taken last.</summary>
    public ReadOnlySpan<byte> Last { get; private set; }

    public readonly int Left => _rest.Length;

    /// <summary>Takes a number; false at the end or where none stands.</summary>
    public bool Next(out double value)
    {
        _rest = _rest.TrimStart(" \t\r\n"u8);
        value = double.NaN;
        int length = NumberLength(_rest);
        if (length == 0)
        {
            length = WordLength(_rest);
            Last = _rest[..length];
            _rest = _rest[length..];
            return length > 0;
        }

        Last = _rest[..length];
        _rest = _rest[length..];
        return length <= Longest && TryParse(Last, out value);
    }

    private static bool TryParse(ReadOnlySpan<byte> raw, out double value)
    {
        Span<byte> text = stackalloc byte[Longest + 1];
        int count = 0;
        for (int i = 0; i < raw.Length; i++)
        {
            byte c = raw[i] is (byte)'D' or (byte)'d' ? (byte)'E' : raw[i];
            bool isSign = c is (byte)'+' or (byte)'-';
            if (isSign && i > 0 && raw[i - 1] is not ((byte)'E' or (byte)'e' or (byte)'D' or (byte)'d'))
            {
                text[count++] = (byte)'E';
            }

            text[count++] = c;
        }

        return double.TryParse(text[..count], NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    private static int NumberLength(ReadOnlySpan<byte> text)
    {
        int at = text is [(byte)'+' or (byte)'-', ..] ? 1 : 0;
        int digits = Digits(text[at..]);
        at += digits;
        if (at < text.Length && text[at] == '.')
        {
            int fraction = Digits(text[(at + 1)..]);
            digits += fraction;
            at += 1 + fraction;
        }

        if (digits == 0)
        {
            return 0;
        }

        ReadOnlySpan<byte> rest = text[at..];
        if (rest is [(byte)'E' or (byte)'e' or (byte)'D' or (byte)'d', ..])
        {
            int sign = rest.Length > 1 && rest[1] is (byte)'+' or (byte)'-' ? 1 : 0;
            int exponent = Digits(rest[(1 + sign)..]);
            return exponent == 0 ? at : at + 1 + sign + exponent;
        }

        bool bare = rest is [(byte)'+' or (byte)'-', ..]
            && Digits(rest[1..]) == 3
            && (rest.Length == 4 || rest[4] is not ((byte)'.' or (byte)'E' or (byte)'e'));
        return bare ? at + 4 : at;
    }

    private static int WordLength(ReadOnlySpan<byte> text)
    {
        int length = text.IndexOfAny(" \t\r\n"u8);
        length = length < 0 ? text.Length : length;
        ReadOnlySpan<byte> word = text[..length].TrimStart("+-"u8);
        return word is [(byte)'*', ..] || StartsWith(word, "nan"u8) || StartsWith(word, "inf"u8) ? length : 0;
    }

    private static bool StartsWith(ReadOnlySpan<byte> word, ReadOnlySpan<byte> start) =>
        word.Length is >= 3 and <= 20 && Ascii.EqualsIgnoreCase(word[..start.Length], start);

    private static int Digits(ReadOnlySpan<byte> text)
    {
        int count = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return count < 0 ? text.Length : count;
    }
}
