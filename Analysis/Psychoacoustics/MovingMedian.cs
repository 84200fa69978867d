namespace Bench.Analysis.Psychoacoustics;

/// <summary>The median of the values around each value; at the ends, of as many as there are.</summary>
internal static class MovingMedian
{
    /// <param name="values">The values.</param>
    /// <param name="length">Odd number of values around each, itself included.</param>
    /// <param name="medians">As many values; not the input itself.</param>
    public static void Compute(ReadOnlySpan<double> values, int length, Span<double> medians)
    {
        int half = length / 2;
        List<double> window = new(length);
        for (int i = -half; i < values.Length; i++)
        {
            if (i + half < values.Length)
            {
                Insert(window, values[i + half]);
            }

            if (i > half)
            {
                window.RemoveAt(window.BinarySearch(values[i - half - 1]));
            }

            if (i >= 0)
            {
                int middle = window.Count / 2;
                medians[i] = window.Count % 2 == 1 ? window[middle] : (window[middle - 1] + window[middle]) / 2;
            }
        }
    }

    private static void Insert(List<double> window, double value)
    {
        int place = window.BinarySearch(value);
        window.Insert(place < 0 ? ~place : place, value);
    }
}
