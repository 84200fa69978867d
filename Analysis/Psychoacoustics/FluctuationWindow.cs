namespace Bench.Analysis.Psychoacoustics;

/// <summary>
/// The part of an envelope in which fluctuation is looked for: without its edges, where the Hilbert transform of a
/// block is distorted, and without long quiet periods (ECMA-418-2:2025, clause 9.1.3).
/// </summary>
/// <param name="First">First value of the part.</param>
/// <param name="Last">Its last value.</param>
internal readonly record struct FluctuationWindow(int First, int Last)
{
    public const int EnvelopeLength = 2048;

    private const int Guard = 64;
    private const int MedianLength = 33;
    private const int ShortestRun = 320;
    private const int EarliestLast = 511;
    private const int FitMargin = 10;
    private const double QuietPa = 5e-6;
    private const double LeastDeviation = 1e-3;

    public int Length => Last - First + 1;

    /// <summary>The part, or null where the envelope is silent or does not fluctuate.</summary>
    public static FluctuationWindow? Of(ReadOnlySpan<double> envelope)
    {
        double[] smooth = new double[EnvelopeLength];
        MovingMedian.Compute(envelope, MedianLength, smooth);
        double largest = 0;
        for (int i = 0; i < EnvelopeLength; i++)
        {
            smooth[i] = Math.Round(smooth[i], 8);
            largest = i is >= Guard and < EnvelopeLength - Guard ? Math.Max(largest, smooth[i]) : largest;
        }

        if (largest <= QuietPa)
        {
            return null;
        }

        double threshold = Math.Round(0.01 * largest, 8);
        int first = Array.FindIndex(smooth, Guard, value => value >= threshold);
        int last = Array.FindLastIndex(smooth, EnvelopeLength - Guard - 1, value => value >= threshold);
        (int from, int to) = LongestQuietRun(smooth, first, last, threshold);
        if (to - from > ShortestRun)
        {
            // The longer of what lies before and behind remains (9.1.3.5).
            (first, last) = from - (first + Guard) > last - Guard - (to - 1)
                ? (first, from - Guard)
                : (to - 1 + Guard, last);
        }

        FluctuationWindow window = new(first, last);
        return window.Length >= ShortestRun && last >= EarliestLast && Fluctuates(smooth.AsSpan(first, window.Length))
            ? window
            : null;
    }

    private static (int From, int To) LongestQuietRun(double[] smooth, int first, int last, double threshold)
    {
        (int from, int to) = (0, 0);
        int start = first;
        for (int i = first; i <= last; i++)
        {
            if (smooth[i] >= threshold)
            {
                start = i + 1;
            }
            else if (i + 1 - start > to - from)
            {
                (from, to) = (start, i + 1);
            }
        }

        return (from, to);
    }

    // Whether the envelope leaves its own regression line (9.1.3.6).
    private static bool Fluctuates(ReadOnlySpan<double> values)
    {
        values = values[FitMargin..^FitMargin];
        double centre = (values.Length - 1) / 2.0;
        double mean = 0;
        double moment = 0;
        double power = 0;
        for (int i = 0; i < values.Length; i++)
        {
            mean += values[i] / values.Length;
            moment += (i - centre) * values[i];
            power += (i - centre) * (i - centre);
        }

        double slope = moment / power;
        double squares = 0;
        for (int i = 0; i < values.Length; i++)
        {
            double rest = values[i] - mean - (slope * (i - centre));
            squares += rest * rest;
        }

        return mean > 0 && Math.Sqrt(squares / values.Length) >= LeastDeviation * mean;
    }
}
