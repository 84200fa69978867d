using System.Collections.Immutable;
using Bench.Analysis.Signals;

namespace Bench.Analysis.Orders;

/// <summary>Order maps and order spectra of recorded blocks: rms values over order and speed or time.</summary>
/// <remarks>
/// A value is the rms of its line, energy-correct for the Hann window: lines that belong together are added as squares
/// (an order on a line has 2/3 of its mean square there and 1/6 in each neighbour). Points that no block fell into,
/// and orders that the sample rate does not hold at that speed, are NaN. Rows are energy means of the blocks within
/// half a step.
/// </remarks>
public static class OrderMaps
{
    /// <summary>Order-speed map.</summary>
    /// <param name="frames">The blocks.</param>
    /// <param name="stepRpm">Spacing of the rows in rpm, above 0.</param>
    public static CurveMap OverSpeed(OrderFrames frames, double stepRpm) =>
        Map(
            "order map over speed",
            frames,
            frames.SpeedsRpm,
            AxisMean.Around("speed", "rpm", frames.SpeedsRpm, stepRpm));

    /// <summary>Order-time map.</summary>
    /// <param name="frames">The blocks.</param>
    /// <param name="stepSeconds">Spacing of the rows in s, above 0.</param>
    public static CurveMap OverTime(OrderFrames frames, double stepSeconds) =>
        Map(
            "order map over time",
            frames,
            frames.TimesSeconds,
            AxisMean.Around("time", "s", frames.TimesSeconds, stepSeconds));

    /// <summary>Order spectrum: energy mean of all blocks within a range of speed.</summary>
    /// <param name="frames">The blocks.</param>
    /// <param name="fromRpm">Lowest mean speed of a block.</param>
    /// <param name="toRpm">Highest mean speed of a block.</param>
    /// <exception cref="ArgumentException">No block lies in the range.</exception>
    public static Curve Spectrum(
        OrderFrames frames, double fromRpm = 0, double toRpm = double.PositiveInfinity)
    {
        AxisMean mean = new(new Axis("all", "", 0, 1, 1), frames.Lines);
        int blocks = 0;
        for (int i = 0; i < frames.Count; i++)
        {
            if (frames.SpeedsRpm[i] >= fromRpm && frames.SpeedsRpm[i] <= toRpm)
            {
                mean.Add(0, frames.MeanSquares(i));
                blocks++;
            }
        }

        if (blocks == 0)
        {
            throw new ArgumentException(
                $"No block of {frames.Revolutions} revolutions between {fromRpm} and {toRpm} rpm: "
                + "check the tacho, widen the range or take fewer revolutions.");
        }

        ImmutableArray<double> values = [.. mean.Rms().Select(rms => (double)rms)];
        return new Curve("order spectrum", frames.Unit, Orders(frames), values, frames.Method);
    }

    private static CurveMap Map(string name, OrderFrames frames, ReadOnlySpan<double> positions, Axis rows)
    {
        AxisMean mean = new(rows, frames.Lines);
        for (int i = 0; i < frames.Count; i++)
        {
            mean.Add(positions[i], frames.MeanSquares(i));
        }

        return new CurveMap(name, frames.Unit, rows, Orders(frames), [.. mean.Rms()], frames.Method);
    }

    private static Axis Orders(OrderFrames frames) => new("order", "", 0, 1.0 / frames.Revolutions, frames.Lines);
}
