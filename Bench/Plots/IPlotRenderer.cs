namespace Bench.Plots;

/// <summary>Draws plots into files: our own SVG, or OxyPlot where it is built in.</summary>
public interface IPlotRenderer
{
    /// <summary>Draws a plot.</summary>
    /// <param name="plot">What it shows.</param>
    /// <param name="ending">Kind of file by its ending, such as ".svg".</param>
    /// <param name="stream">Where to write; it stays open.</param>
    /// <exception cref="ArgumentException">The renderer does not write such files; the message says which.</exception>
    void Draw(PlotDescription plot, string ending, Stream stream);
}
