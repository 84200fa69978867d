using Bench.Analysis.Signals;

namespace Bench.Analysis.Tests.Signals;

public sealed class ImpulseIndicatorsTests
{
    [Fact]
    public void A_sine_has_the_factors_of_the_textbook()
    {
        ImpulseIndicators indicators = new();
        indicators.Add([.. Enumerable.Range(0, 100_000).Select(i => (float)(3 * Math.Sin(i)))]);
        Assert.Equal(3, indicators.Peak, 1e-6);
        Assert.Equal(Math.Sqrt(2), indicators.CrestFactor, 1e-5);
        Assert.Equal(1.5, indicators.Kurtosis, 1e-4);
        Assert.Equal(Math.PI / 2, indicators.ImpulseFactor, 1e-5);
        Assert.Equal(Math.PI / Math.Sqrt(8), indicators.ShapeFactor, 1e-5);

        // Mean of √|sin|: Γ(3/4)/(√π·Γ(5/4)) = 0.7627597635; its inverse square is 1.7187967.
        Assert.Equal(1.7187967, indicators.ClearanceFactor, 1e-4);
    }

    [Fact]
    public void A_band_shows_impacts_that_a_loud_tone_hides()
    {
        float[] samples = [.. Enumerable.Range(0, 51_200).Select(i =>
            (float)(Math.Cos(2 * Math.PI * 100 * i / 51_200)
                + (i % 1024 == 0 ? 1 : 0)))];
        float[] noise = Noise.Uniform(samples.Length, 3);
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] += 0.02f * noise[i];
        }

        ImpulseIndicators whole = new();
        ImpulseIndicators band = new(51_200, 4000, 16_000);
        whole.Add(samples);
        band.Add(samples);
        Assert.InRange(whole.Kurtosis, 1.4, 1.7);
        Assert.InRange(band.Kurtosis, 50, 1000);
        Assert.InRange(band.CrestFactor, 10, 40);
        Assert.True(band.ClearanceFactor > band.ImpulseFactor);
        Assert.True(band.ImpulseFactor > band.CrestFactor);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(999)]
    public void Cutting_into_blocks_does_not_change_a_bit(int size)
    {
        float[] samples = Noise.Uniform(10_000, 4);
        ImpulseIndicators whole = new(1000, 100, 300);
        ImpulseIndicators cut = new(1000, 100, 300);
        whole.Add(samples);
        foreach (float[] block in samples.Chunk(size))
        {
            cut.Add(block);
        }

        Assert.Equal(whole.Kurtosis, cut.Kurtosis);
        Assert.Equal(whole.ClearanceFactor, cut.ClearanceFactor);
        Assert.Equal(whole.ImpulseFactor, cut.ImpulseFactor);
        Assert.Equal(10_000 - 20, cut.Count);
    }

    [Fact]
    public void Nothing_and_gaps_give_no_number()
    {
        ImpulseIndicators indicators = new();
        Assert.True(double.IsNaN(indicators.ImpulseFactor));
        indicators.Add([1, float.NaN, 2]);
        Assert.True(double.IsNaN(indicators.ShapeFactor));
        Assert.True(double.IsNaN(indicators.Kurtosis));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ImpulseIndicators(1000, 100, 500));
    }
}
