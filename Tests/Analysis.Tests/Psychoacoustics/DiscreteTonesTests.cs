using Bench.Analysis.Psychoacoustics;

namespace Bench.Analysis.Tests.Psychoacoustics;

public class DiscreteTonesTests
{
    private const double Noise = FlatLines.Noise;

    // A tone of power P in white noise of density N0: TNR = P/(N0·Δfc), PR = (P + N0·ΔfM)/(N0·(ΔfL + ΔfU)/2).
    [Theory]
    [InlineData(100)]
    [InlineData(400)]
    [InlineData(1000)]
    [InlineData(5000)]
    public void Ratios_of_a_line_in_flat_noise_are_those_of_the_formula(int frequency)
    {
        double tone = 40 * Noise * CriticalBand.Around(frequency).WidthHz;
        DiscreteTone found = Assert.Single(DiscreteTones.Find(FlatLines.With((frequency, tone))));
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
        DiscreteTone both = DiscreteTones.At(FlatLines.With((1000, tone), (1030, 0.9 * tone)), 1000);
        Assert.Equal(10 * Math.Log10(19), both.ToneToNoiseDb, 0.1);

        // 300 Hz: 21.4 Hz are close, 40 Hz are not, and the second tone is not noise either.
        double low = 10 * Noise * CriticalBand.Around(300).WidthHz;
        DiscreteTone apart = DiscreteTones.At(FlatLines.With((300, low), (340, 0.9 * low)), 300);
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
        Assert.Empty(DiscreteTones.Find(FlatLines.With()));
    }

    [Fact]
    public void Bad_input_is_refused_with_its_reason()
    {
        Assert.Throws<ArgumentException>(() => ToneSpectrum.Of(new float[1000], 48000));
        Assert.Throws<ArgumentOutOfRangeException>(() => ToneSpectrum.Of(new float[48000], 16000));
        float[] signal = new float[48000];
        signal[7] = float.NaN;
        Assert.Throws<ArgumentException>(() => ToneSpectrum.Of(signal, 48000));
        Assert.Throws<ArgumentOutOfRangeException>(() => DiscreteTones.At(FlatLines.With(), 50));
    }
}
