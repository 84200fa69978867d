using Bench.Analysis.Weightings;
using Bench.Tests.Shared;

namespace Bench.Analysis.Tests.Weightings;

/// <summary>Class 1 of bursts, peaks and time weightings is tried in the conformance report.</summary>
public class SoundLevelMeterTests
{
    [Fact]
    public void A_calibrator_reads_its_94_decibels_in_every_level()
    {
        // 1 Pa at 1 kHz is 93.98 dB in every frequency and time weighting.
        SoundLevelMeter meter = MeterSignal.Steady(1000, 51200, amplitude: Math.Sqrt(2));
        double[] levels = [meter.EquivalentLevelDb, meter.FastLevelDb, meter.FastMaximumDb, meter.ImpulseMaximumDb];
        Assert.All(levels, level => Assert.Equal(93.98, level, 0.05));
        Assert.Equal(93.98 + 3.01, meter.CPeakLevelDb, 0.01);
        Assert.Equal(meter.EquivalentLevelDb + (10 * Math.Log10(meter.DurationSeconds)), meter.ExposureLevelDb, 1e-9);
    }

    [Fact]
    public void Any_cutting_into_blocks_gives_the_same_levels()
    {
        Random random = new(4);
        float[] signal = [.. Enumerable.Range(0, 20000).Select(_ => (float)(random.NextDouble() - 0.5))];
        SoundLevelMeter whole = new(51200);
        whole.Process(signal);
        foreach (int size in (int[])[1, 7, 300])
        {
            SoundLevelMeter cut = new(51200);
            for (int start = 0; start < signal.Length; start += size)
            {
                cut.Process(signal.AsSpan(start, Math.Min(size, signal.Length - start)));
            }

            Assert.Equal(Levels(whole), Levels(cut));
        }
    }

    [Fact]
    public void An_interval_without_samples_has_no_level_and_a_NaN_shows()
    {
        SoundLevelMeter meter = MeterSignal.Steady(1000, 48000);
        meter.StartInterval();
        Assert.True(double.IsNaN(meter.EquivalentLevelDb));
        Assert.True(double.IsNaN(meter.CPeakLevelDb));
        Assert.True(double.IsNaN(meter.ExposureLevelDb));
        meter.Process([0, float.NaN, 0]);
        Assert.All(Levels(meter), level => Assert.True(double.IsNaN(level)));
        meter.Reset();
        meter.Process(new float[10]);
        Assert.All(Levels(meter), level => Assert.Equal(double.NegativeInfinity, level));
    }

    [Fact]
    public void Blocks_allocate_nothing()
    {
        SoundLevelMeter meter = new(51200);
        float[] block = new float[1000];
        meter.Process(block);
        long allocated = Allocations.PerCall(() =>
        {
            meter.Process(block);
        });
        Assert.Equal(0, allocated);
    }

    private static double[] Levels(SoundLevelMeter meter) =>
    [
        meter.EquivalentLevelDb, meter.ExposureLevelDb, meter.FastLevelDb, meter.SlowLevelDb, meter.ImpulseLevelDb,
        meter.FastMaximumDb, meter.SlowMaximumDb, meter.ImpulseMaximumDb, meter.CPeakLevelDb,
    ];
}
