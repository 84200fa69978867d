using Bench.Analysis.Orders;
using Bench.Analysis.PartTypes;
using Bench.Analysis.Signals;

namespace Bench.Web.Signals;

/// <summary>
/// A map of levels as it is sent: a byte per cell, row by row, the lowest y first; 0 is LoDb, 255 is HiDb.
/// </summary>
internal sealed record SignalMap(SignalMapHead Head, byte[] Cells)
{
    private const double RangeDb = 80;
    private const int MostRows = 512;
    private const int SpeedColumns = 256;
    private const int OrderRows = 360;

    /// <summary>Frequency over time.</summary>
    public static SignalMap Spectrogram(FrameLevels frames, Quantity quantity)
    {
        int rows = Math.Min(MostRows, frames.Bins);
        double top = frames.BinWidthHz * (frames.Bins - 1);
        return Fill(
            new MapAxis("time", "s", frames.SecondsOf(0), frames.SecondsOf(frames.Frames - 1)),
            new MapAxis("frequency", "Hz", 0, top),
            (frames.Frames, rows),
            (column, row) => frames.LevelAt(column, top * row / rows),
            quantity);
    }

    /// <summary>Orders over time, up to an order.</summary>
    public static SignalMap OrdersOverTime(
        FrameLevels frames, RunAnalysis run, double maxOrder, Quantity quantity) => Fill(
        new MapAxis("time", "s", frames.SecondsOf(0), frames.SecondsOf(frames.Frames - 1)),
        new MapAxis("order", "", 0, maxOrder),
        (frames.Frames, OrderRows),
        (column, row) =>
        {
            double shaftHz = run.SpeedAt(frames.SecondsOf(column)) / 60;
            return frames.LevelAt(column, maxOrder * row / (OrderRows - 1) * shaftHz);
        },
        quantity);

    /// <summary>Frequency over speed (Campbell).</summary>
    /// <exception cref="FormatException">The speed does not change.</exception>
    public static SignalMap Campbell(FrameLevels frames, RunAnalysis run, Quantity quantity)
    {
        int[] bySpeed = FramesBySpeed(frames, run, out double low, out double high);
        int rows = Math.Min(MostRows, frames.Bins);
        double top = frames.BinWidthHz * (frames.Bins - 1);
        return Fill(
            new MapAxis("speed", "rpm", low, high),
            new MapAxis("frequency", "Hz", 0, top),
            (SpeedColumns, rows),
            (column, row) => frames.LevelAt(bySpeed[column], top * row / rows),
            quantity);
    }

    /// <summary>Orders over speed, as the test computed them by order tracking.</summary>
    public static SignalMap Of(OrderMap map, Quantity quantity) => Fill(
        new MapAxis("speed", "rpm", map.SpeedsRpm[0], map.SpeedsRpm[^1]),
        new MapAxis("order", "", 0, (map.Orders - 1) * map.OrderStep),
        (map.SpeedsRpm.Length, map.Orders),
        (column, row) => map.LevelsDb[(column * map.Orders) + row],
        quantity);

    private static int[] FramesBySpeed(FrameLevels frames, RunAnalysis run, out double low, out double high)
    {
        double[] speeds = [.. Enumerable.Range(0, frames.Frames).Select(i => run.SpeedAt(frames.SecondsOf(i)))];
        double[] known = [.. speeds.Where(double.IsFinite)];
        low = known.DefaultIfEmpty(0).Min();
        high = known.DefaultIfEmpty(0).Max();
        if (high - low < 1)
        {
            throw new FormatException("The speed does not change in this step: choose a run-up or coast-down.");
        }

        int[] nearest = new int[SpeedColumns];
        for (int column = 0; column < nearest.Length; column++)
        {
            double wanted = low + ((high - low) * column / (SpeedColumns - 1));
            nearest[column] = Enumerable.Range(0, speeds.Length)
                .MinBy(i => double.IsFinite(speeds[i]) ? Math.Abs(speeds[i] - wanted) : double.MaxValue);
        }

        return nearest;
    }

    private static SignalMap Fill(
        MapAxis x, MapAxis y, (int Columns, int Rows) size, Func<int, int, double> level, Quantity quantity)
    {
        double[] levels = new double[size.Columns * size.Rows];
        double highest = double.NegativeInfinity;
        for (int row = 0; row < size.Rows; row++)
        {
            for (int column = 0; column < size.Columns; column++)
            {
                double value = level(column, row);
                levels[(row * size.Columns) + column] = value;
                highest = value > highest ? value : highest;
            }
        }

        double hi = double.IsFinite(highest) ? Math.Ceiling(highest) : 0;
        double lo = hi - RangeDb;
        byte[] cells = new byte[levels.Length];
        for (int i = 0; i < cells.Length; i++)
        {
            double share = (levels[i] - lo) / RangeDb;
            cells[i] = double.IsFinite(share) ? (byte)Math.Round(255 * Math.Clamp(share, 0, 1)) : (byte)0;
        }

        return new SignalMap(
            new SignalMapHead(size.Rows, size.Columns, x, y, lo, hi, Decibel.Unit(quantity)), cells);
    }
}

/// <summary>What the bytes of a map mean.</summary>
internal sealed record SignalMapHead(
    int Rows, int Columns, MapAxis X, MapAxis Y, double LoDb, double HiDb, string Unit);

/// <summary>An axis of a map.</summary>
internal sealed record MapAxis(string Name, string Unit, double From, double To);
