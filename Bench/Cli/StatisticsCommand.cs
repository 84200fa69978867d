using System.CommandLine;
using Bench.Judging;
using Bench.Models;
using Bench.ModelWork;
using Bench.Recipes;
using Bench.Results;
using Spectre.Console;

namespace Bench.Cli;

/// <summary><c>bench statistics</c>: yield, reasons and capability of a stretch of production.</summary>
internal static class StatisticsCommand
{
    private const int CapabilitiesShown = 12;

    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        ModelOptions options = new();
        Option<string?> since = new("--since")
        {
            Description = "Only tests from this time on (UTC)",
            HelpName = "date",
        };
        Command command = new("statistics", "First-pass yield, Pareto of reasons, and capability of production")
        {
            since,
        };
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            Recipe recipe = options.Recipe(parsed);
            DataFolder folder = options.Folder(parsed);
            using ResultStore store = ResultStore.Open(folder, TimeProvider.System);
            Baseline? baseline = BaselineFolder.CurrentId(folder, recipe.PartType.Name) is { } id
                ? BaselineFolder.Load(folder, id)
                : null;
            ProductionStatistics statistics =
                ProductionStatistics.Of(store, recipe, baseline, ModelOptions.Time(parsed.GetValue(since)));
            if (options.IsJson(parsed))
            {
                Terminal.Json(statistics);
            }
            else
            {
                Print(statistics);
            }

            return ExitCode.Pass;
        });
        return command;
    }

    private static void Print(ProductionStatistics statistics)
    {
        Terminal.Out.WriteLine(FormattableString.Invariant(
            $"{statistics.Motors} motors; first-pass yield {statistics.FirstPassYield:P1}, passed in the end ")
            + FormattableString.Invariant($"{statistics.FinalPass}; {statistics.Invalid} tests INVALID."));
        Table reasons = new Table().Border(TableBorder.Rounded).AddColumns("verdict", "reason", "tests");
        foreach (ReasonCount reason in statistics.Reasons)
        {
            reasons.AddRow(
                Terminal.Markup(reason.Verdict),
                Markup.Escape(reason.Code),
                FormattableString.Invariant($"{reason.Count}"));
        }

        Terminal.Out.Write(reasons);
        Table capability = new Table().Border(TableBorder.Rounded)
            .AddColumns("curve", "at", "Cpk", "Ppk", "Ppk at least (95 %)");
        foreach (CurveCapability one in statistics.Capabilities.Take(CapabilitiesShown))
        {
            capability.AddRow(
                Markup.Escape(one.Curve),
                FormattableString.Invariant($"{one.Position:0.##}"),
                FormattableString.Invariant($"{one.Figures.Cpk:0.00}"),
                FormattableString.Invariant($"{one.Figures.Ppk:0.00}"),
                FormattableString.Invariant($"{one.Figures.PpkAtLeast:0.00}"));
        }

        if (!statistics.Capabilities.IsEmpty)
        {
            Terminal.Out.Write(capability);
        }
    }
}
