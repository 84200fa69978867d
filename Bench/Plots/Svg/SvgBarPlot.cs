using System.Text;

namespace Bench.Plots.Svg;

/// <summary>Draws bars of adjacent bands with their good range and limit.</summary>
internal static class SvgBarPlot
{
    private const double Height = 270;

    public static string Write(BarPlot plot, SvgDocument document)
    {
        SvgFrame frame = new(plot, Legend(plot), Height, rightMargin: 22);
        (double low, double high) =
            SvgScale.Cover(plot.Y, plot.Values.Concat(plot.GoodLower).Concat(plot.GoodUpper).Concat(plot.Limits));
        SvgScale x = new(plot.X, plot.X.Minimum ?? plot.Edges[0], plot.X.Maximum ?? plot.Edges[^1], 0, frame.PlotWidth);
        SvgScale y = new(plot.Y, low, high, Height, 0);

        SvgMarkup svg = new();
        frame.Open(svg, document);
        frame.DrawAxes(svg, x, y, plot.Y);
        frame.DrawMarkers(svg, x, "p-marker");
        svg.Raw($"<svg x=\"{SvgMarkup.N(frame.Left)}\" y=\"{SvgMarkup.N(frame.Top)}\""
            + $" width=\"{SvgMarkup.N(frame.PlotWidth)}\" height=\"{SvgMarkup.N(Height)}\">");
        frame.DrawSpans(svg, x);
        for (int i = 0; i < plot.Values.Length; i++)
        {
            DrawBand(svg, plot, i, x, y);
        }

        svg.Path("p-limit", LimitPath(plot, x, y));
        frame.DrawCallouts(svg, x, y, plot.Callouts);
        return svg.Raw("</svg>").Raw("</svg>").ToString();
    }

    private static void DrawBand(SvgMarkup svg, BarPlot plot, int band, SvgScale x, SvgScale y)
    {
        double left = x.Map(plot.Edges[band]);
        double width = x.Map(plot.Edges[band + 1]) - left;
        if (!plot.GoodLower.IsEmpty && double.IsFinite(plot.GoodLower[band]) && double.IsFinite(plot.GoodUpper[band]))
        {
            double top = y.Map(plot.GoodUpper[band]);
            svg.Rectangle("p-good", left, top, width, y.Map(plot.GoodLower[band]) - top);
        }

        double value = plot.Values[band];
        if (!double.IsFinite(value))
        {
            return;
        }

        double barLeft = left + (0.22 * width);
        double barWidth = 0.56 * width;
        double limit = plot.Limits.IsEmpty ? double.NaN : plot.Limits[band];
        string hint = $"{NiceTicks.Significant(Math.Sqrt(plot.Edges[band] * plot.Edges[band + 1]), 3)} {plot.X.Unit}: "
            + $"{NiceTicks.Significant(value, 4)} {plot.Y.Unit}";
        double barTop = y.Map(value > limit ? limit : value);
        svg.Rectangle("p-bar", barLeft, barTop, barWidth, Math.Max(0, Height - barTop), hint);
        if (value > limit)
        {
            double over = y.Map(value);
            svg.Rectangle("p-exceeded", barLeft, over, barWidth, barTop - over, hint);
        }
    }

    private static string LimitPath(BarPlot plot, SvgScale x, SvgScale y)
    {
        StringBuilder path = new();
        bool isDrawing = false;
        for (int i = 0; i < plot.Limits.Length; i++)
        {
            if (!double.IsFinite(plot.Limits[i]))
            {
                isDrawing = false;
                continue;
            }

            string level = SvgMarkup.N(y.Map(plot.Limits[i]));
            path.Append(isDrawing ? 'L' : 'M').Append(SvgMarkup.N(x.Map(plot.Edges[i]))).Append(' ').Append(level)
                .Append('L').Append(SvgMarkup.N(x.Map(plot.Edges[i + 1]))).Append(' ').Append(level);
            isDrawing = true;
        }

        return path.ToString();
    }

    private static IEnumerable<(string Style, string Name)> Legend(BarPlot plot)
    {
        yield return ("p-bar p-fill", "this motor");
        if (plot.Limits.Any(double.IsFinite))
        {
            yield return ("p-limit", "limit");
        }

        if (!plot.GoodLower.IsEmpty)
        {
            yield return ("p-good p-fill", "good motors");
        }
    }
}
