using System.Collections.Immutable;
using System.Text;

namespace Bench.Plots.Svg;

/// <summary>Draws lines and areas.</summary>
internal static class SvgLinePlot
{
    private const double Height = 270;

    public static string Write(LinePlot plot, SvgDocument document)
    {
        SvgFrame frame = new(plot, Legend(plot), Height, rightMargin: 22);
        (double left, double right) = Ends(plot.X, plot.Series.SelectMany(series => series.X));
        (double low, double high) = SvgScale.Cover(plot.Y, plot.Series.SelectMany(series => series.Y)
            .Concat(plot.Areas.SelectMany(area => area.Lower.Concat(area.Upper))));
        SvgScale x = new(plot.X, left, right, 0, frame.PlotWidth);
        SvgScale y = new(plot.Y, low, high, Height, 0);

        SvgMarkup svg = new();
        frame.Open(svg, document);
        frame.DrawAxes(svg, x, y, plot.Y);
        frame.DrawMarkers(svg, x, "p-marker");
        svg.Raw($"<svg x=\"{SvgMarkup.N(frame.Left)}\" y=\"{SvgMarkup.N(frame.Top)}\""
            + $" width=\"{SvgMarkup.N(frame.PlotWidth)}\" height=\"{SvgMarkup.N(Height)}\">");
        frame.DrawSpans(svg, x);
        foreach (PlotArea area in plot.Areas)
        {
            svg.Path(Style(area.Role), AreaPath(area, x, y));
        }

        foreach ((PlotSeries series, string style) in plot.Series.Zip(Styles(plot)))
        {
            svg.Path(style, LinePath(series.X, series.Y, x, y));
        }

        frame.DrawSpanTexts(svg, x);
        frame.DrawCallouts(svg, x, y, plot.Callouts);
        return svg.Raw("</svg>").Raw("</svg>").ToString();
    }

    /// <summary>The path of a line; what is not finite interrupts it.</summary>
    public static string LinePath(ImmutableArray<double> xs, ImmutableArray<double> ys, SvgScale x, SvgScale y)
    {
        StringBuilder path = new();
        bool isDrawing = false;
        for (int i = 0; i < xs.Length; i++)
        {
            if (double.IsFinite(ys[i]))
            {
                path.Append(isDrawing ? 'L' : 'M').Append(SvgMarkup.N(x.Map(xs[i]))).Append(' ')
                    .Append(SvgMarkup.N(y.Map(ys[i])));
                isDrawing = true;
            }
            else
            {
                isDrawing = false;
            }
        }

        return path.ToString();
    }

    private static string AreaPath(PlotArea area, SvgScale x, SvgScale y)
    {
        StringBuilder path = new();
        int start = 0;
        while (start < area.X.Length)
        {
            int end = start;
            while (end < area.X.Length && double.IsFinite(area.Lower[end]) && double.IsFinite(area.Upper[end]))
            {
                end++;
            }

            AppendPolygon(path, area, start, end, x, y);
            start = end + 1;
        }

        return path.ToString();
    }

    private static void AppendPolygon(StringBuilder path, PlotArea area, int start, int end, SvgScale x, SvgScale y)
    {
        for (int i = start; i < end; i++)
        {
            path.Append(i == start ? 'M' : 'L').Append(SvgMarkup.N(x.Map(area.X[i]))).Append(' ')
                .Append(SvgMarkup.N(y.Map(area.Upper[i])));
        }

        for (int i = end - 1; i >= start; i--)
        {
            path.Append('L').Append(SvgMarkup.N(x.Map(area.X[i]))).Append(' ')
                .Append(SvgMarkup.N(y.Map(area.Lower[i])));
        }

        if (end > start)
        {
            path.Append('Z');
        }
    }

    private static IEnumerable<(string Style, string Name)> Legend(LinePlot plot) =>
        plot.Series.Zip(Styles(plot)).Reverse().Select(pair => (pair.Second, pair.First.Name))
            .Concat(plot.Areas.Select(area => (Style(area.Role) + " p-fill", area.Name)));

    private static (double Left, double Right) Ends(PlotAxis axis, IEnumerable<double> positions)
    {
        double left = double.PositiveInfinity;
        double right = double.NegativeInfinity;
        foreach (double position in positions)
        {
            left = Math.Min(left, position);
            right = Math.Max(right, position);
        }

        return left <= right ? (axis.Minimum ?? left, axis.Maximum ?? right) : (axis.Minimum ?? 0, axis.Maximum ?? 1);
    }

    // Components take the colours in turn.
    private static IEnumerable<string> Styles(LinePlot plot)
    {
        int component = 0;
        foreach (PlotSeries series in plot.Series)
        {
            yield return series.Role == SeriesRole.Component
                ? $"p-c{component++ % SvgStyle.Components}"
                : Style(series.Role);
        }
    }

    private static string Style(SeriesRole role) => role switch
    {
        SeriesRole.Limit => "p-limit",
        SeriesRole.Median => "p-median",
        SeriesRole.Nominal => "p-nominal",
        _ => "p-measured",
    };

    private static string Style(AreaRole role) => role == AreaRole.Good ? "p-good" : "p-exceeded";
}
