using Bench.Analysis.PartTypes;
using Bench.Judging;

namespace Bench.Bench.Tests.Judging;

public class SensorMonitorTests
{
    private static readonly Channel s_channel = new()
    {
        Id = "AccA",
        Name = "accelerometer A-side",
        Quantity = Quantity.Acceleration,
        SampleRateHz = 1000,
        FullScale = 100,
        DeadBelow = 0.05,
    };

    [Fact]
    public void A_sensor_that_gives_only_an_offset_is_dead()
    {
        SensorMonitor monitor = new(s_channel, turningFromSeconds: 0, clippedSamples: 3);
        float[] offset = new float[1000];
        Array.Fill(offset, 7.5f);
        monitor.Inspect(offset);
        Assert.True(monitor.IsDead);
        Assert.Equal(0, monitor.TurningRms, 1e-5);
    }

    [Fact]
    public void Only_the_time_in_which_the_motor_turns_counts()
    {
        // Silent for half a second at standstill, then a sine of amplitude 1: RMS 1/sqrt 2 from there on.
        float[] samples = new float[1500];
        for (int i = 500; i < samples.Length; i++)
        {
            samples[i] = (float)Math.Sin(2 * Math.PI * 50 * i / 1000);
        }

        SensorMonitor monitor = new(s_channel, turningFromSeconds: 0.5, clippedSamples: 3);
        foreach (float[] piece in samples.Chunk(7))
        {
            monitor.Inspect(piece);
        }

        Assert.False(monitor.IsDead);
        Assert.Equal(Math.Sqrt(0.5), monitor.TurningRms, 1e-4);
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(3, 1)]
    [InlineData(40, 1)]
    public void Clipping_is_so_many_samples_in_a_row_across_block_borders(int atFullScale, int places)
    {
        float[] samples = new float[100];
        for (int i = 0; i < atFullScale; i++)
        {
            samples[20 + i] = i % 2 == 0 ? 100 : -100;
        }

        SensorMonitor monitor = new(s_channel, turningFromSeconds: 0, clippedSamples: 3);
        monitor.Inspect(samples.AsSpan(0, 21));
        monitor.Inspect(samples.AsSpan(21));
        Assert.Equal(places, monitor.ClippedPlaces);
        if (places > 0)
        {
            Assert.Equal(0.022, monitor.FirstClipSeconds, 1e-12);
        }
    }

    [Fact]
    public void Samples_that_are_not_numbers_are_counted_and_hide_nothing_else()
    {
        SensorMonitor monitor = new(s_channel, turningFromSeconds: 0, clippedSamples: 3);
        monitor.Inspect([1, float.NaN, -1, float.PositiveInfinity, 1]);
        Assert.Equal(2, monitor.NotFinite);
        Assert.True(double.IsFinite(monitor.TurningRms));
    }
}
