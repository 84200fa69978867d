using System.Buffers.Binary;
using Bench.Acquisition;

namespace Bench.Recordings.Mdf;

/// <summary>
/// Finds the clock of a group: from our own properties, from a virtual master, or from a stored time channel.
/// </summary>
internal static class MdfTimeAxis
{
    // Stored times are compared with a straight line at this many places.
    private const int Probes = 64;

    /// <summary>Sets clock and first index; false where the time is not evenly spaced or unknown.</summary>
    public static bool Find(MdfRawGroup group)
    {
        if (FromProperties(group))
        {
            return true;
        }

        if (group.Master is not MdfRawColumn master)
        {
            return false;
        }

        return group.MasterIsVirtual
            ? FromLine(group, master.Conversion.Offset, master.Conversion.Factor)
            : FromStoredTimes(group, master);
    }

    /// <summary>
    /// The clock of a sample interval: a whole-numbered rate where it is one, else to the picosecond.
    /// </summary>
    public static SampleClock ClockOf(double intervalSeconds)
    {
        double rate = 1 / intervalSeconds;
        double whole = Math.Round(rate);
        if (whole >= 1 && Math.Abs(rate - whole) <= 1e-9 * whole)
        {
            return SampleClock.FromRate((long)whole);
        }

        const long Picoseconds = 1_000_000_000_000;
        return new SampleClock(1, Picoseconds, Math.Max(1, (long)Math.Round(intervalSeconds * Picoseconds)));
    }

    private static bool FromProperties(MdfRawGroup group)
    {
        long? numerator = group.Comment.Number("clockNumerator");
        long? denominator = group.Comment.Number("clockDenominator");
        long? ticks = group.Comment.Number("ticksPerSample");
        long? first = group.Comment.Number("firstIndex");
        if (numerator is not > 0 || denominator is not > 0 || ticks is not > 0 || first is null)
        {
            return false;
        }

        group.Clock = new SampleClock(numerator.Value, denominator.Value, ticks.Value);
        group.FirstIndex = first.Value;
        return true;
    }

    /// <summary>Files of other tools start at any time: the earliest of their groups gets index 0.</summary>
    public static void AlignStarts(List<MdfRawGroup> groups)
    {
        double earliest = groups.Min(group => group.StartSeconds) ?? 0;
        foreach (MdfRawGroup group in groups)
        {
            if (group.StartSeconds is double start)
            {
                group.FirstIndex = (long)Math.Round((start - earliest) * group.Clock.SampleRateHz);
            }
        }
    }

    private static bool FromLine(MdfRawGroup group, double start, double interval)
    {
        // From a nanosecond to a day between samples; a start of up to 100 days, which picoseconds can count.
        if (!double.IsFinite(start) || !(interval is > 1e-9 and < 86_400) || Math.Abs(start) > 8.64e6)
        {
            return false;
        }

        group.Clock = ClockOf(interval);
        group.StartSeconds = start;
        return true;
    }

    private static bool FromStoredTimes(MdfRawGroup group, MdfRawColumn master)
    {
        if (master.Format != SampleFormat.Float64 || master.IsBigEndian || group.Rows < 2
            || master.ByteOffset + sizeof(double) > group.RowBytes)
        {
            return false;
        }

        double first = TimeAt(group, master, 0);
        double last = TimeAt(group, master, group.Rows - 1);
        double interval = (last - first) / (group.Rows - 1);
        for (int i = 1; i < Probes; i++)
        {
            long row = (long)((Int128)(group.Rows - 1) * i / Probes);
            double deviation = TimeAt(group, master, row) - first - (row * interval);
            if (!(Math.Abs(deviation) <= 0.5 * interval))
            {
                return false;
            }
        }

        return FromLine(group, first, interval);
    }

    private static double TimeAt(MdfRawGroup group, MdfRawColumn master, long row)
    {
        Span<byte> bytes = stackalloc byte[sizeof(double)];
        group.Extents!.Read((row * group.RowBytes) + master.ByteOffset, bytes);
        double raw = BinaryPrimitives.ReadDoubleLittleEndian(bytes);
        return (raw * master.Conversion.Factor) + master.Conversion.Offset;
    }
}
