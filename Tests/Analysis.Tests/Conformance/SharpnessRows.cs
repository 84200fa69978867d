using System.Globalization;
using Bench.Analysis.Psychoacoustics;
using Bench.Analysis.Tests.Psychoacoustics;

namespace Bench.Analysis.Tests.Conformance;

/// <summary>Sharpness of the noises of DIN 45692:2009: the recordings at hand, and all of them made here.</summary>
internal static class SharpnessRows
{
    // The table's noises have 4 sone.
    private const double Sone = 4;

    private const double BroadbandEndHz = 10_000;

    private const string Tolerance = "5 % or 0.05 acum, clause 6";

    // Zwicker's critical bands, 1961, from 200 Hz to 12 kHz; the names of the table are their centres.
    private static readonly double[] s_edgesHz =
    [
        200, 300, 400, 510, 630, 770, 920, 1080, 1270, 1480, 1720, 2000, 2320, 2700, 3150, 3700, 4400, 5300, 6400, 7700,
        9500, 12_000,
    ];

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
                Path.GetFileNameWithoutExtension(file).Replace('_', ' ') + " Hz", "noises of clause 6", expected,
                Sharpness.Of(Loudness(vectors, file)).SharpnessAcum);
        }

        double[] centresHz = [.. table.Select(cells => CentreHz(cells[0])).Distinct().Order()];
        foreach (string[] cells in table)
        {
            double centreHz = CentreHz(cells[0]);
            int band = Array.IndexOf(centresHz, centreHz);
            bool isNarrow = cells[0].StartsWith("narrow", StringComparison.Ordinal);
            BandNoise noise = isNarrow
                ? new(s_edgesHz[band], s_edgesHz[band + 1])
                : new(centreHz, BroadbandEndHz);
            yield return Row(
                $"made here, {(isNarrow ? "narrowband" : "broadband")} {centreHz} Hz", "noises of clause 6",
                double.Parse(cells[1], CultureInfo.InvariantCulture), AtFourSone(noise));
        }

        Loudness reference = Loudness(vectors, "RefSignal_Sharpness_DIN45692.wav");
        yield return Row("reference sound", "definition", 1, Sharpness.Of(reference).SharpnessAcum);
        yield return Row(
            "reference sound, von Bismarck's weight", "definition", 1,
            Sharpness.Of(reference, SharpnessWeighting.VonBismarck).SharpnessAcum);
    }

    private static ConformanceRow Row(string name, string clause, double expected, double actual) =>
        new("sharpness, " + name, clause, expected, actual, Limits.Relative(0.05, expected, 0.05), Tolerance, "acum");

    // "narrowband_250.wav" is around 250 Hz.
    private static double CentreHz(string file) =>
        double.Parse(file[(file.IndexOf('_', StringComparison.Ordinal) + 1)..^4], CultureInfo.InvariantCulture);

    // Ten decibels double the loudness, nearly: one correction brings it within 5 %.
    private static double AtFourSone(BandNoise noise)
    {
        const double FirstDb = 57;
        double sone = StationaryLoudness.Of(noise.At(FirstDb), BandNoise.SampleRateHz).LoudnessSone;
        float[] sound = noise.At(FirstDb + (10 * Math.Log2(Sone / sone)));
        return Sharpness.Of(StationaryLoudness.Of(sound, BandNoise.SampleRateHz)).SharpnessAcum;
    }

    private static Loudness Loudness(ConformanceVectors vectors, string file)
    {
        WavSignal wav = WavSignal.Read(vectors["din45692/" + file]);
        return StationaryLoudness.Of(wav.Samples, wav.SampleRateHz);
    }
}
