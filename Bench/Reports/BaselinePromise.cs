using System.Globalization;

namespace Bench.Reports;

/// <summary>What the verdicts rest on, said where they are read.</summary>
internal static class BaselinePromise
{
    public static string Render(BaselineSummary? baseline) => baseline is null
        ? """
            <div class="card promise"><b>No baseline</b>
            <p>Only the bench itself and limits from the specification were checked: a PASS here says nothing about
            what good motors are like.</p></div>
            """
        : $"""
            <div class="card promise"><b>What a PASS means here</b>
            <p>{ReportPage.Escape(baseline.Promise)}</p>
            <p class="meta">baseline {ReportPage.Escape(baseline.Id)}, learned from
            {baseline.GoodMotors.ToString(CultureInfo.InvariantCulture)} good motors</p></div>
            """;
}
