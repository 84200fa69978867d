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

    [Fact]
    public void It_sees_what_a_plain_loop_over_every_sample_sees()
    {
        Random random = new(5);
        for (int trial = 0; trial < 100; trial++)
        {
            float[] samples = new float[random.Next(1, 3000)];
            for (int i = 0; i < samples.Length; i++)
            {
                samples[i] = random.Next(300) switch
                {
                    0 => float.NaN,
                    1 => float.NegativeInfinity,
                    < 20 when i > 0 && !float.IsNaN(samples[i - 1]) => MathF.CopySign(100, samples[i - 1]),
                    _ => (float)(60 * (random.NextDouble() - 0.5)),
                };
            }

            SensorMonitor monitor = new(s_channel, turningFromSeconds: 0.2, clippedSamples: 2);
            for (int at = 0; at < samples.Length;)
            {
                int take = Math.Min(random.Next(1, 600), samples.Length - at);
                monitor.Inspect(samples.AsSpan(at, take));
                at += take;
            }

            (long notFinite, List<int> clips, double rms) = Plain(samples, turningFrom: 200, clippedSamples: 2);
            Assert.Equal(notFinite, monitor.NotFinite);
            Assert.Equal(clips.Count, monitor.ClippedPlaces);
            Assert.Equal(clips.Count == 0 ? double.NaN : clips[0] / 1000.0, monitor.FirstClipSeconds);
            Assert.Equal(rms, monitor.TurningRms, 1e-10);
        }
    }

    private static (long NotFinite, List<int> Clips, double Rms) Plain(
        float[] samples, int turningFrom, int clippedSamples)
    {
        long notFinite = samples.Count(x => !float.IsFinite(x));
        double[] finite = [.. samples.Select(x => float.IsFinite(x) ? (double)x : 0)];
        List<int> clips = [];
        int run = 0;
        for (int i = 0; i < finite.Length; i++)
        {
            run = Math.Abs(finite[i]) >= 0.999 * 100 ? run + 1 : 0;
            if (run == clippedSamples)
            {
                clips.Add(i);
            }
        }

        double[] turning = [.. finite.Skip(turningFrom)];
        double mean = turning.Length == 0 ? double.NaN : turning.Average();
        double rms = turning.Length == 0 ? double.NaN : Math.Sqrt(turning.Average(x => (x - mean) * (x - mean)));
        return (notFinite, clips, rms);
    }
}
