using Bench.Analysis.Psychoacoustics;

namespace Bench.Analysis.Tests.Psychoacoustics;

public class ToneAudibilityTests
{
    [Fact]
    public void Mean_audibility_is_that_of_the_powers()
    {
        Assert.Equal(10 * Math.Log10((Math.Pow(10, 0.3) + 10) / 2), ToneAudibility.MeanDb([3, 10]), 1e-9);
        Assert.Equal(-10, ToneAudibility.DecisiveDb([]));
    }

    // One line of 70 dB in lines of 40 dB, which the window widened: L_S = 40 − 1.76.
    [Fact]
    public void A_single_line_in_flat_noise_has_the_audibility_of_the_formula()
    {
        double[] frequencies = [.. Enumerable.Range(1, 3000).Select(i => 3.0 * i)];
        double[] levels = [.. Enumerable.Repeat(40.0, 3000)];
        levels[999] = 70;
        AudibleTone tone = Assert.Single(ToneAudibility.Find(levels, frequencies, 3));
        double width = 25 + (75 * Math.Pow(1 + (1.4 * 9), 0.69));
        double masking = -2 - Math.Log10(1 + Math.Pow(3000 / 502.0, 2.5));
        double expected = 70 - (40 - 1.7609 + (10 * Math.Log10(width / 3))) - masking;
        Assert.Equal(3000, tone.FrequencyHz);
        Assert.Equal(expected, tone.AudibilityDb, 1e-3);
    }

    [Fact]
    public void A_spectrum_of_pressure_is_weighted_first()
    {
        // 1 kHz, where A is 0 dB: a tone of 60 dB in noise of 30 dB per Hz.
        double[] lines = [.. Enumerable.Repeat(2 * 4e-10 * 1e3, 8000)];
        lines[499] += 4e-10 * 1e6 / 6;
        lines[500] += 4e-10 * 1e6 * 4 / 6;
        lines[501] += 4e-10 * 1e6 / 6;
        AudibleTone tone = Assert.Single(ToneAudibility.Find(new ToneSpectrum([.. lines], 2)));
        double masking = -2 - Math.Log10(1 + Math.Pow(1000 / 502.0, 2.5));
        Assert.Equal(60, tone.LevelDb, 0.1);
        Assert.Equal(60 - (30 + (10 * Math.Log10(162.2))) - masking, tone.AudibilityDb, 0.2);
        Assert.Throws<ArgumentException>(() => ToneAudibility.Find(new ToneSpectrum([.. lines], 1)));
    }

    [Fact]
    public void Flat_noise_and_broad_humps_are_no_tones_and_bad_input_is_refused()
    {
        double[] frequencies = [.. Enumerable.Range(1, 1000).Select(i => 3.0 * i)];
        double[] levels = [.. frequencies.Select(f => 40 + (20 * Math.Exp(-Math.Pow((f - 1000) / 60, 2))))];
        Assert.Empty(ToneAudibility.Find(levels, frequencies, 3));
        levels[10] = double.NaN;
        Assert.Throws<ArgumentException>(() => ToneAudibility.Find(levels, frequencies, 3));
        Assert.Throws<ArgumentException>(() => ToneAudibility.Find([1, 2], [1], 3));
    }
}
