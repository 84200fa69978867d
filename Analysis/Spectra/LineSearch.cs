using System.Collections.Immutable;
using Bench.Analysis.Kinematics;
using Bench.Analysis.Signals;

namespace Bench.Analysis.Spectra;

/// <summary>
/// Looks for the lines of a part of a machine in a spectrum, most often an envelope spectrum: at the rhythm, within the
/// share that slip allows, at which the harmonics together stand out most.
/// </summary>
/// <remarks>
/// <para>Every rhythm f between (1 − lag) and (1 + lead) of the nominal one is tried in steps of a quarter bin of the
/// highest harmonic. Its strength is the mean over the harmonics h of the line's level over the local floor in dB, held
/// between 0 and 30 dB, weighted by 1/h: one loud foreign line on a harmonic does not win. The rhythm of the best is
/// then read from the interpolated harmonics that stand out by 6 dB, by least squares.</para>
/// <para>What noise reaches depends on the averaging: the bins of few averaged frames scatter by several dB, and the
/// best of many rhythms is high by chance. <see cref="LineFinding.ChanceDb"/> is the strength of the best rhythm in
/// ranges of the same width beside the searched one, off its sidebands: only what is clearly above it is a
/// finding.</para>
/// <para>Axes in orders do as well as in Hz: the nominal speed is 1 then.</para>
/// </remarks>
public static class LineSearch
{
    /// <summary>Level over the floor from which a harmonic takes part in the reading of the rhythm.</summary>
    public const double ClearDb = 6;

    private const double MostDb = 30;
    private const double StepsPerBin = 4;

    private const int RangesBeside = 8;
    private const int MostWidthsAway = 12;

    /// <summary>Looks for a pattern.</summary>
    /// <param name="power">Power spectrum over frequency or order.</param>
    /// <param name="window">The window that made it.</param>
    /// <param name="pattern">What is looked for.</param>
    /// <param name="shaftHz">Shaft frequency in the axis' unit: Hz, or 1 where the axis is in orders.</param>
    /// <param name="floorReach">Bins on either side that make up the local floor.</param>
    /// <exception cref="ArgumentException">The spectrum is too coarse or too short for the pattern.</exception>
    public static LineFinding Find(
        Curve power, Window window, LinePattern pattern, double shaftHz, int floorReach = 40)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shaftHz);
        double nominal = pattern.Order * shaftHz;
        double from = nominal * (1 - pattern.MostLag);
        double to = nominal * (1 + pattern.MostLead);
        Check(power, window, pattern, from, to);
        ReadOnlySpan<double> values = power.Values.AsSpan();
        ReadOnlySpan<double> floor = NoiseFloor.Of(power, floorReach).Values.AsSpan();
        double[] levels = new double[values.Length];
        for (int k = 0; k < levels.Length; k++)
        {
            double level = 10 * Math.Log10(values[k] / floor[k]);
            levels[k] = values[k] == 0 ? 0 : Math.Clamp(level, 0, MostDb);
        }

        (double best, double strength) = Strongest(levels, power.Axis, pattern.Harmonics, from, to);
        double chance = 0;
        double lowest = LobeBins(window) * power.Axis.Step;
        foreach (double shift in Beside(pattern, to - from, shaftHz).Where(by => from + by > lowest).Take(RangesBeside))
        {
            double other = Strongest(levels, power.Axis, pattern.Harmonics, from + shift, to + shift).Strength;
            chance = Math.Max(chance, other);
        }

        double rhythm = Math.Clamp(Refine(power, floor, window, pattern.Harmonics, best), from, to);
        return new LineFinding(
            pattern,
            rhythm,
            rhythm / nominal,
            strength,
            chance,
            Lines(power, floor, window, pattern, rhythm, shaftHz * rhythm / nominal, shaftHz),
            FormattableString.Invariant(
                $"line search from {100 * pattern.MostLag:0.#} % lag to {100 * pattern.MostLead:0.#} % lead; ")
                + power.Method);
    }

    // Distances of ranges of a width in which nothing of the pattern is expected, nearest first.
    private static IEnumerable<double> Beside(LinePattern pattern, double width, double shaftHz)
    {
        double spacing = pattern.SidebandOrder * shaftHz;
        for (int i = 1; i <= MostWidthsAway; i++)
        {
            double away = (i + 0.5) * width;
            bool isOnSideband = Enumerable.Range(1, spacing > 0 ? pattern.Sidebands : 0)
                .Any(s => Math.Abs(away - (s * spacing)) < width);
            if (!isOnSideband)
            {
                yield return -away;
                yield return away;
            }
        }
    }

    private static void Check(Curve power, Window window, LinePattern pattern, double from, double to)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pattern.Harmonics, 1, nameof(pattern));
        double end = power.Axis.At(power.Values.Length - 2);
        if (!(from > 0) || to < from || to > end)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"The {pattern.Name} is looked for from {from:g6} to {to:g6} {power.Axis.Unit}, but the spectrum ")
                + FormattableString.Invariant($"goes to {end:g6}: choose a wider band or check speed and geometry."));
        }

        double lobe = LobeBins(window) * power.Axis.Step;
        if (from < 2 * lobe)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"The {pattern.Name} at {from:g6} {power.Axis.Unit} cannot be told from the mean: with bins ")
                + FormattableString.Invariant($"{power.Axis.Step:g3} apart a line must lie above {2 * lobe:g3}."));
        }
    }

    // Half of the main lobe, for the windows in use.
    private static double LobeBins(Window window) => window.Kind switch
    {
        WindowKind.Rectangular => 1,
        WindowKind.Hann or WindowKind.Hamming => 2,
        WindowKind.FlatTop => 5,
        _ => 4,
    };

    private static (double Rhythm, double Strength) Strongest(
        ReadOnlySpan<double> levels, Axis axis, int harmonics, double from, double to)
    {
        double step = axis.Step / (StepsPerBin * harmonics);
        int count = (int)Math.Ceiling((to - from) / step);
        double best = from;
        double strength = -1;
        for (int i = 0; i <= count; i++)
        {
            double rhythm = from + ((to - from) * i / Math.Max(1, count));
            double sum = 0;
            double weights = 0;
            for (int h = 1; h <= harmonics; h++)
            {
                int bin = (int)Math.Round(((h * rhythm) - axis.First) / axis.Step);
                if (bin < levels.Length)
                {
                    sum += levels[bin] / h;
                    weights += 1.0 / h;
                }
            }

            // A gap in the spectrum compares as false.
            if (sum / weights > strength)
            {
                (best, strength) = (rhythm, sum / weights);
            }
        }

        return (strength < 0 ? double.NaN : best, strength < 0 ? double.NaN : strength);
    }

    private static double Refine(
        Curve power, ReadOnlySpan<double> floor, Window window, int harmonics, double rhythm)
    {
        double sum = 0;
        double weights = 0;
        for (int h = 1; h <= harmonics && !double.IsNaN(rhythm); h++)
        {
            FoundLine line = Read(power, floor, window, h * rhythm);
            if (line.SignalToNoiseDb >= ClearDb)
            {
                // A harmonic's reading is good to a share of a bin, the rhythm's to that over h.
                sum += h * line.FrequencyHz;
                weights += (double)h * h;
            }
        }

        return weights == 0 ? rhythm : sum / weights;
    }

    private static ImmutableArray<FoundLine> Lines(
        Curve power, ReadOnlySpan<double> floor, Window window, LinePattern pattern, double rhythm, double slippedHz,
        double shaftHz)
    {
        if (double.IsNaN(rhythm))
        {
            return [];
        }

        // Whole orders are the shaft's own and do not slip; the cage slips with the balls.
        bool isShafts = pattern.SidebandOrder == Math.Round(pattern.SidebandOrder);
        double spacing = pattern.SidebandOrder * (isShafts ? shaftHz : slippedHz);
        List<FoundLine> lines = [];
        for (int h = 1; h <= pattern.Harmonics; h++)
        {
            int reach = spacing > 0 ? pattern.Sidebands : 0;
            for (int s = -reach; s <= reach; s++)
            {
                double position = (h * rhythm) + (s * spacing);
                if (position > 2 * power.Axis.Step && position < power.Axis.At(power.Values.Length - 3))
                {
                    lines.Add(Read(power, floor, window, position) with { Harmonic = h, Sideband = s });
                }
            }
        }

        return [.. lines];
    }

    // The highest of the three bins around a position.
    private static FoundLine Read(Curve power, ReadOnlySpan<double> floor, Window window, double position)
    {
        int middle = (int)Math.Round((position - power.Axis.First) / power.Axis.Step);
        if (middle < 2 || middle > power.Values.Length - 3)
        {
            return new FoundLine(0, 0, double.NaN, double.NaN, double.NaN);
        }

        int bin = middle;
        for (int k = middle - 1; k <= middle + 1; k++)
        {
            bin = power.Values[k] > power.Values[bin] ? k : bin;
        }

        SpectralLine line = SpectralLine.At(power, window, bin);
        return new FoundLine(
            0, 0, line.FrequencyHz, line.Rms, 10 * Math.Log10(power.Values[bin] / floor[bin]));
    }
}

