using System.Text.RegularExpressions;
using Bench.Models.Verdicts;
using Bench.Reports;

namespace Bench.Bench.Tests.Reports;

public sealed partial class ShiftReportTests
{
    private static readonly string s_page = ShiftReport.Render(ShiftExample.Input);

    [Fact]
    public void Every_test_has_a_row_with_its_verdict_in_a_word()
    {
        string[] rows = [.. Row().Matches(s_page).Select(match => match.Value)];

        Assert.Equal(ShiftExample.Input.Motors.Length, rows.Length);
        Assert.All(rows.Zip(ShiftExample.Input.Motors), pair =>
        {
            Assert.Contains(pair.Second.Result.SerialNumber.ToString(), pair.First, StringComparison.Ordinal);
            string word = pair.Second.Result.Judgement.Verdict.ToString().ToUpperInvariant();
            Assert.Contains($"<b>{word}</b>", pair.First, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Every_fail_and_invalid_is_explained_and_no_pass_is()
    {
        Assert.Equal(3, Section().Count(s_page));
        Assert.Contains("Order 8 is 2.6 dB over its limit", s_page, StringComparison.Ordinal);
        Assert.Contains("fits stator eccentricity", s_page, StringComparison.Ordinal);
        Assert.Contains("Check the tacho&#39;s distance and cable", s_page, StringComparison.Ordinal);
    }

    [Fact]
    public void Links_lead_to_places_on_the_page()
    {
        string[] targets = [.. Link().Matches(s_page).Select(match => match.Groups[1].Value)];

        Assert.NotEmpty(targets);
        Assert.All(targets, target => Assert.StartsWith("#", target, StringComparison.Ordinal));
        Assert.All(targets, target => Assert.Contains($"id=\"{target[1..]}\"", s_page, StringComparison.Ordinal));
    }

    [Fact]
    public void The_page_needs_nothing_from_outside_and_runs_no_script()
    {
        Assert.DoesNotContain("<script", s_page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("http:", s_page, StringComparison.Ordinal);
        Assert.DoesNotContain("https:", s_page, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", s_page, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", Picture().Replace(s_page, ""), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_from_data_stays_text()
    {
        const string Hostile = "\"><script>alert('x')</script><img src=x onerror=alert(1)>";
        Judgement judgement = ShiftExample.Fail();
        judgement = judgement with
        {
            Findings =
            [
                judgement.Findings[0] with
                {
                    Text = Hostile, Cause = Hostile, Instruction = Hostile, Channel = Hostile,
                },
            ],
        };
        MotorReportInput motor = ShiftExample.Motor(1, judgement, excess: 7.5);
        motor = motor with { Result = motor.Result with { Recording = Hostile, SoftwareVersion = Hostile } };

        string page = ShiftReport.Render(ShiftExample.Input with
        {
            Bench = Hostile,
            Motors = [motor],
            Baseline = ShiftExample.Baseline with { Promise = Hostile, Id = Hostile },
        });

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_pass_may_carry_advice_but_no_instruction()
    {
        Judgement advised = ShiftExample.Pass() with
        {
            Findings = [ShiftExample.Fail().Findings[0] with { Source = FindingSource.Model, Text = "Unusual." }],
        };
        string page = ShiftReport.Render(ShiftExample.Input with { Motors = [ShiftExample.Motor(1, advised)] });

        Assert.Contains("title=\"Unusual.\">Unusual.</span>", page, StringComparison.Ordinal);
        Assert.Contains("<td class=\"do\"></td>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<section", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_finding_is_on_the_page_however_many_there_are()
    {
        Finding one = ShiftExample.Fail().Findings[0];
        Judgement many = ShiftExample.Fail() with
        {
            Findings = [.. Enumerable.Range(1, 30).Select(i => one with { Text = $"Reason {i}." })],
        };
        string page = ShiftReport.Render(ShiftExample.Input with { Motors = [ShiftExample.Motor(1, many)] });

        Assert.All(Enumerable.Range(1, 30), i => Assert.Contains($">Reason {i}.<", page, StringComparison.Ordinal));
    }

    [Fact]
    public void The_promise_of_the_baseline_is_repeated_where_verdicts_are_read()
    {
        Assert.Contains("no better than 0 to 5 % (95 % confidence)", s_page, StringComparison.Ordinal);

        string without = ShiftReport.Render(ShiftExample.Input with { Baseline = null });
        Assert.Contains("No baseline", without, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shift_without_a_test_is_a_page_too()
    {
        string page = ShiftReport.Render(ShiftExample.Input with { Motors = [] });

        Assert.Contains("0 motors tested: 0 PASS, 0 FAIL.", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_motor_is_to_be_repeated_until_it_has_a_verdict_of_its_own()
    {
        MotorReportInput invalid = ShiftExample.Motor(9, ShiftExample.Invalid(), hasMeasurement: false);
        string page = ShiftReport.Render(ShiftExample.Input with { Motors = [invalid] });

        Assert.Contains("To be tested again: 7DL-2026-0009.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("To be tested again", s_page, StringComparison.Ordinal);
    }

    [Fact]
    public void Counts_tell_tests_from_motors()
    {
        ShiftCounts counts = ShiftCounts.Of([.. ShiftExample.Input.Motors.Select(motor => motor.Result)]);

        Assert.Equal((13, 12, 10, 2, 1), (counts.Tests, counts.Motors, counts.Pass, counts.Fail, counts.Invalid));

        // Motor 9 passed at its second test only, 7 and 11 failed: nine of twelve.
        Assert.Equal(0.75, counts.FirstPassYield);
    }

    [Fact]
    public void The_file_is_replaced_as_a_whole()
    {
        string folder = Path.Combine(Path.GetTempPath(), $"bench-report-{Guid.NewGuid():N}");
        string path = Path.Combine(folder, "new folder", "report.html");
        try
        {
            ShiftReport.Write(path, ShiftExample.Input);
            ShiftReport.Write(path, ShiftExample.Input);

            Assert.Equal(s_page, File.ReadAllText(path));
            Assert.Single(Directory.GetFiles(Path.GetDirectoryName(path)!));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData(0, "PASS")]
    [InlineData(6, "FAIL")]
    [InlineData(8, "INVALID")]
    public void A_motors_page_says_the_verdict_large(int motor, string word)
    {
        string page = MotorReport.Render(
            ShiftExample.PartType, ShiftExample.Baseline, ShiftExample.Input.Motors[motor], TimeZoneInfo.Utc);

        Assert.Matches($"<p class=\"huge [a-z]+\"><svg .*</svg>{word}</p>", page);
    }

    [GeneratedRegex("<tr class=\"is-.*</tr>")]
    private static partial Regex Row();

    [GeneratedRegex("base64,[^\"]*")]
    private static partial Regex Picture();

    [GeneratedRegex("<section class=\"card motor\"")]
    private static partial Regex Section();

    [GeneratedRegex("<a [^>]*href=\"([^\"]*)\"")]
    private static partial Regex Link();
}
