using System.Globalization;
using Bench.Recordings.Foreign;

namespace Bench.Recordings.Inspection;

/// <summary>
/// Whether a stated sample rate is plausible. Two independent signs: the rate is none that converters have, and the
/// lines of the electric supply do not lie at multiples of 50 or 60 Hz but, all by the same factor, beside them.
/// </summary>
internal static class RateCheck
{
    // Converters divide a quartz by powers of two; these are the families in use for sound and vibration, and 100 MHz
    // divided by 1024 (97 656.25 Hz) and so on. Software that resamples adds the round numbers.
    private static readonly double[] s_families =
        [8000, 11025, 12000, 10000, 12800, 16384, 13107.2, 20833.333333333332, 97656.25];
    private static readonly double[] s_rounds = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8];

    // Files round rates to whole hertz.
    private const double RateTolerance = 5e-5;

    // A corrected rate carries the supply's own deviation and that of the lines.
    private const double CorrectedTolerance = 3e-3;
    private const double NearCorrectedTolerance = 1e-3;

    // Grids keep within ±1 %; beyond 8 % one supply frequency cannot be told from something else.
    private const double LeastDeviation = 0.01;
    private const double MostDeviation = 0.08;

    // A shaft near half the supply's speed makes such a family, too; then every other half multiple shows as well.
    private const int MostHalves = 1;

    // Below this rate a file holds slow readings, not signals.
    private const double LowestRateHz = 500;

    /// <summary>One sentence for each sign.</summary>
    public static IEnumerable<string> Warnings(ForeignSamples samples, double rateHz)
    {
        if (!(rateHz >= LowestRateHz))
        {
            return [];
        }

        bool usual = IsUsual(rateHz, RateTolerance);
        LineFamily? family = LineFamily.Find(samples, rateHz);
        string evidence = family is null ? "" : Evidence(family, rateHz, usual);
        if (!usual)
        {
            string reason = evidence.Length > 0 ? $": {evidence}" : "";
            return [$"{Text(rateHz)} Hz is a rate that no common converter has{reason}."];
        }

        return evidence.Length > 0 ? [$"The rate of {Text(rateHz)} Hz is doubtful: {evidence}."] : [];
    }

    /// <summary>Whether a rate is one that converters or software have.</summary>
    public static bool IsUsual(double rateHz, double tolerance) => NearestUsual(rateHz) is double usual
        && Math.Abs(rateHz - usual) <= tolerance * usual;

    private static string Evidence(LineFamily family, double rateHz, bool usual)
    {
        double supply = Math.Abs((family.FundamentalHz / 60) - 1) < Math.Abs((family.FundamentalHz / 50) - 1) ? 60 : 50;
        double factor = supply / family.FundamentalHz;
        if (Math.Abs(factor - 1) is < LeastDeviation or > MostDeviation)
        {
            return "";
        }

        double corrected = rateHz * factor;
        double nearest = NearestUsual(corrected);
        double deviation = Math.Abs(corrected - nearest) / nearest;
        if (usual && (deviation > NearCorrectedTolerance || family.HalfLines > MostHalves))
        {
            return "";
        }

        double shown = deviation <= CorrectedTolerance ? nearest : corrected;
        return $"the {supply:0} Hz family appears at "
            + $"{family.FundamentalHz.ToString("0.00", CultureInfo.InvariantCulture)} Hz "
            + $"({family.Lines} of its first {LineFamily.Multiples} lines), so that the true rate is about "
            + $"{Text(shown)} Hz";
    }

    private static double NearestUsual(double rateHz)
    {
        double best = double.NaN;
        double decade = Math.Pow(10, Math.Floor(Math.Log10(rateHz)));
        foreach (double round in s_rounds)
        {
            Consider(ref best, rateHz, round * decade);
        }

        Consider(ref best, rateHz, 10 * decade);
        foreach (double family in s_families)
        {
            double octaves = Math.Round(Math.Log2(rateHz / family));
            Consider(ref best, rateHz, family * Math.Pow(2, octaves));
        }

        return best;
    }

    private static void Consider(ref double best, double rateHz, double candidate)
    {
        if (double.IsNaN(best) || Math.Abs(candidate - rateHz) < Math.Abs(best - rateHz))
        {
            best = candidate;
        }
    }

    private static string Text(double value) =>
        value.ToString("#,0.##", CultureInfo.InvariantCulture).Replace(',', ' ');
}
