using Bench.Acquisition;

namespace Bench.Bench.Tests.Acquisition;

public sealed class ChannelStartTests
{
    [Fact]
    public void Channels_of_one_clock_start_with_the_latest() =>
        Assert.Equal([7, 7], ChannelStart.Find([SampleClock.FromRate(51_200), SampleClock.FromRate(51_200)], [3, 7]));

    [Fact]
    public void Channels_of_two_rates_start_where_both_have_a_sample() =>
        Assert.Equal([4, 8], ChannelStart.Find([SampleClock.FromRate(51_200), SampleClock.FromRate(102_400)], [3, 7]));

    [Fact]
    public void Rates_with_a_small_common_divisor_meet_at_their_next_common_instant()
    {
        // 10 kHz and 51.2 kHz have 400 common instants a second: every 25 and 128 samples.
        long[] starts =
            ChannelStart.Find([SampleClock.FromRate(10_000), SampleClock.FromRate(51_200)], [1_000_001, 5_120_003]);
        Assert.Equal([1_000_025, 5_120_128], starts);
    }

    [Fact]
    public void Nanosecond_ticks_since_1970_are_compared_exactly()
    {
        var nanoseconds = new SampleClock(1, 1_000_000_000, 156_250);
        long[] starts =
            ChannelStart.Find(
                [nanoseconds, SampleClock.FromRate(6400)], [1_750_000_002_000_000_000, 11_200_000_012_801]);
        Assert.Equal([1_750_000_002_000_156_250, 11_200_000_012_801], starts);
    }

    [Fact]
    public void Clocks_that_never_meet_start_less_than_one_sample_apart()
    {
        // Even and odd microseconds.
        var clock = new SampleClock(1, 1_000_000, 100);
        Assert.Equal([1100, 1050], ChannelStart.Find([clock, clock], [0, 1050]));
    }
}
