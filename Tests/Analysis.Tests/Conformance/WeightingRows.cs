using System.Globalization;
using Bench.Analysis.Filters;
using Bench.Analysis.Tests.Weightings;
using Bench.Analysis.Weightings;

namespace Bench.Analysis.Tests.Conformance;

/// <summary>Frequency and time weightings of IEC 61672-1:2013.</summary>
internal static class WeightingRows
{
    private const string Digit = "half of the last printed digit";

    private static readonly double[] s_rates = [25600, 48000, 51200, 102400];

    public static IEnumerable<ConformanceRow> Compute(ConformanceVectors vectors)
    {
        double[][] table = [.. vectors.Rows("iec61672/table3_weightings_class1.csv").Select(
            row => Array.ConvertAll(row, Number))];
        foreach (FrequencyWeightingKind kind in Enum.GetValues<FrequencyWeightingKind>())
        {
            IEnumerable<ConformanceRow> goals = table.Select(row => new ConformanceRow(
                "", "table 3", row[2 + (int)kind], GoalDb(kind, row[1]), Limits.Within(0.0501), "", "dB"));
            yield return ConformanceRow.WorstOf(goals, $"design goal of {kind}", Digit);
            foreach (double rate in s_rates)
            {
                BiquadCascade filter = new(FrequencyWeighting.Design(kind, rate));
                IEnumerable<ConformanceRow> gains = table.Where(row => row[1] < 0.499 * rate).Select(
                    row => new ConformanceRow(
                        "", "table 3", GoalDb(kind, row[1]), 20 * Math.Log10(filter.Response(row[1], rate).Magnitude),
                        new Limits(-row[6], row[5]), "", "dB"));
                yield return ConformanceRow.WorstOf(
                    gains, FormattableString.Invariant($"{kind} at {rate / 1000} kS/s"), "class 1, table 3");
            }
        }

        foreach (ConformanceRow row in Bursts(vectors))
        {
            yield return row;
        }
    }

    /// <summary>What needs no file: table 5, fall of the time weightings, I of the edition that has it.</summary>
    public static IEnumerable<ConformanceRow> Printed()
    {
        foreach ((double tone, double cycles, double expected, double limit) in
            ((double, double, double, double)[])[(31.5, 1, 2.5, 2), (500, 1, 3.5, 1), (8000, 1, 3.4, 2),
                (500, 0.5, 2.4, 1)])
        {
            yield return ConformanceRow.WorstOf(
                s_rates.Select(rate => new ConformanceRow("", "table 5", expected, Peak(tone, cycles, rate),
                    Limits.Within(limit), "", "dB")),
                FormattableString.Invariant($"LCpeak − LC of {cycles} cycle of {tone} Hz, four rates"),
                FormattableString.Invariant($"{limit} dB, class 1, table 5"));
        }

        SoundLevelMeter meter = MeterSignal.Steady(4000, 48000);
        meter.Process(new float[4800]);
        (double fast, double slow, double impulse) = (meter.FastLevelDb, meter.SlowLevelDb, meter.ImpulseLevelDb);
        meter.Process(new float[24000]);
        yield return new("fall of F per second", "5.8.2", 34.7, 2 * (fast - meter.FastLevelDb), Limits.Within(0.05),
            Digit, "dB");
        yield return new("fall of S per second", "5.8.2", 4.3, 2 * (slow - meter.SlowLevelDb), Limits.Within(0.05),
            Digit, "dB");
        yield return new("fall of I per second", "IEC 61672-1:2002, C.2", 2.9, 2 * (impulse - meter.ImpulseLevelDb),
            Limits.Within(0.05), Digit, "dB");
        foreach ((double seconds, double expected, double limit) in
            ((double, double, double)[])[(0.020, -3.6, 1.5), (0.005, -8.8, 2), (0.002, -12.6, 2)])
        {
            SoundLevelMeter burst = new(48000);
            burst.Process(MeterSignal.Tone(2000, 48000, (int)(seconds * 48000), 1));
            burst.Process(new float[4800]);
            yield return new(
                FormattableString.Invariant($"LAImax − LA of a burst of {1000 * seconds} ms"),
                "IEC 61672-1:2002, table C.1",
                expected,
                burst.ImpulseMaximumDb - MeterSignal.Steady(2000, 48000).EquivalentLevelDb,
                Limits.Within(limit),
                FormattableString.Invariant($"{limit} dB, class 1"),
                "dB");
        }
    }

    private static IEnumerable<ConformanceRow> Bursts(ConformanceVectors vectors)
    {
        string[][] table = vectors.Rows("iec61672/table4_4kHz_tonebursts_class1.csv");
        Dictionary<(string, double), SoundLevelMeter> meters = [];
        foreach (double rate in s_rates)
        {
            foreach (string seconds in table.Select(row => row[1]).Distinct())
            {
                SoundLevelMeter meter = new(rate);
                meter.Process(MeterSignal.Tone(4000, rate, (int)Math.Round(Number(seconds) * rate), 1));
                meter.Process(new float[(int)(0.2 * rate)]);
                meters.Add((seconds, rate), meter);
            }
        }

        Dictionary<double, double> steady =
            s_rates.ToDictionary(rate => rate, rate => MeterSignal.Steady(4000, rate).EquivalentLevelDb);
        foreach (string[] row in table)
        {
            IEnumerable<ConformanceRow> rates = s_rates.Select(rate => new ConformanceRow(
                "", "table 4", Number(row[2]), Level(row[0], meters[(row[1], rate)]) - steady[rate],
                new Limits(-Number(row[4]), Number(row[3])), "", "dB"));
            yield return ConformanceRow.WorstOf(
                rates, $"{row[0]} of a burst of {row[1]} s, four rates", "class 1, table 4");
        }
    }

    private static double Level(string quantity, SoundLevelMeter meter) => quantity switch
    {
        "LAFmax-LA" => meter.FastMaximumDb,
        "LASmax-LA" => meter.SlowMaximumDb,
        _ => meter.ExposureLevelDb,
    };

    private static double Peak(double tone, double cycles, double rate)
    {
        SoundLevelMeter meter = new(rate);
        meter.Process(new float[100]);
        meter.Process(MeterSignal.Tone(tone, rate, (int)Math.Round(cycles * rate / tone), 1));
        meter.Process(new float[1000]);
        return meter.CPeakLevelDb - MeterSignal.Steady(tone, rate, FrequencyWeightingKind.C).EquivalentLevelDb;
    }

    private static double GoalDb(FrequencyWeightingKind kind, double frequencyHz) =>
        20 * Math.Log10(FrequencyWeighting.Gain(kind, frequencyHz));

    private static double Number(string text) =>
        text == "-inf" ? double.NegativeInfinity : double.Parse(text, CultureInfo.InvariantCulture);
}
