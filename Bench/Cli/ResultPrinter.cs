using Bench.Models.Verdicts;
using Bench.Results;
using Spectre.Console;

namespace Bench.Cli;

/// <summary>Prints one result for people: the verdict first, then why, then what to do.</summary>
internal static class ResultPrinter
{
    private const int MostFindings = 5;

    /// <summary>Prints a stored result.</summary>
    public static void Print(TestResult result)
    {
        Print(result.SerialNumber.ToString(), result.Judgement);
        string baseline = result.BaselineId.Length > 0 ? result.BaselineId : "none";
        Terminal.Out.MarkupLineInterpolated(
            $"[grey]recording {result.Recording} · baseline {baseline} · recipe {result.RecipeHash[..12]}[/]");
    }

    /// <summary>Prints a decision.</summary>
    public static void Print(string serialNumber, Judgement judgement)
    {
        Terminal.Out.MarkupLine($"{Terminal.Markup(judgement.Verdict)}  [bold]{Markup.Escape(serialNumber)}[/]");
        foreach (Finding finding in judgement.Findings.Take(MostFindings))
        {
            Terminal.Out.MarkupLine($"  {Markup.Escape(finding.Text)}");
        }

        if (judgement.Findings.Length > MostFindings)
        {
            Terminal.Out.MarkupLine($"  [grey]and {judgement.Findings.Length - MostFindings} more findings[/]");
        }

        string instruction = judgement.Findings is [Finding top, ..] ? top.Instruction : "";
        if (instruction.Length > 0)
        {
            Terminal.Out.MarkupLine($"  [bold]→ {Markup.Escape(instruction)}[/]");
        }
    }
}
