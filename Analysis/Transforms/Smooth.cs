namespace Bench.Analysis.Transforms;

/// <summary>Lengths made of the factors 2, 3 and 5 only, for which butterflies exist.</summary>
internal static class Smooth
{
    /// <summary>Whether 2, 3 and 5 divide the length down to 1.</summary>
    public static bool Is(int length)
    {
        int rest = length;
        foreach (int factor in (ReadOnlySpan<int>)[2, 3, 5])
        {
            while (rest % factor == 0)
            {
                rest /= factor;
            }
        }

        return rest == 1;
    }

    /// <summary>The smallest of 2, 3 and 5 that divides a length for which <see cref="Is"/> holds.</summary>
    public static int SmallestFactor(int length) => length % 2 == 0 ? 2 : length % 3 == 0 ? 3 : 5;

    /// <summary>The shortest length of factors 2, 3 and 5 from a given one upwards, in multiples of a smooth number.
    /// </summary>
    public static int AtLeast(int length, int multiple)
    {
        int count = (int)(((long)length + multiple - 1) / multiple);
        while (!Is(count))
        {
            count++;
        }

        return checked(count * multiple);
    }
}
