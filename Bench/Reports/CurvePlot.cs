using System.Collections.Immutable;
using Bench.Analysis.Metrics;
using Bench.Analysis.PartTypes;
using Bench.Models.Limits;
using Bench.Models.Verdicts;
using Bench.Plots;

namespace Bench.Reports;

/// <summary>One curve of a motor with its limit, the band of good motors and the findings on it.</summary>
public static class CurvePlot
{
    private const double MostShaded = 0.7;

    /// <summary>Describes the plot.</summary>
    /// <param name="partType">Gives channel names and known orders.</param>
    /// <param name="measurement">The motor's values.</param>
    /// <param name="curve">Index of the curve.</param>
    /// <param name="limits">Its limits; null where there are none.</param>
    /// <param name="findings">Findings on this curve, most severe first.</param>
    public static PlotDescription Of(
        PartType partType,
        Measurement measurement,
        int curve,
        LimitCurve? limits,
        IReadOnlyList<Finding> findings)
    {
        CurveDefinition definition = measurement.Definition.Curves[curve];
        ImmutableArray<double> values = ToDoubles(measurement.Values(curve));
        PlotDescription plot = definition.Axis switch
        {
            CurveAxis.None => Range(definition, values[0], limits, findings),
            CurveAxis.FrequencyHz => Bars(definition, values, limits, findings),
            _ => Lines(definition, values, limits, findings),
        };
        return plot with
        {
            Title = Title(definition),
            Subtitle = $"{ChannelName(partType, definition.Channel)}, {definition.Step}",
            Summary = string.Join(" ", findings.Select(finding => finding.Text)),
            Markers = KnownPositions.Of(definition, partType.Machine),
            Spans = [.. findings.Where(finding => IsPart(definition, finding))
                .Select(finding => Span(definition, finding))],
        };
    }

    /// <summary>Name for people of a channel, its id where the part type does not know it.</summary>
    public static string ChannelName(PartType partType, string channel) =>
        partType.Channels.FirstOrDefault(known => known.Id == channel)?.Name ?? channel;

    private static LinePlot Lines(
        CurveDefinition definition,
        ImmutableArray<double> values,
        LimitCurve? limits,
        IReadOnlyList<Finding> findings)
    {
        ImmutableArray<double> x = definition.Positions;
        List<PlotSeries> series = [];
        List<PlotArea> areas = [];
        if (limits is not null)
        {
            areas.Add(new PlotArea("good motors", AreaRole.Good, x, limits.GoodLower, limits.GoodUpper));
            areas.AddRange(ExceededAreas.Above(x, values, limits.Upper));
            series.Add(new PlotSeries("median of good motors", SeriesRole.Median, x, limits.Median));
            series.Add(new PlotSeries("limit", SeriesRole.Limit, x, limits.Upper));
            if (!limits.Lower.IsEmpty)
            {
                areas.AddRange(ExceededAreas.Below(x, values, limits.Lower));
                series.Add(new PlotSeries("", SeriesRole.Limit, x, limits.Lower));
            }
        }

        series.AddRange(findings.Where(finding => finding.Source == FindingSource.FixedLimit).Select(finding =>
            new PlotSeries(
                "specified limit", SeriesRole.Limit, [finding.From, finding.To], [finding.Limit, finding.Limit])));
        series.Add(new PlotSeries("this motor", SeriesRole.Measured, x, values));
        return new LinePlot
        {
            Title = "",
            X = XAxis(definition),
            Y = YAxis(definition),
            Series = [.. series],
            Areas = [.. areas],
            Callouts = Callouts(definition, findings),
        };
    }

    private static BarPlot Bars(
        CurveDefinition definition,
        ImmutableArray<double> values,
        LimitCurve? limits,
        IReadOnlyList<Finding> findings) => new()
        {
            Title = "",
            X = XAxis(definition),
            Y = YAxis(definition),
            Edges = BandEdges(definition.Positions),
            Values = values,
            GoodLower = limits?.GoodLower ?? [],
            GoodUpper = limits?.GoodUpper ?? [],
            Limits = limits?.Upper ?? [],
            Callouts = Callouts(definition, findings),
        };

