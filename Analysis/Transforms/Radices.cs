namespace Bench.Analysis.Transforms;

/// <summary>The order of butterflies into which a length is split, first executed first.</summary>
internal static class Radices
{
    /// <summary>Splits a length made of 2, 3 and 5.</summary>
    /// <remarks>
    /// Radix 8 makes the fewest trips through memory, so twos go in threes, with fours for the rest rather than a two:
    /// an exhaustive search over powers of two found no order more than 3 % faster. The first butterflies gather from
    /// all over the input and carry no twiddles: the largest even radix is best there.
    /// </remarks>
    public static int[] Of(int length)
    {
        List<int> radices = [];
        int twos = 0;
        int rest = length;
        while (rest % 2 == 0)
        {
            rest /= 2;
            twos++;
        }

        int fours = twos switch { 0 => 0, 1 => 0, _ => (twos % 3) switch { 0 => 0, 1 => 2, _ => 1 } };
        int eights = (twos - (2 * fours)) / 3;
        radices.AddRange(Enumerable.Repeat(8, eights));
        radices.AddRange(Enumerable.Repeat(4, fours));
        foreach (int odd in (ReadOnlySpan<int>)[5, 3])
        {
            while (rest % odd == 0)
            {
                rest /= odd;
                radices.Add(odd);
            }
        }

        if (twos == 1 || length == 1)
        {
            radices.Add(twos == 1 ? 2 : 1);
        }

        return [.. radices];
    }
}
