using System.Collections.Immutable;
using System.Text.Json;
using Bench.Analysis.Psychoacoustics;
using Bench.Tests.Shared;

namespace Bench.Analysis.Tests.Psychoacoustics;

public class ToneAudibilityTests
{
    // ISO/PAS 20065:2016, annex E: a combustion engine, lines of one critical band. The noise around its outer tones
    // reaches beyond these lines, and so does what is expected for them.
    [Fact]
    public void The_worked_example_of_annex_E_is_met()
    {
        string? path = SharedData.Find("reference/vectors/iso_pas_20065/annexE.json");
        Assert.SkipUnless(path is not null, "needs the shared reference vectors");
        using JsonDocument example = JsonDocument.Parse(File.ReadAllText(path));
        double[] frequencies = Numbers(example.RootElement.GetProperty("f"));
        double[] levels = Numbers(example.RootElement.GetProperty("L"));
        ImmutableArray<AudibleTone> tones = ToneAudibility.Find(levels, frequencies, 2.7);
        Assert.Equal([118.4, 137.3, 158.8], tones.Where(found => found.Tones == 1).Select(found => found.FrequencyHz));
        AudibleTone tone = tones.Single(found => found.FrequencyHz == 137.3 && found.Tones == 1);
        Assert.Equal(49.22, tone.NoiseLevelDb, 0.02);
        Assert.Equal(67.96, tone.LevelDb, 0.02);
        Assert.Equal(64.98, tone.CriticalBandLevelDb, 0.02);
        Assert.Equal(4.99, tone.AudibilityDb, 0.03);
        Assert.Equal(2.79, tone.UncertaintyDb, 0.03);
        Assert.Equal(72.15, tones.Single(found => found.Tones == 3).LevelDb, 0.02);
    }

    [Fact]
    public void Mean_audibility_is_that_of_the_powers()
    {
        // Annex E prints 6.96 dB for these five spectra; formula (20) gives 6.978.
        Assert.Equal(6.96, ToneAudibility.MeanDb([9.18, 6.04, 7.46, 2.67, 7.17]), 0.02);
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

    private static double[] Numbers(JsonElement array) =>
        [.. array.EnumerateArray().Select(element => element.GetDouble())];
}
