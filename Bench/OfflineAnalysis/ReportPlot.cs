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

    private const int Ticks = 8;
    private const double LineRangeDb = 90;
    private const double LineRangeRatio = 1e6;

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
        ImmutableArray<PlotSeries> series =
        [
            .. report.Curves.Select(curve => Series(
                curve, report.Scale, input.Quantity, isSingle ? SeriesRole.Measured : SeriesRole.Component)),
        ];
        return new LinePlot
        {
            Title = report.Title,
            Subtitle = subtitle,
            Summary = report.Method,
            X = AxisOf(first.Axis),
            Y = Fitted(
                ValueAxis(report, isSingle ? first.Name : report.Title, first.Unit, input),
                report.Scale, [.. series.SelectMany(one => one.Y)]),
            Markers = Inside(report.Markers, first.Axis),
            Series = series,
        };
    }

    // Levels far below the highest are the window's side lobes and digital silence; nobody wants an axis for them.
    private static PlotAxis Fitted(PlotAxis axis, ValueScale scale, double[] values)
    {
        double least = scale == ValueScale.Logarithmic ? double.Epsilon : double.MinValue;
        double[] finite = [.. values.Where(value => double.IsFinite(value) && value >= least)];
        if (finite.Length == 0)
        {
            return axis;
        }

        double lowest = finite.Min();
        double highest = finite.Max();
        if (scale == ValueScale.Linear)
        {
            // What cannot be negative starts at 0; the rest is left to the renderer.
            double tick = NiceTicks.Step(Math.Max(highest, double.Epsilon) / Ticks);
            return lowest < 0 || highest <= 0
                ? axis
                : axis with { Minimum = 0, Maximum = tick * Math.Ceiling(highest / tick) };
        }

        if (scale == ValueScale.Logarithmic)
        {
            double decades = Math.Pow(10, Math.Ceiling(Math.Log10(highest)));
            return axis with
            {
                Scale = AxisScale.Logarithmic,
                Minimum = Math.Max(decades / LineRangeRatio, Math.Pow(10, Math.Floor(Math.Log10(lowest)))),
                Maximum = decades,
            };
        }

        double step = NiceTicks.Step(Math.Max(1, Math.Min(LineRangeDb, highest - lowest)) / Ticks);
        double top = step * Math.Ceiling((highest / step) + 0.2);
        double bottom = step * Math.Floor(Math.Max(lowest, highest - LineRangeDb) / step);
        return axis with { Minimum = bottom, Maximum = top };
    }

    private static PlotSeries Series(Curve curve, ValueScale scale, Quantity quantity, SeriesRole role)
    {
        int[] points = curve.Values.Length <= MostPoints
            ? [.. Enumerable.Range(0, curve.Values.Length)]
            : Extremes(curve.Values.AsSpan(), MostPoints / 2);
        return new PlotSeries(
            role == SeriesRole.Component ? curve.Name : "",
            role,
            [.. points.Select(i => curve.Axis.At(i))],
            [.. points.Select(i => Shown(curve.Values[i], scale, quantity))]);
    }

    // Of neighbours that fall together, the highest and the lowest in their order: a waveform keeps both sides.
    private static int[] Extremes(ReadOnlySpan<double> values, int groups)
    {
        List<int> kept = [];
        int together = (values.Length + groups - 1) / groups;
        for (int first = 0; first < values.Length; first += together)
        {
            int lowest = first;
            int highest = first;
            for (int i = first; i < Math.Min(first + together, values.Length); i++)
            {
                lowest = values[i] < values[lowest] ? i : lowest;
                highest = values[i] > values[highest] ? i : highest;
            }

            kept.Add(Math.Min(lowest, highest));
            if (lowest != highest)
            {
                kept.Add(Math.Max(lowest, highest));
            }
        }

        return [.. kept];
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
        report.Scale is ValueScale.Linear or ValueScale.Logarithmic
            ? new PlotAxis(name, unit)
            : new PlotAxis(
                unit.EndsWith("/Hz", StringComparison.Ordinal) ? "level per Hz" : "level",
                Decibel.Unit(input.Quantity));
}
