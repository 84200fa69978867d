using System.Collections.Immutable;
using System.Globalization;

namespace Bench.Analysis.Orders;

/// <summary>How lines that are no orders are looked for.</summary>
public sealed record FixedLineOptions
{
    /// <summary>Lowest frequency in Hz.</summary>
    public double FromHz { get; init; } = 100;

    /// <summary>Least level above the neighbourhood in dB.</summary>
    public double LeastProminenceDb { get; init; } = 10;

    /// <summary>
    /// Share of the frames in which a line has to stand: an order passes a frequency in few of them.
    /// </summary>
    public double LeastShare { get; init; } = 0.7;

    /// <summary>Pole pairs, for the side lines of an inverter; 0 where there is none.</summary>
    public int PolePairs { get; init; }

    /// <summary>Nominal switching frequency in Hz; 0 where there is none.</summary>
    public double SwitchingFrequencyHz { get; init; }
}

/// <summary>
/// Finds lines that are no orders in a speed sweep: those of fixed frequency, and the side lines m·f_sw ± k·f_el of an
/// inverter, which fan out from a fixed frequency with the speed.
/// </summary>
/// <remarks>
/// Every frame of <see cref="CampbellFrames"/> is compared with its own neighbourhood. A line is one that stands out at
/// FrequencyHz + SlopeOrders·shaft frequency in most frames: an order does that at no fixed frequency once the speed
/// changes by more than its line's width. Take a sweep of a factor of 1.2 or more.
/// </remarks>
public static class FixedLineSearch
{
    private const int NeighbourhoodBins = 32;
    private const int LobeBins = 2;
    private const double LeastSweep = 1.2;

    // Side lines that carry most of the energy (D. G. Holmes, T. A. Lipo, 2003): even k at f_sw, odd k at 2·f_sw.
    private static readonly (int Multiple, int Side)[] s_sideLines =
        [(1, -4), (1, -2), (1, 0), (1, 2), (1, 4), (2, -5), (2, -1), (2, 1), (2, 5)];

    /// <summary>Finds the lines.</summary>
    /// <param name="frames">Spectra of a sweep.</param>
    /// <param name="options">What counts as a line.</param>
    /// <exception cref="ArgumentException">The speed hardly changes: orders look like fixed lines.</exception>
    public static ImmutableArray<FixedLine> Find(CampbellFrames frames, FixedLineOptions options)
    {
        double slowest = frames.SpeedsRpm.ToArray().Min();
        double fastest = frames.SpeedsRpm.ToArray().Max();
        if (!(fastest > LeastSweep * slowest))
        {
            throw new ArgumentException(
                $"Fixed lines are told from orders by a sweep of {LeastSweep} or more, given {slowest:F0} to "
                + $"{fastest:F0} rpm.");
        }

        float[][] prominence = [.. Enumerable.Range(0, frames.Count).Select(i => Prominence(frames.Power(i)))];
        List<FixedLine> lines = [];
        double carrierHz = AddSideLines(frames, prominence, options, lines);
        int first = Math.Max(LobeBins, (int)(options.FromHz / frames.BinWidthHz));
        for (int bin = first; bin < frames.Bins - LobeBins; bin++)
        {
            double frequencyHz = bin * frames.BinWidthHz;
            bool isCarrier = Math.Abs(frequencyHz - carrierHz) <= LobeBins * frames.BinWidthHz;
            double level = Level(frames, prominence, options.LeastShare, frequencyHz, 0);
            if (level >= options.LeastProminenceDb && !isCarrier && IsHighest(frames, bin))
            {
                double centre = Centre(frames, bin);
                lines.Add(Line(frames, Name(centre), centre, 0, level));
            }
        }

        return [.. lines.OrderBy(line => line.FrequencyHz).ThenBy(line => line.SlopeOrders)];
    }

    private static double AddSideLines(
        CampbellFrames frames, float[][] prominence, FixedLineOptions options, List<FixedLine> lines)
    {
        if (options.PolePairs == 0 || options.SwitchingFrequencyHz == 0)
        {
            return double.NaN;
        }

        double carrierHz = Carrier(frames, options);
        if (double.IsNaN(carrierHz))
        {
            return double.NaN;
        }

        foreach ((int multiple, int side) in s_sideLines)
        {
            double frequencyHz = multiple * carrierHz;
            double slope = side * options.PolePairs;
            double level = Level(frames, prominence, options.LeastShare, frequencyHz, slope);
            if (level >= options.LeastProminenceDb)
            {
                string fold = multiple == 1 ? "f_sw" : $"{multiple} f_sw";
                string name = side == 0 ? fold : $"{fold} {(side < 0 ? "−" : "+")} {Math.Abs(side)} f_el";
                lines.Add(Line(frames, name, frequencyHz, slope, level));
            }
        }

        return carrierHz;
    }

