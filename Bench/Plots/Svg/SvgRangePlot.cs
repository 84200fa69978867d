namespace Bench.Plots.Svg;

/// <summary>Draws one value on a scale with its good range and limits.</summary>
internal static class SvgRangePlot
{
    private const double Height = 54;
    private const double BarTop = 26;
    private const double BarHeight = 20;

    public static string Write(RangePlot plot, SvgDocument document)
    {
        bool hasLimit = double.IsFinite(plot.LowerLimit) || double.IsFinite(plot.UpperLimit);
        bool hasBand = double.IsFinite(plot.GoodUpper);
        (string, string)[] legend =
            [("p-limit", hasLimit ? "limit" : ""), ("p-good p-fill", hasBand ? "good motors" : "")];
        SvgFrame frame = new(plot, legend, Height, rightMargin: 22);
        double[] values = [plot.Value, plot.GoodLower, plot.GoodUpper, plot.LowerLimit, plot.UpperLimit];
        (double low, double high) = SvgScale.Cover(plot.X, values);
        SvgScale x = new(plot.X, low, high, 0, frame.PlotWidth);

        SvgMarkup svg = new();
        frame.Open(svg, document);
        frame.DrawHorizontalAxis(svg, x);
        svg.Raw($"<svg x=\"{SvgMarkup.N(frame.Left)}\" y=\"{SvgMarkup.N(frame.Top)}\""
            + $" width=\"{SvgMarkup.N(frame.PlotWidth)}\" height=\"{SvgMarkup.N(Height)}\">");
        if (double.IsFinite(plot.GoodLower) && double.IsFinite(plot.GoodUpper))
        {
            double left = x.Map(plot.GoodLower);
            svg.Rectangle("p-good", left, BarTop, Math.Max(2, x.Map(plot.GoodUpper) - left), BarHeight);
        }

        foreach (double limit in new[] { plot.LowerLimit, plot.UpperLimit }.Where(double.IsFinite))
        {
            svg.Line("p-limit", x.Map(limit), BarTop - 8, x.Map(limit), BarTop + BarHeight + 8);
        }

        if (double.IsFinite(plot.Value))
        {
            DrawValue(svg, plot, frame, x.Map(plot.Value));
        }

        return svg.Raw("</svg>").Raw("</svg>").ToString();
    }

    private static void DrawValue(SvgMarkup svg, RangePlot plot, SvgFrame frame, double at)
    {
        string text = $"{NiceTicks.Significant(plot.Value, 4)} {plot.X.Unit}";
        double half = SvgMarkup.Width(text, 13) / 2;
        bool isBeyond = plot.Value > plot.UpperLimit || plot.Value < plot.LowerLimit;
        svg.Circle(isBeyond ? "p-point" : "p-point p-inside", at, BarTop + (BarHeight / 2), 7);
        double middle = Math.Clamp(at, half + 4, frame.PlotWidth - half - 4);
        svg.Text(isBeyond ? "p-callout p-mid" : "p-callout p-inside p-mid", middle, BarTop - 9, text);
    }
}
