using Bench.Analysis.Psychoacoustics;
using Bench.Tests.Shared;

namespace Bench.Analysis.Tests.Psychoacoustics;

public class TimeVaryingLoudnessTests
{
    // 1 sone by definition; the standard's method gives 1.0 to its own 2 % there.
    [Theory]
    [InlineData(32000)]
    [InlineData(44100)]
    [InlineData(48000)]
    [InlineData(51200)]
    [InlineData(65536)]
    [InlineData(102400)]
    public void A_tone_of_1_kHz_and_40_decibels_has_one_sone_at_any_rate(int rate)
    {
        float[] tone = ToneSignal.Steady(1000, 40, rate, 0.6);
        LoudnessTrace trace = TimeVaryingLoudness.Of(tone, rate);
        Assert.Equal(1, trace.LoudnessSone[^1], 0.02);
        Assert.Equal(300, trace.LoudnessSone.Length);
    }

    [Theory]
    [InlineData(51200)]
    [InlineData(48000)]
    public void Any_cutting_into_blocks_gives_the_same_values(int rate)
    {
        float[] signal = Noise(rate / 10);
        LoudnessTrace whole = TimeVaryingLoudness.Of(signal, rate);
        foreach (int size in (int[])[1, 7, 500, 3000])
        {
            List<double> values = [];
            TimeVaryingLoudness loudness = new(rate, (_, sone, specific) => values.AddRange([sone, specific[100]]));
            for (int start = 0; start < signal.Length; start += size)
            {
                loudness.Process(signal.AsSpan(start, Math.Min(size, signal.Length - start)));
            }

            loudness.Finish();
            Assert.Equal(whole.LoudnessSone, values.Where((_, i) => i % 2 == 0));
            Assert.Equal(Enumerable.Range(0, values.Count / 2).Select(i => whole.SpecificAt(i)[100]),
                values.Where((_, i) => i % 2 == 1));
        }
    }

    [Fact]
    public void Reset_forgets_the_past()
    {
        float[] signal = Noise(2400);
        List<double> values = [];
        TimeVaryingLoudness loudness = new(51200, (_, sone, _) => values.Add(sone));
        loudness.Process(signal);
        loudness.Finish();
        double[] first = [.. values];
        values.Clear();
        loudness.Reset();
        loudness.Process(signal);
        loudness.Finish();
        Assert.Equal(first, values);
    }

    [Fact]
    public void Silence_has_no_loudness_and_a_NaN_shows_in_all_that_follows()
    {
        float[] signal = new float[4800];
        Assert.All(TimeVaryingLoudness.Of(signal, 48000).LoudnessSone, sone => Assert.Equal(0, sone));
        signal[2400] = float.NaN;
        LoudnessTrace trace = TimeVaryingLoudness.Of(signal, 48000);
        Assert.Equal(0, trace.LoudnessSone[24]);
        Assert.True(double.IsNaN(trace.LoudnessSone[26]));
        Assert.True(double.IsNaN(trace.SpecificAt(49)[80]));
        Assert.True(double.IsNaN(trace.N5Sone));
        Assert.True(double.IsNaN(trace.MaximumSone));
    }

    [Fact]
    public void Levels_beyond_the_tables_are_marked_and_later_ones_are_not()
    {
        float[] signal = [.. ToneSignal.Steady(100, 130, 48000, 0.2), .. new float[14400]];
        LoudnessTrace trace = TimeVaryingLoudness.Of(signal, 48000);
        Assert.True(double.IsNaN(trace.LoudnessSone[90]));
        Assert.False(double.IsNaN(trace.LoudnessSone[^1]));
    }

    [Fact]
    public void A_rate_that_cuts_bands_off_and_an_empty_signal_are_refused()
    {
        ArgumentOutOfRangeException error =
            Assert.Throws<ArgumentOutOfRangeException>(() => TimeVaryingLoudness.Of(new float[100], 25600));
        Assert.Contains("32000", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => TimeVaryingLoudness.Of([], 48000));
        Assert.Throws<ArgumentOutOfRangeException>(() => TimeVaryingLoudness.Of(new float[100], double.NaN));
    }

    [Fact]
    public void Percentiles_of_a_ramp_are_its_values()
    {
        double[] ramp = [.. Enumerable.Range(0, 101).Select(i => (double)i)];
        Assert.Equal(95, Percentile.Exceeded(ramp, 5), 1e-9);
        Assert.Equal(90, Percentile.Exceeded(ramp, 10), 1e-9);
        Assert.Equal(100, Percentile.Exceeded(ramp, 0), 1e-9);
        Assert.Equal(2.5, Percentile.Exceeded([2, 3], 50), 1e-9);
    }

    [Fact]
    public void Blocks_allocate_nothing()
    {
        TimeVaryingLoudness loudness = new(51200, (_, _, _) => { });
        float[] block = Noise(1000);
        loudness.Process(block);
        Assert.Equal(0, Allocations.PerCall(() => loudness.Process(block)));
    }

    private static float[] Noise(int count)
    {
        Random random = new(5);
        return [.. Enumerable.Range(0, count).Select(_ => (float)(random.NextDouble() - 0.5))];
    }
}
