using System.Globalization;
using Bench.Analysis.Octaves;
using Bench.Analysis.Tests.Octaves;

namespace Bench.Analysis.Tests.Conformance;

/// <summary>Octave filters and bands from spectra against class 1 of IEC 61260-1:2014.</summary>
internal static class OctaveRows
{
    private const string Class1 = "class 1, table 1 with formulae 8 and 9";

    // Bands of each rate: up to the 10 kHz third octave at 25.6 kS/s, up to 20 kHz elsewhere.
    private static readonly (int Bands, double RateHz, double ToHz)[] s_banks =
    [
        (1, 25600, 8000), (3, 25600, 10000), (6, 25600, 10500), (12, 25600, 11500),
        (1, 48000, 16000), (3, 48000, 20000), (6, 48000, 20000), (12, 48000, 20000),
        (1, 51200, 16000), (3, 51200, 20000), (6, 51200, 20000), (12, 51200, 20000),
        (1, 102400, 16000), (3, 102400, 20000), (6, 102400, 20000), (12, 102400, 20000),
    ];

    /// <summary>The limits that the other rows are judged by, against the printed break points.</summary>
    public static IEnumerable<ConformanceRow> BreakPoints(ConformanceVectors vectors)
    {
        foreach (string[] row in vectors.Rows("iec61260/mask_2014_formula9.csv"))
        {
            int bands = int.Parse(row[0], CultureInfo.InvariantCulture);
            yield return Point(
                $"break point, b = {bands}, x = {row[1]}", "formula 9", Number(row[2]),
                Class1Mask.Breakpoint(bands, Number(row[1])), 1e-6);

            // Just inside for the largest attenuation, just outside for the least one.
            double limit = row[5] != "inf" ? Number(row[5]) : Number(row[6]);
            double ratio = Number(row[2]) + (row[5] != "inf" ? -1e-6 : 1e-6);
            yield return new($"limit there, b = {bands}, x = {row[1]}", "table 1", 0,
                new Class1Mask(bands).Margin(ratio, limit), Limits.Within(1e-3), "0.001 dB", "dB");
        }

        foreach (string[] row in vectors.Rows("iec61260/table_F1_breakpoints_b3.csv"))
        {
            double upper = Class1Mask.Breakpoint(3, Number(row[0]));
            yield return Point($"break point, b = 3, x = {row[0]}", "table F.1", Number(row[1]), upper, 6e-6);
            yield return Point($"its inverse, b = 3, x = {row[0]}", "table F.1", Number(row[2]), 1 / upper, 6e-6);
        }
    }

    public static IEnumerable<ConformanceRow> Filters()
    {
        foreach ((int bands, double rate, double toHz) in s_banks)
        {
            OctaveBankPlan plan = OctaveBankPlan.Create(bands, 10, toHz, rate);
            string bank = FormattableString.Invariant(
                $"1/{bands} octave at {rate / 1000} kS/s, {plan.Bands.Length} bands to {plan.Bands[^1].NominalHz} Hz");
            yield return new($"beyond the limits, {bank}", "table 1", 0, -OctaveClass1.WorstMargin(plan),
                Limits.AtMost(0), Class1, "dB");
            IEnumerable<ConformanceRow> widths = OctaveClass1.BandwidthErrorsDb(plan).Select(
                error => new ConformanceRow("", "5.12", 0, error, Limits.Within(0.4), "", "dB"));
            yield return ConformanceRow.WorstOf(widths, $"effective bandwidth, {bank}", "0.4 dB, class 1, 5.12");
        }

        foreach ((int bands, int lines) in ((int, int)[])[(1, 12), (3, 8), (6, 8), (12, 8)])
        {
            yield return new(
                $"beyond the limits, 1/{bands} octave from lines, Hann, {lines} lines or more in a band", "table 1", 0,
                -new LineBandClass1(bands).WorstMargin(lines), Limits.AtMost(0), Class1, "dB");
        }
    }

    private static ConformanceRow Point(
        string name, string clause, double expected, double actual, double tolerance) =>
        new(name, clause, expected, actual, Limits.Within(tolerance), "last printed digit");

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
