using System.Globalization;
using System.Text;
using Bench.Models.Verdicts;
using Bench.Results;

namespace Bench.Reports;

/// <summary>
/// The tests of a shift on one page: figures, verdict table, and the reasons of each FAIL and INVALID.
/// </summary>
public static class ShiftReport
{
    /// <summary>Writes the page to a file; folders are made, an existing file is replaced.</summary>
    public static void Write(string path, ShiftReportInput input) => ReportPage.Write(path, Render(input));

    /// <summary>The page.</summary>
    public static string Render(ShiftReportInput input)
    {
        ShiftCounts counts = ShiftCounts.Of([.. input.Motors.Select(motor => motor.Result)]);
        StringBuilder html = new();
        html.Append(Heading(input, counts)).Append(Counts(counts)).Append(Strip(input));
        html.Append(BaselinePromise.Render(input.Baseline)).Append('\n');
        html.Append(Table(input));
        AppendDetails(html, input, Verdict.Fail, "FAIL: what was found");
        AppendDetails(html, input, Verdict.Invalid, "INVALID: the bench needs a look, the motor another test");
        html.Append(Footer(input));
        return ReportPage.Render($"{input.PartType.Name} shift report", html.ToString());
    }

    private static string Heading(ShiftReportInput input, ShiftCounts counts)
    {
        string period = input.Motors.IsEmpty
            ? ReportPage.DateAndTime(input.WrittenAt, input.TimeZone)
            : $"{ReportPage.DateAndTime(input.Motors[0].Result.StartedAt, input.TimeZone)} to "
                + ReportPage.TimeOfDay(input.Motors[^1].Result.StartedAt, input.TimeZone);
        string motors = counts.Motors == 1 ? "1 motor" : $"{counts.Motors} motors";
        string tests = counts.Tests == counts.Motors ? "" : $" in {counts.Tests} tests";
        string invalid = counts.Invalid == 0 ? "" : $", {counts.Invalid} INVALID";
        string repeat = counts.ToRepeat.IsEmpty ? "" : $"<br>To be tested again: {string.Join(", ", counts.ToRepeat)}.";
        return $"""
            <h1>{Escape(input.PartType.Name)} shift report</h1>
            <p class="lead">{motors} tested{tests}: {counts.Pass} PASS, {counts.Fail} FAIL{invalid}.{repeat}</p>
            <p class="meta">{Escape(input.PartType.Description)}<br>Bench: {Escape(input.Bench)}, {period}</p>

            """;
    }

    private static string Counts(ShiftCounts counts)
    {
        string yield = double.IsNaN(counts.FirstPassYield)
            ? "–" : (100 * counts.FirstPassYield).ToString("0.#", CultureInfo.InvariantCulture) + "\u202f%";
        return $"""
            <div class="counts">
            <div class="count"><div class="figure">{counts.Tests}</div><div class="what">tested</div></div>
            {Count(Verdict.Pass, counts.Pass)}
            {Count(Verdict.Fail, counts.Fail)}
            {Count(Verdict.Invalid, counts.Invalid)}
            <div class="count"><div class="figure">{yield}</div>
            <div class="what">first-pass yield: PASS at the first test</div></div>
            </div>

            """;
    }

    private static string Count(Verdict verdict, int count) =>
        $"<div class=\"count\"><div class=\"figure {VerdictMark.Style(verdict)}\">{VerdictMark.Shape(verdict)}{count}"
        + $"</div><div class=\"what\">{VerdictMark.Word(verdict)}</div></div>";

    private static string Strip(ShiftReportInput input)
    {
        StringBuilder html = new("<nav class=\"strip\" aria-label=\"tests in order\">\n");
        for (int i = 0; i < input.Motors.Length; i++)
        {
            TestResult result = input.Motors[i].Result;
            string label = Escape($"{result.SerialNumber} {VerdictMark.Word(result.Judgement.Verdict)}");
            string mark = VerdictMark.Shape(result.Judgement.Verdict);
            string style = VerdictMark.Style(result.Judgement.Verdict);
            string link = $"<a class=\"{style}\" href=\"#row-{i}\" title=\"{label}\" "
                + $"aria-label=\"{label}\">{mark}</a>\n";
            html.Append(link);
        }

        return html.Append("</nav>\n").ToString();
    }

    private static string Table(ShiftReportInput input)
    {
        StringBuilder html = new("""
            <h2>Verdicts</h2>
            <fieldset class="filter" aria-label="show">
            <label><input type="radio" name="show" id="only-all" checked>all</label>
            <label><input type="radio" name="show" id="only-pass">PASS</label>
            <label><input type="radio" name="show" id="only-fail">FAIL</label>
            <label><input type="radio" name="show" id="only-invalid">INVALID</label>
            </fieldset>
            <table>
            <thead><tr><th>time</th><th>serial number</th><th>verdict</th><th>top reason</th><th>what to do</th></tr>
            </thead>
            <tbody>

            """);
        for (int i = 0; i < input.Motors.Length; i++)
        {
            html.Append(Row(input, i));
        }

        return html.Append("</tbody>\n</table>\n").ToString();
    }

    private static string Row(ShiftReportInput input, int index)
    {
        TestResult result = input.Motors[index].Result;
        Verdict verdict = result.Judgement.Verdict;
        string serialNumber = Escape(result.SerialNumber.ToString());
        string linked = verdict == Verdict.Pass ? serialNumber : $"<a href=\"#motor-{index}\">{serialNumber}</a>";
        return $"<tr class=\"is-{VerdictMark.Style(verdict)}\" id=\"row-{index}\">"
            + $"<td class=\"time\">{ReportPage.TimeOfDay(result.StartedAt, input.TimeZone)}</td>"
            + $"<td class=\"serial\">{linked}</td><td>{VerdictMark.Badge(verdict)}</td>"
            + $"<td>{(verdict == Verdict.Pass ? Advice(result) : Escape(result.TopReason))}</td>"
            + $"<td class=\"do\">{Escape(MotorSection.Instruction(result.Judgement))}</td></tr>\n";
    }

    // A PASS needs no reason; what a model that may not reject yet remarks is kept short, in full when pointed at.
    private static string Advice(TestResult result) => result.TopReason.Length == 0 ? ""
        : $"<span class=\"advice\" title=\"{Escape(result.TopReason)}\">{Escape(result.TopReason)}</span>";

    private static void AppendDetails(StringBuilder html, ShiftReportInput input, Verdict verdict, string title)
    {
        MotorSection section = new(input.PartType, input.Baseline, input.TimeZone);
        bool isFirst = true;
        for (int i = 0; i < input.Motors.Length; i++)
        {
            if (input.Motors[i].Result.Judgement.Verdict == verdict)
            {
                html.Append(isFirst ? $"<h2>{Escape(title)}</h2>\n" : "")
                    .Append(section.Render(input.Motors[i], $"motor-{i}"));
                isFirst = false;
            }
        }
    }

    private static string Footer(ShiftReportInput input)
    {
        string written = ReportPage.DateAndTime(input.WrittenAt, input.TimeZone);
        string version = input.Motors.IsEmpty ? "" : $" by Bench {input.Motors[^1].Result.SoftwareVersion}";
        string assumptions = string.Join(" ", input.PartType.Assumptions);
        return $"""
            <footer>
            <p>Part type {Escape(input.PartType.Name)}, revision {input.PartType.Revision}. {Escape(assumptions)}</p>
            <p>Written {written}{Escape(version)}.</p>
            </footer>
            """;
    }

    private static string Escape(string text) => ReportPage.Escape(text);
}
