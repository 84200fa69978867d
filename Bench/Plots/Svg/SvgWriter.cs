namespace Bench.Plots.Svg;

/// <summary>Draws a plot description as SVG.</summary>
public static class SvgWriter
{
    /// <summary>Draws one plot.</summary>
    /// <exception cref="ArgumentException">A kind of plot that this writer does not know.</exception>
    public static string Write(PlotDescription plot, SvgDocument document) => plot switch
    {
        LinePlot lines => SvgLinePlot.Write(lines, document),
        BarPlot bars => SvgBarPlot.Write(bars, document),
        HeatMap map => SvgHeatMap.Write(map, document),
        RangePlot range => SvgRangePlot.Write(range, document),
        _ => throw new ArgumentException($"No drawing for a {plot.GetType().Name}.", nameof(plot)),
    };
}
