namespace Bench.Plots.Svg;

/// <summary>Draws levels as colours: one embedded picture, axes and a colour bar.</summary>
internal static class SvgHeatMap
{
    private const double Height = 330;

    // More pixels than this are not seen; the strongest level of each pixel is kept, so no line is lost.
    private const int MaxPixels = 640;

    public static string Write(HeatMap plot, SvgDocument document)
    {
        SvgFrame frame = new(plot, [], Height, rightMargin: 92);
        SvgScale x = new(plot.X, 0, plot.ColumnStep * Math.Max(1, plot.Columns - 1), 0, frame.PlotWidth);
        (double bottom, double top) = plot.Rows.IsEmpty ? (0, 1) : (plot.Rows[0], plot.Rows[^1]);
        SvgScale y = new(plot.Y, bottom, top, Height, 0);
        SvgScale level = new(plot.Level, plot.Level.Minimum ?? 0, plot.Level.Maximum ?? 1, Height, 0);

        SvgMarkup svg = new();
        frame.Open(svg, document);
        frame.DrawAxes(svg, x, y, plot.Y);
        if (plot.Columns > 0)
        {
            DrawImage(svg, frame, plot, level);
        }

        svg.Rectangle("p-frame", frame.Left, frame.Top, frame.PlotWidth, Height);
        frame.DrawMarkers(svg, x, "p-onmap");
        DrawColourBar(svg, frame, level, plot.Level.Caption);
        return svg.Raw("</svg>").ToString();
    }

    /// <summary>The picture's colour indices, top row first, rows equally spaced on the vertical axis.</summary>
    internal static byte[] Pixels(HeatMap plot, double minimum, double maximum, out int width)
    {
        width = Math.Min(plot.Columns, MaxPixels);
        int height = Math.Clamp(plot.Rows.Length, 1, MaxPixels);
        byte[] pixels = new byte[width * height];
        for (int row = 0; row < height; row++)
        {
            int source = NearestRow(plot, (height - 1 - row) / Math.Max(1.0, height - 1));
            for (int column = 0; column < width; column++)
            {
                int first = (int)((long)column * plot.Columns / width);
                int last = (int)((long)(column + 1) * plot.Columns / width);
                double strongest = double.NegativeInfinity;
                for (int i = first; i < last; i++)
                {
                    strongest = Math.Max(strongest, plot.Levels[(source * plot.Columns) + i]);
                }

                pixels[(row * width) + column] = ColourScale.Index(strongest, minimum, maximum);
            }
        }

        return pixels;
    }

    private static int NearestRow(HeatMap plot, double share)
    {
        double wanted = plot.Rows[0] + (share * (plot.Rows[^1] - plot.Rows[0]));
        int at = plot.Rows.AsSpan().BinarySearch(wanted);
        int above = Math.Clamp(at >= 0 ? at : ~at, 0, plot.Rows.Length - 1);
        int below = Math.Max(0, above - 1);
        return wanted - plot.Rows[below] < plot.Rows[above] - wanted ? below : above;
    }

    private static void DrawImage(SvgMarkup svg, SvgFrame frame, HeatMap plot, SvgScale level)
    {
        byte[] pixels = Pixels(plot, level.Minimum, level.Maximum, out int width);
        string data = Convert.ToBase64String(IndexedPng.Encode(width, pixels, ColourScale.Colours));
        Image(svg, frame.Left, frame.Top, frame.PlotWidth, frame.PlotHeight, data);
    }

    private static void DrawColourBar(SvgMarkup svg, SvgFrame frame, SvgScale level, string caption)
    {
        double left = frame.Left + frame.PlotWidth + 16;
        byte[] bar = [.. Enumerable.Range(0, ColourScale.Count).Select(i => (byte)(ColourScale.Count - 1 - i))];
        string data = Convert.ToBase64String(IndexedPng.Encode(1, bar, ColourScale.Colours));
        Image(svg, left, frame.Top, 12, frame.PlotHeight, data);
        double[] ticks = level.Ticks(7);
        for (int i = 0; i < ticks.Length; i++)
        {
            double at = frame.Top + level.Map(ticks[i]) + 4;
            svg.Text("p-tick", left + 18, at, SvgScale.Label(ticks, i, isLogarithmic: false));
        }

        double middle = frame.Top + (frame.PlotHeight / 2);
        string turned = $"rotate(-90 {SvgMarkup.N(left + 62)} {SvgMarkup.N(middle)})";
        svg.Text("p-caption p-mid", left + 62, middle, caption, turned);
    }

    private static void Image(SvgMarkup svg, double x, double y, double width, double height, string base64) =>
        svg.Raw($"<image x=\"{SvgMarkup.N(x)}\" y=\"{SvgMarkup.N(y)}\" width=\"{SvgMarkup.N(width)}\" "
            + $"height=\"{SvgMarkup.N(height)}\" preserveAspectRatio=\"none\" "
            + $"href=\"data:image/png;base64,{base64}\"/>");
}
