using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using System.Xml.Linq;
using Bench.Analysis.Psychoacoustics;
using Bench.Analysis.Tests.Psychoacoustics;

namespace Bench.Analysis.Tests.Conformance;

/// <summary>The sounds of ECMA-418-2:2025 with known values, and what others read of modulated tones.</summary>
internal static class HearingModelRows
{
    private const string Definition = "1 %, ours; the standard: ±0.25 % in the factor";

    public static IEnumerable<ConformanceRow> Compute(ConformanceVectors vectors)
    {
        JsonElement thresholds = vectors.Json("ecma418-2/anchors.json").GetProperty("thresholds");
        Assert.Equal(0.2, thresholds.GetProperty("prominent_roughness_asper").GetDouble());
        HearingModelSound tone = HearingModel.Analyse(ToneSignal.Steady(1000, 40, 48000, 0.6), 48000);
        yield return Anchor("loudness of 1 kHz, 40 dB", "clause 8", tone.LoudnessSone, "sone_HMS");
        yield return Anchor("tonality of 1 kHz, 40 dB", "clause 6", tone.TonalityTu, "tu_HMS");
        Roughness rough = Roughness.Of(ModulatedTone.Make(1000, 70, 60, 48000, 1.5), 48000);
        yield return Anchor(
            "roughness of 1 kHz, 60 dB, modulated with 70 Hz", "clause 7", rough.RoughnessAsper, "asper");
        yield return new("specific roughness of the same in band 18", "clause 7", 0.374, rough.SpecificAsper[17],
            Limits.Within(0.01), "0.01 asper, ours: M. Lotinga's implementation", "asper/Bark_HMS");
        yield return Anchor(
            "fluctuation strength of 1 kHz, 60 dB, modulated with 4 Hz, 5 s", "clause 9",
            FluctuationStrength.Of(ModulatedTone.Make(1000, 4, 60, 48000, 5), 48000).FluctuationVacil, "vacil_HMS");

        foreach (double[] row in VectorTable.Read(vectors["ecma418-2/roughness_am_fc1000.csv"]))
        {
            float[] signal = ModulatedTone.Make(row[0], row[1], 60, 48000, 1.5);
            yield return new(
                $"roughness of 1 kHz, 60 dB, modulated with {row[1]} Hz", "table of an analyser, 2024", row[2],
                Roughness.Of(signal, 48000).RoughnessAsper, Limits.Relative(0.03, row[2], 0.02),
                "3 % or 0.02 asper, ours: its edition is older", "asper");
        }

        yield return Recorded(vectors);
    }

    private static ConformanceRow Anchor(string name, string clause, double actual, string unit) =>
        new(name, clause, 1, actual, Limits.Within(0.01), Definition, unit);

    // The recording's level is not stated: 60 dB, as the values by listeners are for.
    private static ConformanceRow Recorded(ConformanceVectors vectors)
    {
        (double modulationHz, double asper) = ByListeners(vectors.FullPath("roughness/Test_fc_1000.xlsx"))
            .MinBy(point => Math.Abs(point.ModulationHz - 70));
        WavSignal wav = WavSignal.Read(vectors["roughness/Test_signal_fc1000_fmod70.wav"]);
        float[] signal = wav.Samples[..(int)(1.5 * wav.SampleRateHz)];
        double rms = Math.Sqrt(signal.Average(value => (double)value * value));
        float[] scaled = Array.ConvertAll(signal, value => (float)(value * 0.02 / rms));
        return new(
            "roughness of a recording modulated with 70 Hz",
            FormattableString.Invariant($"Zwicker, Fastl, Psychoacoustics, 1990, at {modulationHz:f1} Hz"),
            asper,
            Roughness.Of(scaled, wav.SampleRateHz).RoughnessAsper,
            Limits.Relative(0.17, asper),
            "17 %, what listeners just notice (same source)",
            "asper");
    }

    // A sheet of two columns; all its numbers are kept as texts.
    private static IEnumerable<(double ModulationHz, double Asper)> ByListeners(string path)
    {
        using ZipArchive archive = ZipFile.OpenRead(path);
        XElement Part(string name)
        {
            using Stream stream = archive.GetEntry(name)!.Open();
            return XElement.Load(stream);
        }

        string[] texts = [.. Part("xl/sharedStrings.xml").Elements().Select(text => text.Value)];
        foreach (XElement row in Part("xl/worksheets/sheet1.xml").Descendants().Where(e => e.Name.LocalName == "row"))
        {
            string[] cells = [.. row.Elements()
                .Where(cell => cell.Value.Length > 0)
                .Select(cell => texts[int.Parse(cell.Value, CultureInfo.InvariantCulture)])];
            if (cells.Length == 2 && double.TryParse(cells[0], CultureInfo.InvariantCulture, out double modulation))
            {
                yield return (modulation, double.Parse(cells[1], CultureInfo.InvariantCulture));
            }
        }
    }
}
