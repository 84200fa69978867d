using System.Collections.Immutable;
using System.Text.Json;
using Bench.Analysis.Psychoacoustics;
using Bench.Analysis.Tests.Psychoacoustics;

namespace Bench.Analysis.Tests.Conformance;

/// <summary>Prominent tones: ECMA-418-1 and ISO/PAS 20065.</summary>
internal static class ToneRows
{
    private const string Printed = "half of the last printed digit";
    private const string Analytic = "0.15 dB, ours: Hann lines beside the tone";

    public static IEnumerable<ConformanceRow> Prominence(ConformanceVectors vectors)
    {
        JsonElement examples = vectors.Json("ecma418-1/worked_examples.json");
        foreach (JsonElement example in examples.GetProperty("critical_band").EnumerateArray())
        {
            double frequency = example.GetProperty("f").GetDouble();
            CriticalBand band = CriticalBand.Around(frequency);
            yield return Width($"critical band at {frequency} Hz", example, "dfc", band.WidthHz);
            if (example.TryGetProperty("f1", out _))
            {
                yield return Width($"lower edge at {frequency} Hz", example, "f1", band.LowerHz);
                yield return Width($"upper edge at {frequency} Hz", example, "f2", band.UpperHz);
            }
        }

        foreach (JsonElement example in examples.GetProperty("proximity").EnumerateArray())
        {
            double frequency = example.GetProperty("f").GetDouble();
            yield return Width(
                $"proximity at {frequency} Hz", example, "df", ToneToNoiseRatio.ProximityHz(frequency));
        }

        // "TNR prominent >= 8.0 dB (f>=1000), 8.0+8.33 lg(1000/f) below; PR 9.0 dB, 9.0+10 lg(1000/f) below".
        foreach (double frequency in (double[])[100, 250, 1000, 5000])
        {
            double octaves = Math.Max(0, Math.Log10(1000 / frequency));
            yield return Ratio($"criterion of TNR at {frequency} Hz", "clause 11", 8 + (8.33 * octaves),
                ToneToNoiseRatio.CriterionDb(frequency), 1e-9, "formula");
            yield return Ratio($"criterion of PR at {frequency} Hz", "clause 12", 9 + (10 * octaves),
                ProminenceRatio.CriterionDb(frequency), 1e-9, "formula");
        }

        foreach (int frequency in (int[])[100, 400, 1000, 5000])
        {
            double middle = CriticalBand.Around(frequency).WidthHz;
            double below = frequency < 171 ? 100 : CriticalBand.Below(frequency).WidthHz;
            double sides = (below + CriticalBand.Above(frequency).WidthHz) / 2;
            DiscreteTone tone = DiscreteTones.At(FlatLines.With((frequency, 40 * FlatLines.Noise * middle)), frequency);
            yield return Ratio($"TNR of a line in white noise, {frequency} Hz", "clause 11", 10 * Math.Log10(40),
                tone.ToneToNoiseDb, 0.15, Analytic);
            yield return Ratio($"PR of a line in white noise, {frequency} Hz", "clause 12",
                10 * Math.Log10(41 * middle / sides), tone.ProminenceDb, 0.15, Analytic);
        }

        double one = 10 * FlatLines.Noise * CriticalBand.Around(1000).WidthHz;
        DiscreteTone both = DiscreteTones.At(FlatLines.With((1000, one), (1030, 0.9 * one)), 1000);
        yield return Ratio(
            "TNR of two lines 30 Hz apart", "11.6", 10 * Math.Log10(19), both.ToneToNoiseDb, 0.15, Analytic);
    }

    public static IEnumerable<ConformanceRow> Audibility(ConformanceVectors vectors)
    {
        JsonElement example = vectors.Json("iso_pas_20065/annexE.json");
        JsonElement expected = example.GetProperty("expected");
        ImmutableArray<AudibleTone> tones =
            ToneAudibility.Find(Numbers(example.GetProperty("L")), Numbers(example.GetProperty("f")), 2.7);
        AudibleTone[] single = [.. tones.Where(tone => tone.Tones == 1)];
        double[] found = Numbers(expected.GetProperty("tones_found"));
        for (int i = 0; i < found.Length; i++)
        {
            double actual = single.Length == found.Length ? single[i].FrequencyHz : double.NaN;
            yield return new($"tone {i + 1} of {found.Length}", "annex E", found[i], actual, Limits.Within(1e-9),
                "the same line", "Hz");
        }

        AudibleTone middle = single.Single(tone => tone.FrequencyHz == 137.3);
        yield return Level("noise level of 137.3 Hz", "LS_137", middle.NoiseLevelDb, 0.02);
        yield return Level("tone level of 137.3 Hz", "LT_137", middle.LevelDb, 0.02);
        yield return Level("level of the critical band of 137.3 Hz", "LG_137", middle.CriticalBandLevelDb, 0.02);
        yield return Level("audibility of 137.3 Hz", "deltaL_137", middle.AudibilityDb, 0.03);
        yield return Level("uncertainty of 137.3 Hz", "U_137", middle.UncertaintyDb, 0.03);
        yield return Level(
            "level of the group of three", "LT_group_of_3", tones.Single(tone => tone.Tones == 3).LevelDb, 0.02);
        double[] decisive = Numbers(expected.GetProperty("decisive_audibilities_5_spectra"));
        yield return Level("mean audibility of five spectra", "mean_audibility", ToneAudibility.MeanDb(decisive), 0.02);

        ConformanceRow Level(string name, string key, double actual, double tolerance) =>
            Ratio(name, "annex E", expected.GetProperty(key).GetDouble(), actual, tolerance,
                FormattableString.Invariant($"{tolerance} dB, rounding of the example's lines"));
    }

    private static ConformanceRow Width(string name, JsonElement example, string key, double actual) =>
        new(name, "clause 10, 11.6, 12.2", example.GetProperty(key).GetDouble(), actual, Limits.Within(0.05),
            Printed, "Hz");

    private static ConformanceRow Ratio(
        string name, string clause, double expected, double actual, double tolerance, string origin) =>
        new(name, clause, expected, actual, Limits.Within(tolerance), origin, "dB");

    private static double[] Numbers(JsonElement array) =>
        [.. array.EnumerateArray().Select(element => element.GetDouble())];
}
