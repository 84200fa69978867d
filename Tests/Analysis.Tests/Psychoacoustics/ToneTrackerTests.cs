using System.Collections.Immutable;
using Bench.Analysis.Psychoacoustics;
using Bench.Analysis.Tacho;

namespace Bench.Analysis.Tests.Psychoacoustics;

public class ToneTrackerTests
{
    private const double Rate = 48000;
    private const double Seconds = 4;
    private const double FromRpm = 1000;
    private const double RpmPerSecond = 1000;

    // Order 48 sweeps from 800 to 4000 Hz: by 400 Hz within a frame, two critical bands.
    [Theory]
    [InlineData(48, 7)]
    [InlineData(23.5, 8)]
    public void The_prominent_order_of_a_fast_run_up_is_found(double order, int seed)
    {
        float[] signal = RunUp(order, 0.02, seed);
        ToneTrack track = ToneTracker.Track(signal, Rate, Speed());
        Assert.Equal(order, track.ProminentOrder, 0.003 * order);
        Assert.InRange(track.ProminentShare, 0.9, 1);
        Assert.Equal(15, track.Points.Length);
        Assert.All(track.Points, point => Assert.Equal(
            FromRpm + (RpmPerSecond * point.TimeSeconds), point.SpeedRpm, 1.0));
    }

    [Fact]
    public void A_followed_order_has_the_ratio_of_its_power_to_the_noise()
    {
        float[] signal = RunUp(48, 0.02, 9);
        ImmutableArray<TonePoint> points = ToneTracker.Follow(signal, Rate, Speed(), 48);
        double error = points.Average(point =>
        {
            double width = CriticalBand.Around(point.Tone!.FrequencyHz).WidthHz;
            return point.Tone.ToneToNoiseDb - (10 * Math.Log10(0.02 * 0.02 / 2 / (0.01 * 0.01 / 24000 * width)));
        });
        Assert.Equal(0, error, 0.7);
    }

    [Fact]
    public void Noise_alone_has_no_prominent_order_and_a_standing_shaft_no_points()
    {
        float[] noise = ToneSignal.Noise(new Random(3), (int)(Seconds * Rate), 0.01);
        ToneTrack track = ToneTracker.Track(noise, Rate, Speed());
        Assert.True(double.IsNaN(track.ProminentOrder));
        Assert.Equal(0, track.ProminentShare);
        SpeedTrace standing = new([0, 2, 4], [0, 0, 0]);
        Assert.Empty(ToneTracker.Track(noise, Rate, standing).Points);
        Assert.Throws<ArgumentException>(() => ToneTracker.Track(noise.AsSpan(0, 100), Rate, standing));
    }

    private static SpeedTrace Speed() => new(
        [.. Enumerable.Range(0, 401).Select(i => i * 0.01)],
        [.. Enumerable.Range(0, 401).Select(i => FromRpm + (RpmPerSecond * i * 0.01))]);

    private static float[] RunUp(double order, double amplitude, int seed)
    {
        float[] signal = ToneSignal.Noise(new Random(seed), (int)(Seconds * Rate), 0.01);
        for (int i = 0; i < signal.Length; i++)
        {
            double t = i / Rate;
            double revolutions = ((FromRpm * t) + (RpmPerSecond * t * t / 2)) / 60;
            signal[i] += (float)(amplitude * Math.Sin(2 * Math.PI * order * revolutions));
        }

        return signal;
    }
}