    // The middle of what single frames say: each has its own electrical frequency.
    private static double Carrier(CampbellFrames frames, FixedLineOptions options)
    {
        const double SearchShare = 0.1;
        List<double> found = [];
        double[] power = new double[frames.Bins];
        for (int i = 0; i < frames.Count; i++)
        {
            ReadOnlySpan<float> bins = frames.Power(i);
            for (int bin = 0; bin < power.Length; bin++)
            {
                power[bin] = bins[bin] / frames.EnbwBins;
            }

            double electricalHz = options.PolePairs * frames.SpeedsRpm[i] / 60;
            (double frequencyHz, _) = Currents.SwitchingLine.Find(
                power, frames.BinWidthHz, options.SwitchingFrequencyHz, SearchShare, electricalHz);
            if (double.IsFinite(frequencyHz))
            {
                found.Add(frequencyHz);
            }
        }

        found.Sort();
        return 2 * found.Count < frames.Count ? double.NaN : found[found.Count / 2];
    }

    private static FixedLine Line(
        CampbellFrames frames, string name, double frequencyHz, double slopeOrders, double prominenceDb)
    {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < frames.Count; i++)
        {
            int bin = Bin(frames, i, frequencyHz, slopeOrders);
            if (bin >= LobeBins && bin < frames.Bins - LobeBins)
            {
                foreach (float power in frames.Power(i).Slice(bin - LobeBins, (2 * LobeBins) + 1))
                {
                    sum += power / frames.EnbwBins;
                }

                count++;
            }
        }

        return new FixedLine(name, frequencyHz, slopeOrders, Math.Sqrt(sum / count), prominenceDb);
    }

    // Level above the neighbourhood that at least a share of the frames reach; frames that do not hold the line do not
    // count, and fewer than half of them say nothing.
    private static double Level(
        CampbellFrames frames, float[][] prominence, double share, double frequencyHz, double slopeOrders)
    {
        List<float> levels = [];
        for (int i = 0; i < frames.Count; i++)
        {
            int bin = Bin(frames, i, frequencyHz, slopeOrders);
            if (bin >= 1 && bin + 1 < frames.Bins)
            {
                float[] own = prominence[i];
                levels.Add(Math.Max(own[bin], Math.Max(own[bin - 1], own[bin + 1])));
            }
        }

        levels.Sort();
        return 2 * levels.Count < frames.Count
            ? double.NegativeInfinity
            : levels[Math.Min(levels.Count - 1, (int)((1 - share) * levels.Count))];
    }

    private static int Bin(CampbellFrames frames, int frame, double frequencyHz, double slopeOrders) =>
        (int)Math.Round((frequencyHz + (slopeOrders * frames.SpeedsRpm[frame] / 60)) / frames.BinWidthHz);

    // dB above the median of the bins around.
    private static float[] Prominence(ReadOnlySpan<float> power)
    {
        float[] prominence = new float[power.Length];
        float[] sorted = new float[(2 * NeighbourhoodBins) + 1];
        for (int bin = 0; bin < power.Length; bin++)
        {
            int from = Math.Max(0, bin - NeighbourhoodBins);
            int count = Math.Min(power.Length, bin + NeighbourhoodBins + 1) - from;
            power.Slice(from, count).CopyTo(sorted);
            Array.Sort(sorted, 0, count);
            prominence[bin] = 10 * MathF.Log10(power[bin] / Math.Max(sorted[count / 2], float.Epsilon));
        }

        return prominence;
    }

    private static bool IsHighest(CampbellFrames frames, int bin)
    {
        double own = Mean(frames, bin);
        return Enumerable.Range(-LobeBins, (2 * LobeBins) + 1).All(offset => Mean(frames, bin + offset) <= own);
    }

    // Mean of levels, so that an order that passes in one frame does not count more than the line in all of them.
    private static double Mean(CampbellFrames frames, int bin)
    {
        double sum = 0;
        for (int i = 0; i < frames.Count; i++)
        {
            sum += Math.Log(Math.Max(frames.Power(i)[bin], float.Epsilon));
        }

        return sum / frames.Count;
    }

    // Parabola through the mean levels of the three highest bins.
    private static double Centre(CampbellFrames frames, int bin)
    {
        double before = Mean(frames, bin - 1);
        double at = Mean(frames, bin);
        double after = Mean(frames, bin + 1);
        double bend = before - (2 * at) + after;
        double offset = bend < 0 ? Math.Clamp((before - after) / (2 * bend), -0.5, 0.5) : 0;
        return (bin + offset) * frames.BinWidthHz;
    }

    private static string Name(double frequencyHz) =>
        string.Create(CultureInfo.InvariantCulture, $"{frequencyHz:F1} Hz");
}
