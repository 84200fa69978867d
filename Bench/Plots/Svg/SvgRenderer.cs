using System.Text;

namespace Bench.Plots.Svg;

/// <summary>Draws plots as SVG files of their own.</summary>
public sealed class SvgRenderer : IPlotRenderer
{
    /// <inheritdoc/>
    public void Draw(PlotDescription plot, string ending, Stream stream)
    {
        if (ending != ".svg")
        {
            throw new ArgumentException(
                $"This renderer writes .svg, not {ending}; --renderer oxyplot writes more where it is built in.");
        }

        stream.Write(Encoding.UTF8.GetBytes(SvgWriter.Write(plot, SvgDocument.Standalone)));
    }
}
