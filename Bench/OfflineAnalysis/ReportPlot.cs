using System.Collections.Immutable;
using Bench.Analysis.PartTypes;
using Bench.Analysis.Signals;
using Bench.Plots;

namespace Bench.OfflineAnalysis;

/// <summary>Turns what an analysis found into a description of its plot.</summary>
internal static class ReportPlot
{
    /// <summary>Levels shown below the highest: more is the noise of the sensor.</summary>
    private const double MapRangeDb = 60;

    // Points that a plot of this size can show; of more, the highest of neighbours are drawn.
    private const int MostPoints = 4000;

    /// <summary>The plot; null where there are single figures only.</summary>
    public static PlotDescription? Of(AnalysisReport report, AnalysisInput input)
    {
        string subtitle =
            $"{Path.GetFileName(input.Recording.Path)}, {input.Channel.Name}, "
            + FormattableString.Invariant($"{input.FromSeconds:0.##} to {input.FromSeconds + input.Seconds:0.##} s");
        return report switch
        {
            { Map: { } map } => Map(report, map, input, subtitle),
            { BandEdges.IsEmpty: false } => Bars(report, input, subtitle),
            { Curves.IsEmpty: false } => Lines(report, input, subtitle),
            _ => null,
        };
    }

    /// <summary>Values as they are drawn: levels, or as they are.</summary>
    public static double Shown(double value, ValueScale scale, Quantity quantity) => scale switch
    {
        ValueScale.Level => Decibel.FromRms(value, Decibel.Reference(quantity)),
        ValueScale.PowerLevel => Decibel.FromMeanSquare(value, Decibel.Reference(quantity)),
        _ => value,
    };

    private static LinePlot Lines(AnalysisReport report, AnalysisInput input, string subtitle)
    {
        Curve first = report.Curves[0];
        bool isSingle = report.Curves.Length == 1;
        return new LinePlot
        {
            Title = report.Title,
            Subtitle = subtitle,
            Summary = report.Method,
            X = AxisOf(first.Axis),
            Y = ValueAxis(report, first.Name, first.Unit, input),
            Markers = Inside(report.Markers, first.Axis),
            Series =
            [
                .. report.Curves.Select(curve => Series(
                    curve, report.Scale, input.Quantity, isSingle ? SeriesRole.Measured : SeriesRole.Component)),
            ],
        };
    }

    private static PlotSeries Series(Curve curve, ValueScale scale, Quantity quantity, SeriesRole role)
    {
        int together = Math.Max(1, (curve.Values.Length + MostPoints - 1) / MostPoints);
        int points = (curve.Values.Length + together - 1) / together;
        double[] x = new double[points];
        double[] y = new double[points];
        for (int point = 0; point < points; point++)
        {
            int highest = point * together;
            for (int i = highest; i < Math.Min((point + 1) * together, curve.Values.Length); i++)
            {
                highest = curve.Values[i] > curve.Values[highest] ? i : highest;
            }

            x[point] = curve.Axis.At(highest);
            y[point] = Shown(curve.Values[highest], scale, quantity);
        }

        return new PlotSeries(role == SeriesRole.Component ? curve.Name : "", role, [.. x], [.. y]);
    }

    private static BarPlot Bars(AnalysisReport report, AnalysisInput input, string subtitle)
    {
        Curve levels = report.Curves[0];
        return new BarPlot
        {
            Title = report.Title,
            Subtitle = subtitle,
            Summary = report.Method,
            X = new PlotAxis("frequency", "Hz", AxisScale.Logarithmic, report.BandEdges[0], report.BandEdges[^1]),
            Y = ValueAxis(report, levels.Name, levels.Unit, input),
            Edges = report.BandEdges,
            Values = [.. levels.Values.Select(value => Shown(value, report.Scale, input.Quantity))],
        };
    }

    private static HeatMap Map(AnalysisReport report, CurveMap map, AnalysisInput input, string subtitle)
    {
        float[] levels = [.. map.Values.Select(value => (float)Shown(value, report.Scale, input.Quantity))];
        double highest = levels.Where(float.IsFinite).DefaultIfEmpty(0).Max();
        double lowest = report.Scale == ValueScale.Linear
            ? levels.Where(float.IsFinite).DefaultIfEmpty(0).Min()
            : highest - MapRangeDb;
        string unit = report.Scale == ValueScale.Linear ? map.Unit : Decibel.Unit(input.Quantity);
        return new HeatMap
        {
            Title = report.Title,
            Subtitle = subtitle,
            Summary = report.Method,
            X = AxisOf(map.Columns),
            Y = AxisOf(map.Rows),
            Level = new PlotAxis("level", unit, Minimum: lowest, Maximum: highest),
            ColumnStep = map.Columns.Step,
            Rows = [.. Enumerable.Range(0, map.Rows.Count).Select(row => map.Rows.At(row))],
            Levels = [.. levels],
            Markers = Inside(report.Markers, map.Columns),
        };
    }

    private static ImmutableArray<PlotMarker> Inside(ImmutableArray<PlotMarker> markers, Axis axis) =>
        [.. markers.Where(marker => marker.X >= axis.First && marker.X <= axis.At(axis.Count - 1))];

    private static PlotAxis AxisOf(Axis axis) => new(axis.Name, axis.Unit);

    private static PlotAxis ValueAxis(AnalysisReport report, string name, string unit, AnalysisInput input) =>
        report.Scale == ValueScale.Linear
            ? new PlotAxis(name, unit)
            : new PlotAxis(
                unit.EndsWith("/Hz", StringComparison.Ordinal) ? "level per Hz" : "level",
                Decibel.Unit(input.Quantity));
}
