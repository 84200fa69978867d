using System.Collections.Immutable;

namespace Bench.Plots.Svg;

/// <summary>Everything around the data: title, legend, axes, grid, known positions and ranges.</summary>
internal sealed class SvgFrame
{
    /// <summary>Width of the whole picture; it scales to any size.</summary>
    public const double Width = 860;

    private const double LeftMargin = 66;
    private const double TitleHeight = 46;
    private const double LegendHeight = 22;
    private const double MarkerHeight = 30;
    private const double BottomMargin = 46;
    private const double SmallFont = 11;

    private readonly PlotDescription _plot;
    private readonly (string Style, string Name)[] _legend;

    public SvgFrame(
        PlotDescription plot, IEnumerable<(string Style, string Name)> legend, double height, double rightMargin)
    {
        _plot = plot;
        _legend = [.. legend.Where(entry => entry.Name.Length > 0)];
        Left = LeftMargin;
        Top = TitleHeight + (_legend.Length > 0 ? LegendHeight : 0) + (plot.Markers.IsEmpty ? 6 : MarkerHeight);
        PlotWidth = Width - LeftMargin - rightMargin;
        PlotHeight = height;
    }

    public double Left { get; }

    public double Top { get; }

    public double PlotWidth { get; }

    public double PlotHeight { get; }

    public double Height => Top + PlotHeight + BottomMargin;

    /// <summary>Opens the picture and draws what stands above the data.</summary>
    public void Open(SvgMarkup svg, SvgDocument document)
    {
        string space = document == SvgDocument.Standalone
            ? $" xmlns=\"http://www.w3.org/2000/svg\" width=\"{SvgMarkup.N(Width)}\" height=\"{SvgMarkup.N(Height)}\""
            : "";
        string label = SvgMarkup.Escape(_plot.Subtitle.Length == 0 ? _plot.Title : $"{_plot.Title}, {_plot.Subtitle}");
        svg.Raw($"<svg class=\"plot\"{space} viewBox=\"0 0 {SvgMarkup.N(Width)} {SvgMarkup.N(Height)}\""
            + $" role=\"img\" aria-label=\"{label}\">");
        svg.Element("title", _plot.Title);
        if (_plot.Summary.Length > 0)
        {
            svg.Element("desc", _plot.Summary);
        }

        if (document == SvgDocument.Standalone)
        {
            svg.Raw($"<style>{SvgStyle.Css}</style>");
        }

        svg.Rectangle("p-surface", 0, 0, Width, Height);
        svg.Text("p-title", 16, 22, _plot.Title);
        svg.Text("p-sub", 16, 39, _plot.Subtitle);
        DrawLegend(svg);
    }

    /// <summary>Grid, ticks and captions of a horizontal and a vertical axis.</summary>
    public void DrawAxes(SvgMarkup svg, SvgScale x, SvgScale y, PlotAxis yAxis)
    {
        double[] ticks = y.Ticks(7);
        for (int i = 0; i < ticks.Length; i++)
        {
            double at = Top + y.Map(ticks[i]);
            svg.Line("p-grid", Left, at, Left + PlotWidth, at);
            svg.Text("p-tick p-end", Left - 8, at + 4, SvgScale.Label(ticks, i, y.IsLogarithmic));
        }

        DrawHorizontalAxis(svg, x);
        double middle = Top + (PlotHeight / 2);
        svg.Text("p-caption p-mid", 16, middle, yAxis.Caption, $"rotate(-90 16 {SvgMarkup.N(middle)})");
    }

    public void DrawHorizontalAxis(SvgMarkup svg, SvgScale x)
    {
        double bottom = Top + PlotHeight;
        double[] ticks = x.Ticks(12);
        double lastEnd = double.NegativeInfinity;
        for (int i = 0; i < ticks.Length; i++)
        {
            double at = Left + x.Map(ticks[i]);
            string text = SvgScale.Label(ticks, i, x.IsLogarithmic);
            svg.Line("p-grid", at, Top, at, bottom);
            if (at - (SvgMarkup.Width(text, SmallFont) / 2) > lastEnd)
            {
                svg.Text("p-tick p-mid", at, bottom + 17, text);
                lastEnd = at + (SvgMarkup.Width(text, SmallFont) / 2) + 6;
            }
        }

        svg.Line("p-axis", Left, bottom, Left + PlotWidth, bottom);
        svg.Text("p-caption p-mid", Left + (PlotWidth / 2), bottom + 37, _plot.X.Caption);
    }

