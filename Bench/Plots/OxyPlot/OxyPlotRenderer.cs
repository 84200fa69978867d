using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace Bench.Plots.OxyPlot;

/// <summary>Draws plots with OxyPlot, as SVG or PDF; PNG would need a further package.</summary>
public sealed class OxyPlotRenderer : IPlotRenderer
{
    private const double Width = 760;
    private const double Height = 430;

    private static readonly OxyColor s_measured = OxyColor.FromRgb(0x0b, 0x5c, 0xad);
    private static readonly OxyColor s_limit = OxyColor.FromRgb(0xd0, 0x3a, 0x2b);
    private static readonly OxyColor s_quiet = OxyColor.FromRgb(0x66, 0x70, 0x7c);

    // Okabe and Ito 2008: told apart by colour-blind readers; each has a dash as well, for print.
    private static readonly OxyColor[] s_components =
    [
        OxyColors.Black, OxyColor.FromRgb(0, 0x72, 0xb2), OxyColor.FromRgb(0xd5, 0x5e, 0),
        OxyColor.FromRgb(0, 0x9e, 0x73), OxyColor.FromRgb(0xcc, 0x79, 0xa7), OxyColor.FromRgb(0xe6, 0x9f, 0),
    ];

    private static readonly LineStyle[] s_dashes = [LineStyle.Solid, LineStyle.Dash, LineStyle.Dot];

    /// <inheritdoc/>
    public void Draw(PlotDescription plot, string ending, Stream stream)
    {
        PlotModel model = Model(plot);
        switch (ending)
        {
            case ".svg":
                // Written as text first: OxyPlot's writer closes its stream.
                stream.Write(System.Text.Encoding.UTF8.GetBytes(
                    new SvgExporter { Width = Width, Height = Height }.ExportToString(model)));
                break;
            case ".pdf":
                // Marked as old in favour of one on Skia, a further package with native parts.
#pragma warning disable CS0618
                PdfExporter.Export(model, stream, Width, Height);
#pragma warning restore CS0618
                break;
            default:
                throw new ArgumentException($"OxyPlot writes .svg and .pdf here, not {ending}.", nameof(ending));
        }
    }

    /// <summary>The description as OxyPlot's model.</summary>
    public static PlotModel Model(PlotDescription plot)
    {
        PlotModel model = new() { Title = plot.Title, Subtitle = plot.Subtitle, Background = OxyColors.White };
        model.Axes.Add(AxisOf(plot.X, AxisPosition.Bottom));
        switch (plot)
        {
            case LinePlot lines:
                AddLines(model, lines);
                break;
            case BarPlot bars:
                AddBars(model, bars);
                break;
            case HeatMap map:
                AddMap(model, map);
                break;
            case RangePlot range:
                AddRange(model, range);
                break;
            default:
                throw new ArgumentException($"{plot.GetType().Name} is no plot that OxyPlot draws here.", nameof(plot));
        }

        foreach (PlotSpan span in plot.Spans)
        {
            model.Annotations.Add(new RectangleAnnotation
            {
                MinimumX = span.From,
                MaximumX = span.To,
                Text = span.Text,
                Fill = OxyColor.FromAColor(40, s_limit),
            });
        }

        foreach (PlotMarker marker in plot.Markers)
        {
            model.Annotations.Add(Vertical(marker.X, marker.Text, s_quiet));
        }

        return model;
    }

    private static void AddLines(PlotModel model, LinePlot plot)
    {
        model.Axes.Add(AxisOf(plot.Y, AxisPosition.Left));
        model.Legends.Add(new Legend { LegendPlacement = LegendPlacement.Outside });
        foreach (PlotArea area in plot.Areas)
        {
            OxyColor colour = area.Role == AreaRole.Good ? s_measured : s_limit;
            AreaSeries series = new() { Title = NameOf(area.Name), Fill = OxyColor.FromAColor(40, colour) };
            for (int i = 0; i < area.X.Length; i++)
            {
                series.Points.Add(new DataPoint(area.X[i], area.Upper[i]));
                series.Points2.Add(new DataPoint(area.X[i], area.Lower[i]));
            }

            model.Series.Add(series);
        }

        int component = 0;
        foreach (PlotSeries one in plot.Series)
        {
            int index = one.Role == SeriesRole.Component ? component++ : 0;
            LineSeries series = new()
            {
                Title = NameOf(one.Name),
                Color = ColourOf(one.Role, index),
                LineStyle = one.Role is SeriesRole.Measured or SeriesRole.Component
                    ? s_dashes[index / s_components.Length % s_dashes.Length]
                    : LineStyle.Dash,
            };
            series.Points.AddRange(one.X.Select((x, i) => new DataPoint(x, one.Y[i])));
            model.Series.Add(series);
        }

        foreach (PlotCallout callout in plot.Callouts)
        {
            model.Annotations.Add(
                new PointAnnotation { X = callout.X, Y = callout.Y, Text = callout.Text, Fill = s_limit });
        }
    }

