using System.Collections.Immutable;

namespace Bench.Analysis.Psychoacoustics;

/// <summary>A modulation in an envelope's power spectrum (ECMA-418-2:2025, clause 7.1.5.1).</summary>
internal readonly record struct ModulationPeak(double RateHz, double Amplitude)
{
    public const int Most = 10;

    private const double LineHz = ModulationSpectra.LineHz;
    private const int FirstLine = 2;
    private const int LastLine = 254;
    private const double LeastShare = 0.05;

    // Table 10: what the parabola of formula (73) errs by, over 32 steps between two lines, in Hz.
    private static readonly ImmutableArray<double> s_error = MakeErrors();

    /// <summary>The most prominent peaks of a spectrum, by frequency.</summary>
    public static List<ModulationPeak> Find(ReadOnlySpan<double> spectrum)
    {
        List<(int Line, double Prominence)> found = [];
        for (int line = FirstLine + 1; line < LastLine; line++)
        {
            if (spectrum[line] > spectrum[line - 1] && spectrum[line] > spectrum[line + 1])
            {
                found.Add((line, Prominence(spectrum, line)));
            }
        }

        int[] lines =
            [.. found.OrderByDescending(peak => peak.Prominence).Take(Most).Select(peak => peak.Line).Order()];
        double largest = 0;
        foreach (int line in lines)
        {
            largest = Math.Max(largest, spectrum[line]);
        }

        List<ModulationPeak> peaks = [];
        foreach (int line in lines)
        {
            if (spectrum[line] > LeastShare * largest)
            {
                peaks.Add(Measure(spectrum.Slice(line - 1, 3), line));
            }
        }

        return peaks;
    }

    // How far one has to go down from a peak before one can go up to a higher one.
    private static double Prominence(ReadOnlySpan<double> spectrum, int peak)
    {
        double left = spectrum[peak];
        for (int line = peak - 1; line >= FirstLine && spectrum[line] <= spectrum[peak]; line--)
        {
            left = Math.Min(left, spectrum[line]);
        }

        double right = spectrum[peak];
        for (int line = peak + 1; line <= LastLine && spectrum[line] <= spectrum[peak]; line++)
        {
            right = Math.Min(right, spectrum[line]);
        }

        return spectrum[peak] - Math.Max(left, right);
    }

    // Formulae (72) to (82).
    private static ModulationPeak Measure(ReadOnlySpan<double> three, int line)
    {
        double curvature = three[0] - (2 * three[1]) + three[2];
        double rate = (line + ((three[0] - three[2]) / (2 * curvature))) * LineHz;
        return new ModulationPeak(rate + Correction(rate), three[0] + three[1] + three[2]);
    }

    private static double Correction(double rateHz)
    {
        int nearest = 0;
        for (int i = 1; i < s_error.Length; i++)
        {
            nearest = Math.Abs(Offset(rateHz, i)) < Math.Abs(Offset(rateHz, nearest)) ? i : nearest;
        }

        bool between = nearest > 0 && Offset(rateHz, nearest) * Offset(rateHz, nearest - 1) < 0;
        int upper = between ? nearest : Math.Min(nearest + 1, s_error.Length - 1);
        double below = Offset(rateHz, upper - 1);
        double slope = (s_error[upper] - s_error[upper - 1]) / (Offset(rateHz, upper) - below);
        return s_error[upper - 1] - (slope * below);
    }

    private static double Offset(double rateHz, int step) =>
        ((Math.Floor(rateHz / LineHz) + (step / 32.0)) * LineHz) - (rateHz + s_error[step]);

    private static ImmutableArray<double> MakeErrors()
    {
        ReadOnlySpan<double> half =
        [
            0, 0.0457, 0.0907, 0.1346, 0.1765, 0.2157, 0.2515, 0.2828, 0.3084, 0.3269, 0.3364, 0.3348, 0.3188, 0.2844,
            0.2259, 0.1351, 0,
        ];
        double[] errors = new double[33];
        for (int i = 0; i < half.Length; i++)
        {
            errors[i] = half[i];
            errors[32 - i] = i == half.Length - 1 ? 0 : -half[i];
        }

        return [.. errors];
    }
}
