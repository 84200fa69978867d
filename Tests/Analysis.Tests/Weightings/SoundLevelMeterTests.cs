using System.Globalization;
using Bench.Analysis.Weightings;
using Bench.Tests.Shared;

namespace Bench.Analysis.Tests.Weightings;

public class SoundLevelMeterTests
{
    [Theory]
    [InlineData(25600)]
    [InlineData(48000)]
    [InlineData(51200)]
    [InlineData(102400)]
    public void Tone_bursts_of_table_4_are_class_1(double rate)
    {
        string? path = SharedData.Find("reference/vectors/iec61672/table4_4kHz_tonebursts_class1.csv");
        Assert.SkipUnless(path is not null, "needs the shared reference vectors");
        double steady = Steady(4000, rate).EquivalentLevelDb;
        foreach (IGrouping<string, string[]> burst in File.ReadLines(path).Skip(1)
            .Select(line => line.Split(',')).GroupBy(row => row[1]))
        {
            SoundLevelMeter meter = new(rate);
            meter.Process(Tone(4000, rate, (int)Math.Round(Number(burst.Key) * rate), 1));
            meter.Process(new float[(int)(0.2 * rate)]);
            foreach (string[] row in burst)
            {
                double level = row[0] switch
                {
                    "LAFmax-LA" => meter.FastMaximumDb,
                    "LASmax-LA" => meter.SlowMaximumDb,
                    _ => meter.ExposureLevelDb,
                };
                Assert.InRange(level - steady - Number(row[2]), Number(row[4]), Number(row[3]));
            }
        }
    }

    // IEC 61672-1:2013, table 5: one cycle or half a cycle, C-weighted peak against the level of the steady tone.
    [Theory]
    [InlineData(31.5, 1, 2.5, 2)]
    [InlineData(500, 1, 3.5, 1)]
    [InlineData(8000, 1, 3.4, 2)]
    [InlineData(500, 0.5, 2.4, 1)]
    public void Single_cycles_have_the_peak_of_table_5(double tone, double cycles, double expectedDb, double limitDb)
    {
        foreach (double rate in (double[])[25600, 48000, 51200, 102400])
        {
            SoundLevelMeter steady = Steady(tone, rate, FrequencyWeightingKind.C);
            SoundLevelMeter meter = new(rate);
            meter.Process(new float[100]);
            meter.Process(Tone(tone, rate, (int)Math.Round(cycles * rate / tone), 1));
            meter.Process(new float[1000]);
            Assert.InRange(meter.CPeakLevelDb - steady.EquivalentLevelDb - expectedDb, -limitDb, limitDb);
        }
    }

    [Fact]
    public void A_calibrator_reads_its_94_decibels_in_every_level()
    {
        // 1 Pa at 1 kHz is 93.98 dB in every frequency and time weighting.
        SoundLevelMeter meter = Steady(1000, 51200, amplitude: Math.Sqrt(2));
        double[] levels = [meter.EquivalentLevelDb, meter.FastLevelDb, meter.FastMaximumDb, meter.ImpulseMaximumDb];
        Assert.All(levels, level => Assert.Equal(93.98, level, 0.05));
        Assert.Equal(93.98 + 3.01, meter.CPeakLevelDb, 0.01);
        Assert.Equal(meter.EquivalentLevelDb + (10 * Math.Log10(meter.DurationSeconds)), meter.ExposureLevelDb, 1e-9);
    }

    // 5.8.2 of the 2013 edition: 34.7 dB/s and 4.3 dB/s, which are 10·lg(e)/τ; I falls with 2.9 dB/s (1.5 s).
    [Fact]
    public void Levels_fall_at_the_rates_of_the_standard()
    {
        SoundLevelMeter meter = Steady(4000, 48000);
        meter.Process(new float[4800]);
        (double fast, double slow, double impulse) = (meter.FastLevelDb, meter.SlowLevelDb, meter.ImpulseLevelDb);
        meter.Process(new float[24000]);
        Assert.Equal(34.74, 2 * (fast - meter.FastLevelDb), 0.01);
        Assert.Equal(4.343, 2 * (slow - meter.SlowLevelDb), 0.01);
        Assert.Equal(2.895, 2 * (impulse - meter.ImpulseLevelDb), 0.01);
    }

    // IEC 61672-1:2002, table C.1: bursts of 2 kHz, LAImax against the steady level.
    [Theory]
    [InlineData(0.020, -3.6, 1.5)]
    [InlineData(0.005, -8.8, 2)]
    [InlineData(0.002, -12.6, 2)]
    public void Impulse_weighting_answers_bursts(double seconds, double expectedDb, double limitDb)
    {
        double steady = Steady(2000, 48000).EquivalentLevelDb;
        SoundLevelMeter meter = new(48000);
        meter.Process(Tone(2000, 48000, (int)(seconds * 48000), 1));
        meter.Process(new float[4800]);
        Assert.InRange(meter.ImpulseMaximumDb - steady - expectedDb, -limitDb, limitDb);
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
        SoundLevelMeter meter = Steady(1000, 48000);
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

    private static SoundLevelMeter Steady(
        double tone,
        double rate,
        FrequencyWeightingKind weighting = FrequencyWeightingKind.A,
        double amplitude = 1)
    {
        SoundLevelMeter meter = new(rate, weighting);
        float[] second = Tone(tone, rate, (int)rate, amplitude);
        meter.Process(second);
        meter.StartInterval();
        meter.Process(Tone(tone, rate, (int)rate, amplitude, (int)rate));
        return meter;
    }

    private static float[] Tone(double frequencyHz, double rate, int count, double amplitude, int from = 0)
    {
        double step = 2 * Math.PI * frequencyHz / rate;
        return [.. Enumerable.Range(from, count).Select(i => (float)(amplitude * Math.Sin(step * i)))];
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