    private static void AddBars(PlotModel model, BarPlot plot)
    {
        model.Axes.Add(AxisOf(plot.Y, AxisPosition.Left));
        double floor = plot.Y.Minimum ?? plot.Values.Where(double.IsFinite).DefaultIfEmpty(0).Min();
        RectangleBarSeries bars = new() { FillColor = s_measured, StrokeThickness = 0.5 };
        for (int i = 0; i < plot.Values.Length; i++)
        {
            if (double.IsFinite(plot.Values[i]))
            {
                bars.Items.Add(new RectangleBarItem(plot.Edges[i], floor, plot.Edges[i + 1], plot.Values[i]));
            }
        }

        model.Series.Add(bars);
    }

    private static void AddMap(PlotModel model, HeatMap plot)
    {
        model.Axes.Add(AxisOf(plot.Y, AxisPosition.Left));
#pragma warning disable CA1814 // OxyPlot takes a matrix.
        double[,] levels = new double[plot.Columns, plot.Rows.Length];
#pragma warning restore CA1814
        for (int row = 0; row < plot.Rows.Length; row++)
        {
            for (int column = 0; column < plot.Columns; column++)
            {
                levels[column, row] = plot.Levels[(row * plot.Columns) + column];
            }
        }

        model.Axes.Add(new LinearColorAxis
        {
            Position = AxisPosition.Right,
            Title = plot.Level.Caption,
            Palette = OxyPalettes.Viridis(256),
            Minimum = plot.Level.Minimum ?? double.NaN,
            Maximum = plot.Level.Maximum ?? double.NaN,
        });
        model.Series.Add(new HeatMapSeries
        {
            X0 = 0,
            X1 = (plot.Columns - 1) * plot.ColumnStep,
            Y0 = plot.Rows[0],
            Y1 = plot.Rows[^1],
            Interpolate = false,
            Data = levels,
        });
    }

    private static void AddRange(PlotModel model, RangePlot plot)
    {
        model.Axes.Add(
            new LinearAxis { Position = AxisPosition.Left, Minimum = 0, Maximum = 1, IsAxisVisible = false });
        if (!double.IsNaN(plot.GoodLower) && !double.IsNaN(plot.GoodUpper))
        {
            model.Annotations.Add(new RectangleAnnotation
            {
                MinimumX = plot.GoodLower,
                MaximumX = plot.GoodUpper,
                Fill = OxyColor.FromAColor(60, s_measured),
            });
        }

        foreach (double limit in (double[])[plot.LowerLimit, plot.UpperLimit])
        {
            if (!double.IsNaN(limit))
            {
                model.Annotations.Add(Vertical(limit, "limit", s_limit));
            }
        }

        ScatterSeries value = new() { MarkerType = MarkerType.Diamond, MarkerSize = 7, MarkerFill = s_measured };
        value.Points.Add(new ScatterPoint(plot.Value, 0.5));
        model.Series.Add(value);
    }

    private static LineAnnotation Vertical(double x, string text, OxyColor colour) =>
        new() { Type = LineAnnotationType.Vertical, X = x, Text = text, Color = colour };

    private static Axis AxisOf(PlotAxis axis, AxisPosition position)
    {
        Axis drawn = axis.Scale == AxisScale.Logarithmic ? new LogarithmicAxis() : new LinearAxis();
        drawn.Position = position;
        drawn.Title = axis.Caption;
        drawn.Minimum = axis.Minimum ?? double.NaN;
        drawn.Maximum = axis.Maximum ?? double.NaN;
        drawn.MajorGridlineStyle = LineStyle.Solid;
        drawn.MajorGridlineColor = OxyColors.LightGray;
        return drawn;
    }

    private static OxyColor ColourOf(SeriesRole role, int component) => role switch
    {
        SeriesRole.Measured => s_measured,
        SeriesRole.Limit => s_limit,
        SeriesRole.Component => s_components[component % s_components.Length],
        _ => s_quiet,
    };

    // OxyPlot leaves out of its legend what has no title.
    private static string? NameOf(string name) => name.Length == 0 ? null : name;
}
