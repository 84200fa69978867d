namespace Bench.Analysis.Currents;

/// <summary>
/// The carrier of an inverter found in an averaged spectrum by the symmetry of its side lines, not by its strongest
/// line.
/// </summary>
/// <remarks>
/// Pulse-width modulation puts lines at f_sw ± k·f_el for even k and at 2·f_sw ± k·f_el for odd k (D. G. Holmes,
/// T. A. Lipo, Pulse Width Modulation for Power Converters, 2003); in balanced three-phase currents the line at f_sw
/// itself cancels, and the strongest lines lie beside it. For every candidate f the score is the power at f plus twice
/// the geometric mean of the powers at f ± 2·f_el, f ± 4·f_el and, where the spectrum reaches, at 2f ± f_el: only the
/// true carrier has partners on both sides. The carrier's frequency is the power-weighted mean of interpolated pairs.
/// </remarks>
public static class SwitchingLine
{
    // A pattern whose score is weaker than this against the typical candidate's is none: 10 dB.
    private const double LeastContrast = 10;

    // Half of the Hann main lobe: lines this near belong to one.
    private const int LobeBins = 2;

    private static readonly int[] s_sidebands = [2, 4];

    /// <summary>Finds the carrier.</summary>
    /// <param name="meanSquare">Mean square per bin, energy-correct: its sum over bins is the signal's.</param>
    /// <param name="binWidthHz">Spacing of the bins.</param>
    /// <param name="nominalHz">Nominal switching frequency.</param>
    /// <param name="searchShare">Half width of the search as a share of it.</param>
    /// <param name="electricalHz">Electrical frequency f_el; NaN where unknown: only the strongest line counts
    /// then.</param>
    /// <returns>Carrier frequency in Hz and mean square of all lines of its pattern; NaN where no line stands
    /// out.</returns>
    public static (double FrequencyHz, double MeanSquare) Find(
        ReadOnlySpan<double> meanSquare, double binWidthHz, double nominalHz, double searchShare, double electricalHz)
    {
        int first = Math.Max(LobeBins, (int)Math.Ceiling(nominalHz * (1 - searchShare) / binWidthHz));
        int last = Math.Min(meanSquare.Length - 1 - LobeBins, (int)(nominalHz * (1 + searchShare) / binWidthHz));
        if (last < first)
        {
            return (double.NaN, double.NaN);
        }

        double[] scores = new double[last - first + 1];
        int best = first;
        for (int bin = first; bin <= last; bin++)
        {
            scores[bin - first] = Score(meanSquare, bin, electricalHz / binWidthHz);
            best = scores[bin - first] > scores[best - first] ? bin : best;
        }

        // The comparison is false for a spectrum that is not a number or silent.
        double bestScore = scores[best - first];
        Array.Sort(scores);
        if (!(bestScore > LeastContrast * scores[scores.Length / 2]))
        {
            return (double.NaN, double.NaN);
        }

        return Refine(meanSquare, best, binWidthHz, electricalHz);
    }

    /// <summary>
    /// Frequency of the strongest line between two frequencies, interpolated; NaN where there is none.
    /// </summary>
    public static double StrongestHz(ReadOnlySpan<double> meanSquare, double binWidthHz, double fromHz, double toHz)
    {
        int first = Math.Max(1, (int)(fromHz / binWidthHz));
        int last = Math.Min(meanSquare.Length - 2, (int)(toHz / binWidthHz));
        int best = -1;
        double power = 0;
        for (int bin = first; bin <= last; bin++)
        {
            if (meanSquare[bin] > power)
            {
                power = meanSquare[bin];
                best = bin;
            }
        }

        return best < 0 ? double.NaN : Centre(meanSquare, best) * binWidthHz;
    }

    private static double Score(ReadOnlySpan<double> power, double bin, double electricalBins)
    {
        double score = Lobe(power, bin);
        if (double.IsNaN(electricalBins))
        {
            return score;
        }

        foreach (int k in s_sidebands)
        {
            score += 2 * Pair(power, bin, k * electricalBins);
        }

        return score + (2 * Pair(power, 2 * bin, electricalBins));
    }

    private static double Pair(ReadOnlySpan<double> power, double bin, double distance) =>
        Math.Sqrt(Lobe(power, bin - distance) * Lobe(power, bin + distance));

    // Mean square of a line around a position, within one bin to either side of the nearest.
    private static double Lobe(ReadOnlySpan<double> power, double position)
    {
        int bin = (int)Math.Round(position);
        return bin < 1 || bin + 1 >= power.Length ? 0 : power[bin - 1] + power[bin] + power[bin + 1];
    }

    private static (double FrequencyHz, double MeanSquare) Refine(
        ReadOnlySpan<double> power, int bin, double binWidthHz, double electricalHz)
    {
        double weights = 0;
        double sum = 0;
        double total = 0;
        Include(power, bin, bin, ref weights, ref sum, ref total);
        double electricalBins = electricalHz / binWidthHz;
        foreach (int k in double.IsNaN(electricalBins) ? [] : s_sidebands)
        {
            Include(power, bin - (k * electricalBins), bin + (k * electricalBins), ref weights, ref sum, ref total);
        }

        return (sum / weights * binWidthHz, total);
    }

    // The middle of a pair of lines, weighted with the weaker one's share; a line without partner says nothing.
    private static void Include(
        ReadOnlySpan<double> power, double lower, double upper, ref double weights, ref double sum, ref double total)
    {
        double low = Lobe(power, lower);
        double high = Lobe(power, upper);
        if (low > 0 && high > 0)
        {
            double weight = Math.Sqrt(low * high);
            double middle = (Centre(power, Nearest(power, lower)) + Centre(power, Nearest(power, upper))) / 2;
            weights += weight;
            sum += weight * middle;
        }

        total += lower == upper ? low : low + high;
    }

    private static int Nearest(ReadOnlySpan<double> power, double position)
    {
        int bin = (int)Math.Round(position);
        int best = bin;
        for (int i = Math.Max(1, bin - 1); i <= Math.Min(power.Length - 2, bin + 1); i++)
        {
            best = power[i] > power[best] ? i : best;
        }

        return best;
    }

    // Hann lines: with amplitude ratio r of the stronger neighbour to the peak the line lies (2r − 1)/(r + 1) beside
    // it.
    private static double Centre(ReadOnlySpan<double> power, int bin)
    {
        bool isRight = power[bin + 1] >= power[bin - 1];
        double ratio = Math.Sqrt(Math.Max(power[bin + 1], power[bin - 1]) / power[bin]);
        double offset = Math.Clamp(((2 * ratio) - 1) / (ratio + 1), 0, 0.5);
        return bin + (isRight ? offset : -offset);
    }
}
