using System.Text.Json;
using Bench.Analysis.Signals;
using Bench.Tests.Shared;

namespace Bench.Analysis.Tests.Signals;

public class LevelStatisticsTests
{
    [Fact]
    public void Figures_of_the_golden_signal_agree_with_SciPy()
    {
        JsonElement expected = GoldenSignal.Expected("stats");
        var statistics = new LevelStatistics();
        statistics.Add(GoldenSignal.Samples());
        Assert.Equal(expected.GetProperty("mean").GetDouble(), statistics.Mean, 1e-8);
        Assert.Equal(expected.GetProperty("rms").GetDouble(), statistics.Rms, 1e-8);
        Assert.Equal(expected.GetProperty("std_ddof0").GetDouble(), statistics.StandardDeviation, 1e-8);
        Assert.Equal(expected.GetProperty("kurtosis_pearson_biased").GetDouble(), statistics.Kurtosis, 1e-7);
        Assert.Equal(expected.GetProperty("crest").GetDouble(), statistics.CrestFactor, 1e-6);
    }

    [Fact]
    public void A_sine_has_the_figures_of_a_sine()
    {
        float[] sine = new float[1000];
        for (int i = 0; i < sine.Length; i++)
        {
            sine[i] = 3 * MathF.Sin(2 * MathF.PI * i / 100);
        }

        var statistics = new LevelStatistics();
        statistics.Add(sine);
        Assert.Equal(0, statistics.Mean, 1e-6);
        Assert.Equal(3 / Math.Sqrt(2), statistics.Rms, 1e-6);
        Assert.Equal(3, statistics.Peak, 1e-6);
        Assert.Equal(Math.Sqrt(2), statistics.CrestFactor, 1e-6);
        Assert.Equal(1.5, statistics.Kurtosis, 1e-6);
    }

    [Fact]
    public void Blocks_of_any_size_give_the_identical_result()
    {
        float[] samples = GoldenSignal.Samples();
        var whole = new LevelStatistics();
        whole.Add(samples);
        foreach (int size in (int[])[1, 7, 255, 256, 257, 4096])
        {
            var cut = new LevelStatistics();
            foreach (float[] block in samples.Chunk(size))
            {
                cut.Add(block);
            }

            Assert.Equal(samples.Length, cut.Count);
            Assert.Equal(whole.Rms, cut.Rms);
            Assert.Equal(whole.Kurtosis, cut.Kurtosis);
            Assert.Equal(whole.Peak, cut.Peak);
            Assert.Equal(whole.Mean, cut.Mean);
        }
    }

    [Fact]
    public void A_large_offset_does_not_spoil_the_kurtosis()
    {
        // ±1/8 about 1000 in equal numbers is exact in single precision: kurtosis 1, deviation 1/8.
        float[] samples = new float[5000];
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = 1000 + (i % 2 == 0 ? 0.125f : -0.125f);
        }

        var statistics = new LevelStatistics();
        statistics.Add(samples);
        Assert.Equal(0.125, statistics.StandardDeviation, 1e-12);
        Assert.Equal(1, statistics.Kurtosis, 1e-9);
    }

    [Fact]
    public void Nothing_yet_is_not_a_number_and_a_poisoned_sample_shows()
    {
        var statistics = new LevelStatistics();
        Assert.True(double.IsNaN(statistics.Mean));
        Assert.True(double.IsNaN(statistics.Rms));
        Assert.True(double.IsNaN(statistics.Peak));
        statistics.Add([1, float.NaN, 2]);
        Assert.True(double.IsNaN(statistics.Rms));
        Assert.True(double.IsNaN(statistics.Peak));
        statistics.Reset();
        statistics.Add([-3, 3]);
        Assert.Equal(3, statistics.Rms);
    }

    [Fact]
    public void Adding_allocates_nothing()
    {
        float[] block = GoldenSignal.Samples();
        var statistics = new LevelStatistics();
        statistics.Add(block);
        long allocated = Allocations.PerCall(() =>
        {
            statistics.Add(block);
            statistics.Add(block.AsSpan(0, 1));
        });
        Assert.Equal(0, allocated);
    }
}
