using System.Collections.Immutable;
using Bench.Analysis.Signals;

namespace Bench.Analysis.Orders;

/// <summary>Order cuts with the overall level and what the named orders leave of it; all rms.</summary>
/// <param name="Cuts">One curve per order, in the order asked for.</param>
/// <param name="Overall">All lines but the mean (lines 0 and 1).</param>
/// <param name="Residual">The overall level without the named orders' bands and without fixed lines, in energy.</param>
/// <param name="BlocksLeftOut">For each cut, blocks that a fixed line crossed.</param>
public sealed record OrderLevels(
    ImmutableArray<Curve> Cuts, Curve Overall, Curve Residual, ImmutableArray<int> BlocksLeftOut)
{
    // Lines that the mean of the samples fills through the Hann window.
    private const int FirstLine = 2;

    // Half of a Hann main lobe.
    private const int LobeLines = 2;

    // Blocks overlap by three quarters: two neighbours are half a block apart.
    private const double BlocksPerNeighbours = 2;

    /// <summary>Reads levels from recorded blocks.</summary>
    /// <param name="frames">The blocks.</param>
    /// <param name="options">Orders, bandwidth and axis.</param>
    /// <exception cref="ArgumentOutOfRangeException">An order is above the highest recorded, or above what the sample
    /// rate holds in every block.</exception>
    /// <remarks>Points that no block fell into, that a fixed line crossed in all of them, or whose order the sample
    /// rate does not hold at that speed are NaN; the overall and residual levels are, where a block does not hold all
    /// lines.</remarks>
    public static OrderLevels Of(OrderFrames frames, OrderLevelOptions options)
    {
        OrderBand[] bands = [.. options.Orders.Select(order => frames.BandOf(order, options.BandwidthOrders))];
        bool overSpeed = options.Axis == OrderLevelAxis.Speed;
        ReadOnlySpan<double> positions = overSpeed ? frames.SpeedsRpm : frames.TimesSeconds;
        Axis axis = AxisMean.Around(overSpeed ? "speed" : "time", overSpeed ? "rpm" : "s", positions, options.Step);
        AxisMean mean = new(axis, bands.Length + 2);
        float[] row = new float[bands.Length + 2];
        bool[] isNamed = Named(bands, frames.Lines);
        bool[] isFixed = new bool[frames.Lines];
        int[] leftOut = new int[bands.Length];
        for (int i = 0; i < frames.Count; i++)
        {
            ReadOnlySpan<float> lines = frames.MeanSquares(i);
            MarkFixed(frames, i, options.FixedLines, isFixed);
            for (int cut = 0; cut < bands.Length; cut++)
            {
                bool isCrossed = isFixed.AsSpan(bands[cut].FirstLine..(bands[cut].LastLine + 1)).Contains(true);
                row[cut] = isCrossed ? float.NaN : (float)bands[cut].Sum(lines);
                leftOut[cut] += isCrossed ? 1 : 0;
            }

            (row[^2], row[^1]) = Sums(lines, isNamed, isFixed);
            mean.Add(positions[i], row);
        }

        string method = $"energy sum over {options.BandwidthOrders} orders, {frames.Method}";
        ImmutableArray<Curve> curves =
        [
            .. options.Orders.Select((order, cut) => Read($"order {order}", cut)),
            Read("overall", bands.Length),
            Read("residual", bands.Length + 1),
        ];
        return new OrderLevels(curves[..^2], curves[^2], curves[^1], [.. leftOut]);

        Curve Read(string name, int column) => new(
            name, frames.Unit, axis, [.. Enumerable.Range(0, axis.Count).Select(i => mean.Rms(i, column))], method);
    }

    private static bool[] Named(OrderBand[] bands, int lines)
    {
        bool[] isNamed = new bool[lines];
        foreach (OrderBand band in bands)
        {
            isNamed.AsSpan(band.FirstLine..(band.LastLine + 1)).Fill(true);
        }

        return isNamed;
    }

    // A line that is fixed in frequency moves over the orders while the speed of a block changes.
    private static void MarkFixed(OrderFrames frames, int block, ImmutableArray<FixedLine> fixedLines, bool[] isFixed)
    {
        Array.Clear(isFixed);
        double speedRpm = frames.SpeedsRpm[block];
        double before = frames.SpeedsRpm[Math.Max(0, block - 1)];
        double after = frames.SpeedsRpm[Math.Min(frames.Count - 1, block + 1)];
        double change = BlocksPerNeighbours * Math.Abs(after - before) / speedRpm;
        foreach (FixedLine line in fixedLines)
        {
            double centre = line.OrderAt(speedRpm) * frames.Revolutions;
            double half = LobeLines + (centre * change / 2);
            int first = (int)Math.Max(0, Math.Ceiling(centre - half));
            int last = (int)Math.Min(frames.Lines - 1, Math.Floor(centre + half));
            for (int i = first; i <= last; i++)
            {
                isFixed[i] = true;
            }
        }
    }

    private static (float Overall, float Residual) Sums(ReadOnlySpan<float> lines, bool[] isNamed, bool[] isFixed)
    {
        double overall = 0;
        double residual = 0;
        for (int i = FirstLine; i < lines.Length; i++)
        {
            overall += lines[i];
            residual += isNamed[i] || isFixed[i] ? 0 : lines[i];
        }

        return ((float)overall, (float)residual);
    }
}
