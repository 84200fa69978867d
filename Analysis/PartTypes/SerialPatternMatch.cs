namespace Bench.Analysis.PartTypes;

/// <summary>
/// Patterns of serial numbers: ? is any one character, # a digit, * any characters or none, all else itself. Simple
/// enough that matching takes one pass, whatever the pattern.
/// </summary>
public static class SerialPatternMatch
{
    private const int MaxLength = 40;
    private const string Signs = "-_.+:?#*";

    /// <summary>Whether a text is a pattern; an empty one is.</summary>
    public static bool IsPattern(string pattern) =>
        pattern.Length <= MaxLength
        && pattern.All(c => char.IsAsciiLetterOrDigit(c) || Signs.Contains(c, StringComparison.Ordinal))
        && pattern.Count(c => c == '*') <= 1;

    /// <summary>Whether a serial number has the form of a pattern.</summary>
    public static bool Fits(string pattern, string serialNumber)
    {
        int star = pattern.IndexOf('*', StringComparison.Ordinal);
        if (star < 0)
        {
            return FitsExactly(pattern, serialNumber);
        }

        ReadOnlySpan<char> head = pattern.AsSpan(0, star);
        ReadOnlySpan<char> tail = pattern.AsSpan(star + 1);
        return serialNumber.Length >= head.Length + tail.Length
            && FitsExactly(head, serialNumber.AsSpan(0, head.Length))
            && FitsExactly(tail, serialNumber.AsSpan(serialNumber.Length - tail.Length));
    }

    private static bool FitsExactly(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        if (pattern.Length != text.Length)
        {
            return false;
        }

        for (int i = 0; i < pattern.Length; i++)
        {
            bool fits = pattern[i] switch
            {
                '?' => true,
                '#' => char.IsAsciiDigit(text[i]),
                char c => c == text[i],
            };
            if (!fits)
            {
                return false;
            }
        }

        return true;
    }
}
