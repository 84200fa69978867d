using System.Globalization;
using Bench.Analysis.Psychoacoustics;
using Bench.Analysis.Tests.Psychoacoustics;

namespace Bench.Analysis.Tests.Conformance;

/// <summary>Sharpness of the noises of DIN 45692:2009 that are at hand.</summary>
internal static class SharpnessRows
{
    private const string Tolerance = "5 % or 0.05 acum, clause 6";

    // The others of the table have no recording here.
    private static readonly string[] s_files =
        ["narrowband_250.WAV", "narrowband_1000.wav", "narrowband_4000.wav", "broadband_1000.wav"];

    public static IEnumerable<ConformanceRow> Compute(ConformanceVectors vectors)
    {
        string[][] table = vectors.Rows("din45692/expected.csv");
        foreach (string file in s_files)
        {
            string row = table.Single(cells => cells[0].Equals(file, StringComparison.OrdinalIgnoreCase))[1];
            double expected = double.Parse(row, CultureInfo.InvariantCulture);
            yield return Row(
                Path.GetFileNameWithoutExtension(file).Replace('_', ' ') + " Hz", "table A.2", expected,
                Sharpness.Of(Loudness(vectors, file)).SharpnessAcum);
        }

        Loudness reference = Loudness(vectors, "RefSignal_Sharpness_DIN45692.wav");
        yield return Row("reference sound", "definition", 1, Sharpness.Of(reference).SharpnessAcum);
        yield return Row(
            "reference sound, von Bismarck's weight", "definition", 1,
            Sharpness.Of(reference, SharpnessWeighting.VonBismarck).SharpnessAcum);
    }

    private static ConformanceRow Row(string name, string clause, double expected, double actual) =>
        new("sharpness, " + name, clause, expected, actual, Limits.Relative(0.05, expected, 0.05), Tolerance, "acum");

    private static Loudness Loudness(ConformanceVectors vectors, string file)
    {
        WavSignal wav = WavSignal.Read(vectors["din45692/" + file]);
        return StationaryLoudness.Of(wav.Samples, wav.SampleRateHz);
    }
}