    /// <summary>Ranges of findings, behind the data; positions are relative to the data area.</summary>
    public void DrawSpans(SvgMarkup svg, SvgScale x)
    {
        foreach (PlotSpan span in _plot.Spans)
        {
            (double from, double to) = SpanEdges(span, x);
            svg.Rectangle("p-span", from, 0, to - from, PlotHeight, span.Text);
        }
    }

    /// <summary>Texts of the ranges, in front of the data, at the lower edge.</summary>
    public void DrawSpanTexts(SvgMarkup svg, SvgScale x)
    {
        double lastEnd = double.NegativeInfinity;
        foreach (PlotSpan span in _plot.Spans.OrderBy(span => span.From))
        {
            (double from, double to) = SpanEdges(span, x);
            double half = SvgMarkup.Width(span.Text, SmallFont) / 2;
            double middle = Math.Clamp((from + to) / 2, half + 4, Math.Max(half + 4, PlotWidth - half - 4));
            if (middle - half > lastEnd)
            {
                svg.Text("p-spantext p-mid", middle, PlotHeight - 8, span.Text);
                lastEnd = middle + half + 6;
            }
        }
    }

    /// <summary>
    /// Known positions: a fine line each and, where there is room, their text above the data in two rows.
    /// </summary>
    public void DrawMarkers(SvgMarkup svg, SvgScale x, string style)
    {
        double[] rowEnds = [double.NegativeInfinity, double.NegativeInfinity];
        foreach (PlotMarker marker in _plot.Markers.OrderBy(marker => marker.X))
        {
            if (marker.X < x.Minimum || marker.X > x.Maximum)
            {
                continue;
            }

            double at = Left + x.Map(marker.X);
            svg.Line(style, at, Top, at, Top + PlotHeight);
            double half = SvgMarkup.Width(marker.Text, SmallFont) / 2;
            int row = Array.FindIndex(rowEnds, end => at - half > end);
            if (row >= 0)
            {
                svg.Line("p-marker", at, Top - 4 - (13 * row), at, Top);
                svg.Text("p-markertext p-mid", at, Top - 6 - (13 * row), marker.Text);
                rowEnds[row] = at + half + 5;
            }
        }
    }

    /// <summary>Points with a text, kept inside the data area; positions are relative to it.</summary>
    public void DrawCallouts(SvgMarkup svg, SvgScale x, SvgScale y, ImmutableArray<PlotCallout> callouts)
    {
        foreach (PlotCallout callout in callouts.Where(point => double.IsFinite(point.Y)))
        {
            double px = x.Map(callout.X);
            double py = Math.Clamp(y.Map(callout.Y), 0, PlotHeight);
            double half = SvgMarkup.Width(callout.Text, 13) / 2;
            double middle = Math.Clamp(px, half + 6, Math.Max(half + 6, PlotWidth - half - 6));
            svg.Circle("p-point", px, py, 4.5);
            svg.Text("p-callout p-mid", middle, py > 26 ? py - 11 : py + 22, callout.Text);
        }
    }

    private static (double From, double To) SpanEdges(PlotSpan span, SvgScale x)
    {
        double from = x.Map(span.From);
        double to = x.Map(span.To);
        double middle = (from + to) / 2;
        return to - from >= 6 ? (from, to) : (middle - 3, middle + 3);
    }

    private void DrawLegend(SvgMarkup svg)
    {
        double at = Left;
        const double Y = TitleHeight + 10;
        foreach ((string style, string name) in _legend)
        {
            if (style.Contains("p-fill", StringComparison.Ordinal))
            {
                svg.Rectangle(style, at, Y - 9, 22, 10);
            }
            else
            {
                svg.Line(style, at, Y - 4, at + 22, Y - 4);
            }

            svg.Text("p-legend", at + 28, Y, name);
            at += 28 + SvgMarkup.Width(name, 12) + 18;
        }
    }
}
