using Bench.Analysis.Psychoacoustics;

namespace Bench.Analysis.Tests.Psychoacoustics;

public class DiscreteTonesTests
{
    // Mean square of noise in a line 1 Hz wide.
    private const double Noise = 1e-6;

    // ECMA-418-1:2024, clause 10: its worked examples, rounded as printed there.
    [Fact]
    public void Critical_bands_are_those_of_the_worked_examples()
    {
        CriticalBand band = CriticalBand.Around(1000);
        Assert.Equal(162.2, band.WidthHz, 0.05);
        Assert.Equal(922.2, band.LowerHz, 0.05);
        Assert.Equal(1084.4, band.UpperHz, 0.05);
        Assert.Equal(117.3, CriticalBand.Around(500).WidthHz, 0.05);
        Assert.Equal(23.0, ToneToNoiseRatio.ProximityHz(150), 0.05);
        Assert.Equal(63.8, ToneToNoiseRatio.ProximityHz(850), 0.05);
    }

    [Fact]
    public void Criteria_rise_below_1_kHz()
    {
        Assert.Equal(8, ToneToNoiseRatio.CriterionDb(3000), 1e-12);
        Assert.Equal(8 + 8.33, ToneToNoiseRatio.CriterionDb(100), 1e-9);
        Assert.Equal(9, ProminenceRatio.CriterionDb(1000), 1e-12);
        Assert.Equal(19, ProminenceRatio.CriterionDb(100), 1e-9);
    }

    // A tone of power P in white noise of density N0: TNR = P/(N0·Δfc), PR = (P + N0·ΔfM)/(N0·(ΔfL + ΔfU)/2).
    [Theory]
    [InlineData(100)]
    [InlineData(400)]
    [InlineData(1000)]
    [InlineData(5000)]
    public void Ratios_of_a_line_in_flat_noise_are_those_of_the_formula(int frequency)
    {
        double tone = 40 * Noise * CriticalBand.Around(frequency).WidthHz;
        DiscreteTone found = Assert.Single(DiscreteTones.Find(Flat((frequency, tone))));
        Assert.Equal(frequency, found.FrequencyHz, 1e-6);
        Assert.Equal(10 * Math.Log10(40), found.ToneToNoiseDb, 0.1);

        double middle = CriticalBand.Around(frequency).WidthHz;
        double below = frequency < 171 ? 100 : CriticalBand.Below(frequency).WidthHz;
        double expected = (40 + 1) * middle / ((below + CriticalBand.Above(frequency).WidthHz) / 2);
        Assert.Equal(10 * Math.Log10(expected), found.ProminenceDb, 0.15);
        Assert.Equal(10 * Math.Log10(tone / 4e-10), found.LevelDb, 0.01);
        Assert.Equal(frequency >= 400, found.IsProminentByToneToNoise);
    }

    [Fact]
    public void Two_tones_close_together_count_as_one_and_far_apart_as_two()
    {
        double tone = 10 * Noise * CriticalBand.Around(1000).WidthHz;
        DiscreteTone both = DiscreteTones.At(Flat((1000, tone), (1030, 0.9 * tone)), 1000);
        Assert.Equal(10 * Math.Log10(19), both.ToneToNoiseDb, 0.1);

        // 300 Hz: 21.4 Hz are close, 40 Hz are not, and the second tone is not noise either.
        double low = 10 * Noise * CriticalBand.Around(300).WidthHz;
        DiscreteTone apart = DiscreteTones.At(Flat((300, low), (340, 0.9 * low)), 300);
        Assert.Equal(10, apart.ToneToNoiseDb, 0.1);
    }

    [Fact]
    public void A_tone_in_white_noise_is_found_in_the_signal()
    {
        Random random = new(8);
        double sigma = 0.01;
        double tonePower = 0.5 * 0.004 * 0.004;
        float[] signal = ToneSignal.Noise(random, 8 * 48000, sigma);
        for (int i = 0; i < signal.Length; i++)
        {
            signal[i] += (float)(0.004 * Math.Sin(2 * Math.PI * 2000.3 * i / 48000));
        }

        DiscreteTone tone = Assert.Single(
            DiscreteTones.Find(ToneSpectrum.Of(signal, 48000)), found => found.IsProminentByToneToNoise);
        double density = sigma * sigma / 24000;
        double expected = 10 * Math.Log10(tonePower / (density * CriticalBand.Around(2000.3).WidthHz));
        Assert.Equal(2000.3, tone.FrequencyHz, 0.3);
        Assert.Equal(expected, tone.ToneToNoiseDb, 0.5);
    }

    [Fact]
    public void Quiet_tones_and_noise_alone_are_not_prominent()
    {
        double[] lines = [.. Enumerable.Repeat(1e-18, 20001)];
        lines[1000] = 1e-11;
        DiscreteTone tone = Assert.Single(DiscreteTones.Find(new ToneSpectrum([.. lines], 1)));
        Assert.True(tone.ToneToNoiseDb > 40);
        Assert.False(tone.IsProminentByToneToNoise);
        Assert.Empty(DiscreteTones.Find(Flat()));
    }

    [Fact]
    public void Bad_input_is_refused_with_its_reason()
    {
        Assert.Throws<ArgumentException>(() => ToneSpectrum.Of(new float[1000], 48000));
        Assert.Throws<ArgumentOutOfRangeException>(() => ToneSpectrum.Of(new float[48000], 16000));
        float[] signal = new float[48000];
        signal[7] = float.NaN;
        Assert.Throws<ArgumentException>(() => ToneSpectrum.Of(signal, 48000));
        Assert.Throws<ArgumentOutOfRangeException>(() => DiscreteTones.At(Flat(), 50));
    }

    // Lines 1 Hz apart; a tone fills three of them as under a Hann window.
    private static ToneSpectrum Flat(params ReadOnlySpan<(int Line, double MeanSquare)> tones)
    {
        double[] lines = [.. Enumerable.Repeat(Noise, 20001)];
        foreach ((int line, double meanSquare) in tones)
        {
            lines[line - 1] += meanSquare / 6;
            lines[line] += meanSquare * 4 / 6;
            lines[line + 1] += meanSquare / 6;
        }

        return new ToneSpectrum([.. lines], 1);
    }
}