/// <summary>A line of a pattern as it stands in a spectrum.</summary>
/// <param name="Harmonic">Multiple of the rhythm.</param>
/// <param name="Sideband">Place beside it, 0 for the harmonic itself.</param>
/// <param name="FrequencyHz">Interpolated frequency; in orders where the axis is.</param>
/// <param name="Rms">Rms value, the unit of the signal.</param>
/// <param name="SignalToNoiseDb">Power of the highest bin over the median of those around it.</param>
public readonly record struct FoundLine(
    int Harmonic, int Sideband, double FrequencyHz, double Rms, double SignalToNoiseDb);

/// <summary>What was found of a pattern.</summary>
/// <param name="Pattern">The pattern.</param>
/// <param name="RhythmHz">Frequency of the rhythm; in orders where the axis is; NaN where the spectrum has no numbers.
/// </param>
/// <param name="Share">The rhythm over the nominal one: 0.99 is 1 % slip.</param>
/// <param name="SignalToNoiseDb">Mean level of the harmonics over the local floor, weighted by 1/h, 0 to 30 dB.</param>
/// <param name="ChanceDb">The same of the best rhythm in eight ranges of the same width beside the searched
/// one.</param>
/// <param name="Lines">Harmonics and sidebands within the spectrum.</param>
/// <param name="Method">How it was found.</param>
public sealed record LineFinding(
    LinePattern Pattern,
    double RhythmHz,
    double Share,
    double SignalToNoiseDb,
    double ChanceDb,
    ImmutableArray<FoundLine> Lines,
    string Method)
{
    /// <summary>Level over chance from which a finding is clear.</summary>
    public const double ClearMarginDb = 3;

    /// <summary>
    /// Whether the lines stand out by 6 dB on average and by 3 dB more than anything in the ranges beside them.
    /// </summary>
    public bool IsClear =>
        SignalToNoiseDb >= LineSearch.ClearDb && SignalToNoiseDb >= ChanceDb + ClearMarginDb;
}