    private static RangePlot Range(
        CurveDefinition definition, double value, LimitCurve? limits, IReadOnlyList<Finding> findings)
    {
        // A specified limit that was exceeded is the one to show, whatever was learned.
        double? specified = findings.FirstOrDefault(finding => finding.Source == FindingSource.FixedLimit)?.Limit;
        return new RangePlot
        {
            Title = "",
            X = new PlotAxis(definition.Name, definition.Unit),
            Value = value,
            GoodLower = limits?.GoodLower[0] ?? double.NaN,
            GoodUpper = limits?.GoodUpper[0] ?? double.NaN,
            UpperLimit = specified < value ? specified.Value : limits?.Upper[0] ?? double.NaN,
            LowerLimit = specified > value ? specified.Value : limits?.Lower is [double lower, ..] ? lower : double.NaN,
        };
    }

    // Bands of a fraction of an octave meet at the geometric mean of their centres.
    private static ImmutableArray<double> BandEdges(ImmutableArray<double> centres)
    {
        double ratio = centres.Length > 1 ? Math.Sqrt(centres[1] / centres[0]) : Math.Sqrt(2);
        double lastRatio = centres.Length > 1 ? Math.Sqrt(centres[^1] / centres[^2]) : ratio;
        return
        [
            centres[0] / ratio,
            .. centres.Zip(centres.Skip(1), (low, high) => Math.Sqrt(low * high)),
            centres[^1] * lastRatio,
        ];
    }

    // Only the worst point carries figures: the rest is in the text beside the plot. A model has no limit per point.
    private static ImmutableArray<PlotCallout> Callouts(CurveDefinition definition, IReadOnlyList<Finding> findings)
    {
        if (findings.FirstOrDefault(finding => finding.Source != FindingSource.Model) is not { } worst)
        {
            return [];
        }

        double beyond = worst.Value - worst.Limit;
        string sign = beyond < 0 ? "−" : "+";
        string text = definition.IsDecibel
            ? $"{sign}{NiceTicks.Format(Math.Abs(beyond), 0.1)} dB"
            : $"{sign}{NiceTicks.Significant(Math.Abs(beyond), 2)} {definition.Unit}";
        return [new PlotCallout(worst.At, worst.Value, text)];
    }

    // Shading nearly the whole axis would point at nothing.
    private static bool IsPart(CurveDefinition definition, Finding finding)
    {
        int within = definition.Positions.Count(position => position >= finding.From && position <= finding.To);
        return definition.Axis != CurveAxis.None && within <= MostShaded * definition.Positions.Length;
    }

    private static PlotSpan Span(CurveDefinition definition, Finding finding)
    {
        string unit = XAxis(definition).Unit;
        string from = NiceTicks.Significant(finding.From, 4);
        string to = NiceTicks.Significant(finding.To, 4);
        string range = from == to ? from : $"{from}–{to}";
        return new PlotSpan(finding.From, finding.To, unit.Length == 0 ? $"order {range}" : $"{range} {unit}");
    }

    private static PlotAxis XAxis(CurveDefinition definition) => definition.Axis switch
    {
        CurveAxis.SpeedRpm => new PlotAxis("speed", "rpm"),
        CurveAxis.FrequencyHz => new PlotAxis("frequency", "Hz", AxisScale.Logarithmic),
        _ => new PlotAxis("order"),
    };

    private static PlotAxis YAxis(CurveDefinition definition) =>
        new(definition.IsDecibel ? "level" : definition.Name, definition.Unit);

    private static string Title(CurveDefinition definition) => definition.Family switch
    {
        CurveFamily.OrderCut => $"{Capital(definition.Name)} over speed",
        CurveFamily.OrderSpectrum => "Order spectrum",
        CurveFamily.Spectrum => "Spectrum",
        CurveFamily.EnvelopeSpectrum => "Envelope spectrum",
        CurveFamily.PhaseCurrent => $"Phase currents: {definition.Name}",
        CurveFamily.SwitchingLine => $"Inverter switching line: {definition.Name}",
        _ => Capital(definition.Name),
    };

    private static string Capital(string text) =>
        text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static ImmutableArray<double> ToDoubles(ReadOnlySpan<float> values)
    {
        double[] doubles = new double[values.Length];
        for (int i = 0; i < doubles.Length; i++)
        {
            doubles[i] = values[i];
        }

        return [.. doubles];
    }
}
