using Bench.Analysis.Orders;
using Bench.Analysis.PartTypes;
using Bench.Plots;

namespace Bench.Reports;

/// <summary>An order map with the orders of the machine.</summary>
public static class OrderMapPlot
{
    // From the strongest level down: what lies lower is noise and would flatten the colours.
    private const double ShownRangeDb = 60;

    /// <summary>Describes the plot.</summary>
    public static HeatMap Of(PartType partType, OrderMap map)
    {
        double strongest = map.LevelsDb.Where(float.IsFinite).DefaultIfEmpty(0).Max();
        double top = Math.Ceiling(strongest / 5) * 5;
        return new HeatMap
        {
            Title = "Order map",
            Subtitle = $"{CurvePlot.ChannelName(partType, map.Channel)}, {map.Step}",
            Summary = $"Levels over order and speed; the strongest is {NiceTicks.Format(strongest, 1)} {map.Unit}.",
            X = new PlotAxis("order"),
            Y = new PlotAxis("speed", "rpm"),
            Level = new PlotAxis("level", map.Unit, Minimum: top - ShownRangeDb, Maximum: top),
            ColumnStep = map.OrderStep,
            Rows = map.SpeedsRpm,
            Levels = map.LevelsDb,
            Markers = KnownPositions.MachineOrders(partType.Machine),
        };
    }
}
