using Bench.Analysis.PartTypes;
using Bench.Results;

namespace Bench.Reports;

/// <summary>One motor on one page: the verdict readable from far, the reasons below it.</summary>
public static class MotorReport
{
    /// <summary>Writes the page to a file; folders are made, an existing file is replaced.</summary>
    public static void Write(
        string path, PartType partType, BaselineSummary? baseline, MotorReportInput motor, TimeZoneInfo zone) =>
        ReportPage.Write(path, Render(partType, baseline, motor, zone));

    /// <summary>The page.</summary>
    public static string Render(PartType partType, BaselineSummary? baseline, MotorReportInput motor, TimeZoneInfo zone)
    {
        TestResult result = motor.Result;
        string serialNumber = result.SerialNumber.ToString();
        string word = VerdictMark.Word(result.Judgement.Verdict);
        string mark = VerdictMark.Shape(result.Judgement.Verdict);
        string variant = result.Variant.Length > 0 ? $", variant {result.Variant}" : "";
        string body = $"""
            <h1>{ReportPage.Escape(serialNumber)}</h1>
            <p class="meta">{ReportPage.Escape(partType.Name)}, {ReportPage.Escape(partType.Description + variant)}<br>
            Bench: {ReportPage.Escape(result.Bench)}, {ReportPage.DateAndTime(result.StartedAt, zone)}</p>
            <p class="huge {VerdictMark.Style(result.Judgement.Verdict)}">{mark}{word}</p>
            <div class="card">
            {new MotorSection(partType, baseline, zone).Body(motor)}
            </div>
            {BaselinePromise.Render(baseline)}
            """;
        return ReportPage.Render($"{serialNumber} {word}", body);
    }
}
