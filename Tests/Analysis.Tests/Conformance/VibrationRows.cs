using System.Globalization;
using Bench.Analysis.Filters;
using Bench.Analysis.Weightings;

namespace Bench.Analysis.Tests.Conformance;

/// <summary>Human vibration (ISO 8041-1, ISO 2631-1) and severity (ISO 20816 with ISO 2954).</summary>
internal static class VibrationRows
{
    private static readonly double[] s_rates = [25600, 48000, 51200, 102400];

    public static IEnumerable<ConformanceRow> HumanVibration(ConformanceVectors vectors)
    {
        foreach (string[] row in vectors.Rows("iso8041/table1_reference.csv"))
        {
            double expected = Number(row[2]);
            double actual = VibrationWeighting.Gain(Enum.Parse<VibrationWeightingKind>(row[0]), Number(row[1]));
            yield return new($"factor of {row[0]} at {row[1]} Hz", "ISO 8041-1:2017, table 1", expected, actual,
                Limits.Relative(6e-4, expected), "0.06 %: four printed digits");
        }

        foreach ((VibrationWeightingKind kind, double frequency, double expected) in
            ((VibrationWeightingKind, double, double)[])[(VibrationWeightingKind.Wk, 1, 0.482),
                (VibrationWeightingKind.Wk, 4, 0.967), (VibrationWeightingKind.Wk, 80, 0.132),
                (VibrationWeightingKind.Wd, 1, 1.011)])
        {
            yield return new($"factor of {kind} at {frequency} Hz", "ISO 2631-1:1997, table 3", expected,
                VibrationWeighting.Gain(kind, frequency), Limits.Within(0.001), "0.001: last printed digit");
        }

        foreach (VibrationWeightingKind kind in Enum.GetValues<VibrationWeightingKind>())
        {
            IEnumerable<ConformanceRow> gains = s_rates.SelectMany(rate => Gains(kind, rate));
            yield return ConformanceRow.WorstOf(
                gains, $"filter of {kind}, 0.1 to 1000 Hz, four rates", "+12 % / −11 %, ISO 8041-1:2017");
        }
    }

    /// <summary>Relative sensitivity of ISO 2954: 10 Hz to 1 kHz.</summary>
    public static IEnumerable<ConformanceRow> Severity()
    {
        foreach ((double frequency, double least, double most) in ((double, double, double)[])[(10, 0.8, 1.1),
            (20, 0.9, 1.1), (40, 0.9, 1.1), (80, 0.9, 1.1), (160, 0.9, 1.1), (500, 0.9, 1.1), (1000, 0.8, 1.1)])
        {
            double exact = 1000 / (2 * Math.PI * frequency);
            IEnumerable<ConformanceRow> rates = s_rates.Select(rate => new ConformanceRow(
                "", "ISO 2954:2012, table 1", 1, new VibrationSeverity(rate).Gain(frequency) / exact,
                new Limits(1 - least, most - 1), ""));
            yield return ConformanceRow.WorstOf(
                rates, $"relative sensitivity to velocity at {frequency} Hz, four rates",
                FormattableString.Invariant($"{least} to {most}, ISO 2954"));
        }

        // 10 m/s² at 79.6 Hz (ω = 500) is 20 mm/s amplitude; gravity must not show.
        VibrationSeverity meter = new(51200);
        float[] signal =
            [.. Enumerable.Range(0, 4 * 51200).Select(i => (float)(9.81 + (10 * Math.Sin(500.0 * i / 51200))))];
        meter.Process(signal.AsSpan(0, 3 * 51200));
        meter.StartInterval();
        meter.Process(signal.AsSpan(3 * 51200, (int)(79 * 2 * Math.PI / 500 * 51200)));
        yield return new("velocity of 10 m/s² at ω = 500/s with gravity", "ISO 20816-1:2016", 20 / Math.Sqrt(2),
            meter.VelocityRmsMillimetresPerSecond, Limits.Within(0.01), "0.01 mm/s, ours: closed form", "mm/s");
    }

    private static IEnumerable<ConformanceRow> Gains(VibrationWeightingKind kind, double rate)
    {
        BiquadCascade filter = new(VibrationWeighting.Design(kind, rate));
        for (double frequency = 0.1; frequency < 1000; frequency *= 1.1)
        {
            double ratio = filter.Response(frequency, rate).Magnitude / VibrationWeighting.Gain(kind, frequency);
            yield return new("", "ISO 8041-1:2017, annex B", 1, ratio, new Limits(0.11, 0.12), "");
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
