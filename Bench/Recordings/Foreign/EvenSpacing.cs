namespace Bench.Recordings.Foreign;

/// <summary>Finds the sample rate of stored times.</summary>
internal static class EvenSpacing
{
    /// <summary>
    /// The rate of times in seconds where every time is nearer to its place on a straight line than to the next; null
    /// where they are not evenly spaced. It reads them once from front to end, but not those that are only counted.
    /// </summary>
    public static double? RateOf(ForeignSamples times, MdfColumn master) =>
        master is { IsVirtual: true, InvalidBit: null, Conversion.Line: (_, double step) }
            ? Rate(times.Length < 2 ? 0 : step)
            : RateOf(times);

    private static double? RateOf(ForeignSamples times)
    {
        double first = times.First;
        double interval = times.Length < 2 ? 0 : (times.Last - first) / (times.Length - 1);
        if (Rate(interval) is not double rate)
        {
            return null;
        }

        long index = 0;
        foreach (ReadOnlyMemory<double> block in times.Blocks())
        {
            foreach (double time in block.Span)
            {
                if (!(Math.Abs(time - first - (index * interval)) <= 0.5 * interval))
                {
                    return null;
                }

                index++;
            }
        }

        return rate;
    }

    private static double? Rate(double interval)
    {
        double rate = 1 / interval;
        double whole = Math.Round(rate);
        return !(interval > 0) || !double.IsFinite(rate) ? null
            : whole >= 1 && Math.Abs(rate - whole) <= 1e-9 * whole ? whole : rate;
    }
}
