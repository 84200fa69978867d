namespace Bench.Recordings.Inspection;

/// <summary>Extremes, mean and root mean square of values; missing ones are counted and left out.</summary>
internal readonly record struct Moments(double Minimum, double Maximum, double Mean, double Rms, int NotANumber)
{
    public static Moments Of(ReadOnlySpan<double> samples)
    {
        double minimum = double.NaN;
        double maximum = double.NaN;
        double mean = 0;
        double squares = 0;
        int count = 0;
        foreach (double sample in samples)
        {
            if (!double.IsFinite(sample))
            {
                continue;
            }

            // Welford (1962): no cancellation with large offsets.
            count++;
            double deviation = sample - mean;
            mean += deviation / count;
            squares += deviation * (sample - mean);
            minimum = count == 1 ? sample : Math.Min(minimum, sample);
            maximum = count == 1 ? sample : Math.Max(maximum, sample);
        }

        return count == 0
            ? new Moments(double.NaN, double.NaN, double.NaN, double.NaN, samples.Length)
            : new Moments(minimum, maximum, mean, Math.Sqrt(squares / count), samples.Length - count);
    }
}
