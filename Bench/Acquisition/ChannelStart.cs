using System.Numerics;

namespace Bench.Acquisition;

/// <summary>
/// Finds the instant at which all channels start together, exactly: instants are fractions of a second, compared as
/// whole numbers. With clocks that meet (rates with a common divisor, started together) every channel gets a sample at
/// that very instant; otherwise each starts with its first sample after it, less than one sample late.
/// </summary>
internal static class ChannelStart
{
    /// <summary>
    /// Clocks that meet do so within lcm / rate samples: 512 for 44.1 and 51.2 kS/s. Beyond this they do not.
    /// </summary>
    private const int MostRounds = 20_000;

    /// <summary>The tick at which each channel starts.</summary>
    /// <param name="clocks">The channels' clocks.</param>
    /// <param name="firstTicks">Tick of each channel's first sample.</param>
    public static long[] Find(IReadOnlyList<SampleClock> clocks, IReadOnlyList<long> firstTicks)
    {
        long[] latest = StartsAfter(clocks, firstTicks);
        long[] starts = latest;
        for (int round = 0; round < MostRounds; round++)
        {
            long[] next = StartsAfter(clocks, starts);
            if (next.AsSpan().SequenceEqual(starts))
            {
                return starts;
            }

            starts = next;
        }

        return latest;
    }

    /// <summary>
    /// Each channel's first sample, from its given one on, that is not before the latest of the given ones.
    /// </summary>
    private static long[] StartsAfter(IReadOnlyList<SampleClock> clocks, IReadOnlyList<long> ticks)
    {
        int last = 0;
        for (int c = 1; c < clocks.Count; c++)
        {
            BigInteger own = (BigInteger)ticks[c] * clocks[c].Numerator * clocks[last].Denominator;
            BigInteger other = (BigInteger)ticks[last] * clocks[last].Numerator * clocks[c].Denominator;
            last = own > other ? c : last;
        }

        long[] starts = new long[clocks.Count];
        for (int c = 0; c < starts.Length; c++)
        {
            // Smallest k with (tick + k·step) · num / den >= instant of the latest channel.
            BigInteger instant = (BigInteger)ticks[last] * clocks[last].Numerator * clocks[c].Denominator;
            BigInteger unit = (BigInteger)clocks[last].Denominator * clocks[c].Numerator;
            BigInteger behind = instant - (ticks[c] * unit);
            BigInteger steps = CeilingOfQuotient(behind, unit * clocks[c].TicksPerSample);
            starts[c] = (long)(ticks[c] + (steps * clocks[c].TicksPerSample));
        }

        return starts;
    }

    private static BigInteger CeilingOfQuotient(BigInteger dividend, BigInteger divisor) =>
        dividend <= 0 ? 0 : ((dividend - 1) / divisor) + 1;
}
