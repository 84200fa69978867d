using System.Collections.Immutable;
using System.Text;
using Bench.Analysis.Metrics;
using Bench.Analysis.Orders;
using Bench.Analysis.PartTypes;
using Bench.Models.Limits;
using Bench.Models.Verdicts;
using Bench.Plots;
using Bench.Plots.Svg;
using Bench.Results;

namespace Bench.Reports;

/// <summary>What was found on one motor: instruction, findings, plots and where everything comes from.</summary>
internal sealed class MotorSection(PartType partType, BaselineSummary? baseline, TimeZoneInfo zone)
{
    // What a person looks at; further findings stand in a list that opens.
    private const int ShownCurves = 3;
    private const int ShownFindings = 5;

    /// <summary>What is done next where no finding says it.</summary>
    public static string Instruction(Judgement judgement)
    {
        string own = judgement.Findings.FirstOrDefault(finding => finding.Instruction.Length > 0)?.Instruction ?? "";
        return own.Length > 0 ? own : judgement.Verdict switch
        {
            Verdict.Pass => "",
            Verdict.Fail => "Set the motor aside for repair.",
            _ => "Check the bench, then test this motor again.",
        };
    }

    /// <summary>The whole section; <paramref name="anchor"/> is what links lead to.</summary>
    public string Render(MotorReportInput motor, string anchor)
    {
        TestResult result = motor.Result;
        return $"""
            <section class="card motor" id="{anchor}">
            <header class="{VerdictMark.Style(result.Judgement.Verdict)}-head">
            {VerdictMark.Badge(result.Judgement.Verdict)}<h3>{Escape(result.SerialNumber.ToString())}</h3>
            <p class="meta">{ReportPage.DateAndTime(result.StartedAt, zone)}, {Seconds(result)}</p></header>
            <div class="body">
            {Body(motor)}
            </div>
            </section>

            """;
    }

    /// <summary>Instruction, findings, plots and origin, without the heading.</summary>
    public string Body(MotorReportInput motor)
    {
        StringBuilder html = new();
        string instruction = Instruction(motor.Result.Judgement);
        if (instruction.Length > 0)
        {
            html.Append("<p class=\"instruction\">").Append(Escape(instruction)).Append("</p>\n");
        }

        html.Append(Findings(motor.Result.Judgement));
        foreach (PlotDescription plot in Plots(motor))
        {
            html.Append("<figure>").Append(SvgWriter.Write(plot, SvgDocument.Inline)).Append("</figure>\n");
        }

        return html.Append(Origin(motor.Result)).ToString();
    }

    private string Findings(Judgement judgement)
    {
        if (judgement.Findings.IsEmpty)
        {
            return judgement.Verdict == Verdict.Pass ? "<p>Nothing was found.</p>\n" : "";
        }

        string first = List(judgement.Findings.Take(ShownFindings));
        int more = judgement.Findings.Length - ShownFindings;
        return more <= 0 ? first : $"""
            {first}<details><summary>{more} more, less severe</summary>
            {List(judgement.Findings.Skip(ShownFindings))}</details>

            """;
    }

    private string List(IEnumerable<Finding> findings)
    {
        StringBuilder html = new("<ol class=\"findings\">\n");
        foreach (Finding finding in findings)
        {
            string[] asides =
            [
                Cause(finding),
                finding.Channel.Length > 0 ? CurvePlot.ChannelName(partType, finding.Channel) : "",
                Source(finding.Source),
            ];
            string aside = string.Join(" · ", asides.Where(text => text.Length > 0));
            string text = Escape(finding.Text);
            html.Append("<li><span class=\"text\">").Append(text).Append("</span><br><span class=\"aside\">")
                .Append(Escape(aside)).Append("</span></li>\n");
        }

        return html.Append("</ol>\n").ToString();
    }

    private IEnumerable<PlotDescription> Plots(MotorReportInput motor)
    {
        Judgement judgement = motor.Result.Judgement;
        if (judgement.Verdict == Verdict.Invalid)
        {
            if (motor.Speed is { TimesSeconds.IsEmpty: false } speed)
            {
                yield return SpeedTracePlot.Of(partType, speed);
            }

            yield break;
        }

        foreach (PlotDescription plot in CurvePlots(motor.Result.Measurement, judgement.Findings))
        {
            yield return plot;
        }

        if (MapOf(motor, judgement.Findings) is OrderMap map)
        {
            yield return OrderMapPlot.Of(partType, map);
        }
    }

    private IEnumerable<PlotDescription> CurvePlots(Measurement? measurement, ImmutableArray<Finding> findings)
    {
        if (measurement is null)
        {
            yield break;
        }

        foreach (IGrouping<string, Finding> group in findings.GroupBy(finding => finding.Curve).Take(ShownCurves))
        {
            int curve = CurveIndex(measurement.Definition, group.Key);
            if (curve >= 0)
            {
                LimitCurve? limits = baseline?.Curves.GetValueOrDefault(group.Key);
                yield return CurvePlot.Of(partType, measurement, curve, limits, [.. group]);
            }
        }
    }

    private static int CurveIndex(MeasurementDefinition definition, string key)
    {
        for (int i = 0; i < definition.Curves.Length; i++)
        {
            if (definition.Curves[i].Key == key)
            {
                return i;
            }
        }

        return -1;
    }

    // The map of the channel of the most severe finding that has one; maps are large, one is enough.
    private static OrderMap? MapOf(MotorReportInput motor, ImmutableArray<Finding> findings) => findings
        .Select(finding => motor.OrderMaps.FirstOrDefault(map => map.Channel == finding.Channel && map.Orders > 0))
        .FirstOrDefault(map => map is not null);

    // A cause that is not sure says so itself: "may be …".
    private static string Cause(Finding finding) => finding.Cause.Length == 0 ? ""
        : finding.Cause.StartsWith("may be", StringComparison.Ordinal) ? finding.Cause : $"fits {finding.Cause}";

    private static string Source(FindingSource source) => source switch
    {
        FindingSource.Check => "bench check",
        FindingSource.FixedLimit => "limit from the specification",
        FindingSource.LearnedLimit => "limit learned from good motors",
        _ => "anomaly model",
    };

    private static string Origin(TestResult result)
    {
        (string Name, string Value)[] rows =
        [
            ("test", result.Id.ToString()),
            ("variant", result.Variant),
            ("recipe", result.RecipeHash),
            ("baseline", result.BaselineId),
            ("software", result.SoftwareVersion),
            ("recording", result.Recording),
            ("recording SHA-256", result.RecordingHash),
            ("anomaly score", Figure(result.Judgement.AnomalyScore)),
            ("p-value", Figure(result.Judgement.PValue)),
            .. result.Sensors.Select(sensor => ($"sensor {sensor.Channel}", Text(sensor))),
        ];
        StringBuilder html = new("<details><summary>Where this comes from</summary><dl>\n");
        foreach ((string name, string value) in rows.Where(row => row.Value.Length > 0))
        {
            html.Append("<dt>").Append(Escape(name)).Append("</dt><dd>").Append(Escape(value)).Append("</dd>\n");
        }

        return html.Append("</dl></details>\n").ToString();
    }

    private static string Text(FittedSensor sensor) => sensor.Calibration.Length > 0
        ? $"{sensor.SerialNumber}, calibrated {sensor.Calibration}"
        : sensor.SerialNumber;

    private static string Seconds(TestResult result) => NiceTicks.Format(result.DurationSeconds, 1) + " s";

    private static string Figure(double value) => double.IsNaN(value) ? "" : NiceTicks.Significant(value, 3);

    private static string Escape(string text) => ReportPage.Escape(text);
}
