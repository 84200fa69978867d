using System.Text.Json;
using Bench.Analysis.Psychoacoustics;
using Bench.Analysis.Tests.Psychoacoustics;

namespace Bench.Analysis.Tests.Conformance;

/// <summary>Loudness on the signals of ISO 532-1:2017, annex B.</summary>
internal static class LoudnessRows
{
    private const string Ours = "0.1 %, ours; the standard: 5 % or 0.1 sone";
    private const string Band = "5 % or 0.1 sone, annex B";

    // Full scale of the standard's files is a sine of 100 dB: √2·2 Pa.
    private static readonly double s_scale = 2 * Math.Sqrt(2);

    public static IEnumerable<ConformanceRow> Compute(ConformanceVectors vectors)
    {
        JsonElement expected = vectors.Json("iso532-1/expected.json");
        JsonElement levels = vectors.Json("iso532-1/signal_01_third_octave_levels.json").GetProperty("levels_dB");
        Loudness first = StationaryLoudness.FromLevels([.. levels.EnumerateArray().Select(level => level.GetDouble())]);
        return
        [
            .. Stationary(vectors, expected, "1", "B.2", "levels of signal 1", first),
            .. Signal(vectors, expected, "2 (250 Hz 80 dB)", 48000),
            .. Signal(vectors, expected, "3 (1 kHz 60 dB)", 48000),
            .. Signal(vectors, expected, "2 (250 Hz 80 dB)", 44100),
            .. Signal(vectors, expected, "3 (1 kHz 60 dB)", 51200),
            .. Signal(vectors, expected, "3 (1 kHz 60 dB)", 102400),
            .. Varying(vectors, expected, "7 (tone 1 kHz 30 dB - 80 dB)", 48000),
            .. Varying(vectors, expected, "10 (tone pulse 1 kHz 10 ms 70 dB)", 48000),
            .. Varying(vectors, expected, "13 (combined tone pulses 1 kHz)", 48000),
            .. Varying(vectors, expected, "10 (tone pulse 1 kHz 10 ms 70 dB)", 44100),
            .. Varying(vectors, expected, "10 (tone pulse 1 kHz 10 ms 70 dB)", 51200),
            .. Varying(vectors, expected, "13 (combined tone pulses 1 kHz)", 44100),
            .. Varying(vectors, expected, "13 (combined tone pulses 1 kHz)", 51200),
        ];
    }

    private static ConformanceRow[] Signal(
        ConformanceVectors vectors, JsonElement expected, string name, int rate)
    {
        string number = name[..name.IndexOf(' ', StringComparison.Ordinal)];
        float[] signal = Resampling.From48000(Read(vectors, name)[..96000], rate);
        string signalName = FormattableString.Invariant($"signal {number} at {rate / 1000.0} kS/s");
        return Stationary(
            vectors, expected, number, "B.3", signalName, StationaryLoudness.Of(signal, rate));
    }

    private static ConformanceRow[] Stationary(
        ConformanceVectors vectors, JsonElement expected, string number, string clause, string name, Loudness loudness)
    {
        double sone = expected.GetProperty(number).GetProperty("N").GetDouble();
        double[][] specific = VectorTable.Read(vectors[$"iso532-1/signal_0{number}_specific.csv"]);
        return
        [
            new($"loudness, {name}", clause, sone, loudness.LoudnessSone, Limits.Relative(1e-3, sone), Ours, "sone"),
            ConformanceRow.WorstOf(
                specific.Select((row, i) => InBand(clause, row, loudness.SpecificSonePerBark[i])),
                $"specific loudness, {name}",
                "5 % or 0.1 sone/Bark, annex B"),
        ];
    }

    private static ConformanceRow[] Varying(
        ConformanceVectors vectors, JsonElement expected, string name, int rate)
    {
        int number = int.Parse(name[..2], System.Globalization.CultureInfo.InvariantCulture);
        double[][] total = VectorTable.Read(vectors[$"iso532-1/signal_{number:00}_N_t.csv"]);
        double[][] specific = VectorTable.Read(vectors[$"iso532-1/signal_{number:00}_Nprime_t_bark8.5.csv"]);
        LoudnessTrace trace = TimeVaryingLoudness.Of(Resampling.From48000(Read(vectors, name), rate), rate);
        double[] sone = [.. trace.LoudnessSone];
        double[] at = [.. sone.Select((_, i) => trace.SpecificAt(i)[84])];
        double maximum = expected.GetProperty($"{number}").GetProperty("Nmax").GetDouble();
        double n5 = Percentile.Exceeded([.. total.Select(row => row[1])], 5);
        string of = FormattableString.Invariant($"signal {number} at {rate / 1000.0} kS/s");
        return
        [
            new($"RMS error of the trace, {of}", "B.4", 0, Error(total, sone), Limits.AtMost(1e-3), "0.1 %, ours"),
            InBands(total, sone, $"loudness over time, {of}", Band),
            new($"RMS error at 8.5 Bark, {of}", "B.4", 0, Error(specific, at), Limits.AtMost(1e-3), "0.1 %, ours"),
            InBands(specific, at, $"specific loudness at 8.5 Bark, {of}", "5 % or 0.1 sone/Bark, annex B"),
            new($"maximum, {of}", "B.4", maximum, trace.MaximumSone, Limits.Relative(1e-3, maximum), Ours, "sone"),
            new($"N5 of the standard's own trace, {of}", "B.4", n5, trace.N5Sone, Limits.Relative(5e-3, n5),
                "0.5 %, ours", "sone"),
        ];
    }

    private static float[] Read(ConformanceVectors vectors, string name) =>
        WavSignal.Read(vectors[$"iso532-1/Test signal {name}.wav"]).Scaled(s_scale);

    // A trace of another length is wrong at every time: no value.
    private static ConformanceRow InBands(double[][] expected, double[] actual, string quantity, string tolerance)
    {
        bool isWhole = expected.Length == actual.Length;
        return ConformanceRow.WorstOf(
            expected.Select((row, i) => InBand("B.4", row, isWhole ? actual[i] : double.NaN)), quantity, tolerance);
    }

    private static ConformanceRow InBand(string clause, double[] row, double actual) =>
        new("", clause, row[1], actual, new Limits(row[1] - row[2], row[3] - row[1]), "", "sone");

    private static double Error(double[][] expected, double[] actual)
    {
        double error = expected.Zip(actual).Sum(pair => Math.Pow(pair.Second - pair.First[1], 2));
        return Math.Sqrt(error / expected.Sum(row => row[1] * row[1]));
    }
}
