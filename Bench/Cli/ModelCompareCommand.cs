using System.Collections.Immutable;
using System.CommandLine;
using Bench.Judging;
using Bench.Models;
using Bench.ModelWork;
using Bench.Recipes;
using Bench.Results;
using Spectre.Console;

namespace Bench.Cli;

/// <summary><c>bench model compare</c>: two baselines on the same history.</summary>
internal static class ModelCompareCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        ModelOptions options = new();
        Argument<string> first = new("first") { Description = "Id or file of a baseline" };
        Argument<string> second = new("second") { Description = "Id or file of another" };
        Command command = new("compare", "Judge the same history by two baselines and show where they differ")
        {
            first,
            second,
        };
        options.AddTo(command);
        options.AddQueryTo(command);
        command.SetAction((parsed, cancel) =>
        {
            Recipe recipe = options.Recipe(parsed);
            DataFolder folder = options.Folder(parsed);
            using ResultStore store = ResultStore.Open(folder, TimeProvider.System);
            ImmutableArray<Baseline> baselines =
            [
                BaselineFolder.Load(folder, parsed.GetRequiredValue(first)),
                BaselineFolder.Load(folder, parsed.GetRequiredValue(second)),
            ];
            ImmutableArray<JudgedRun> runs = HistoryJudge.Run(
                store.History(recipe.PartType.Name, recipe.Analyzer.Definition, options.Since(parsed)),
                baselines,
                progress: null,
                cancel);
            var comparison = BaselineComparison.Of(
                [.. baselines.Select(baseline => baseline.Id)], runs, FaultLibrary.Of(store, recipe));
            Print(comparison, options.IsJson(parsed));
            return Task.FromResult(comparison.Differing.IsEmpty ? ExitCode.Pass : ExitCode.Fail);
        });
        return command;
    }

    private static void Print(BaselineComparison comparison, bool json)
    {
        if (json)
        {
            Terminal.Json(comparison);
            return;
        }

        Table totals = new Table().Border(TableBorder.Rounded)
            .AddColumns("baseline", "tests", "rejected", "invalid", "confirmed faults rejected");
        foreach (BaselineCounts row in comparison.Baselines)
        {
            totals.AddRow(
                Markup.Escape(row.Baseline),
                $"{comparison.Tests}",
                $"{row.Rejected}",
                $"{row.Invalid}",
                $"{row.ConfirmedFaultsRejected} of {row.ConfirmedFaults}");
        }

        Terminal.Out.Write(totals);
        if (!comparison.Differing.IsEmpty)
        {
            Table table = new Table().Border(TableBorder.Rounded)
                .AddColumns("started (UTC)", "serial number", "first", "second", "reason");
            foreach (JudgedRun run in comparison.Differing)
            {
                table.AddRow(
                    $"{run.StartedAt.UtcDateTime:yyyy-MM-dd HH:mm}",
                    Markup.Escape(run.SerialNumber),
                    Terminal.Markup(run.Now[0]),
                    Terminal.Markup(run.Now[1]),
                    Markup.Escape(run.Reasons.FirstOrDefault(reason => reason.Length > 0) ?? ""));
            }

            Terminal.Out.Write(table);
        }

        Terminal.Out.WriteLine($"{comparison.Tests} tests, {comparison.Differing.Length} verdicts differ.");
    }
}
