using System.Collections.Immutable;
using System.CommandLine;
using Bench.Judging;
using Bench.Models;
using Bench.Models.Verdicts;
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
            FaultLibrary library = FaultLibrary.Of(store, recipe);
            ImmutableArray<JudgedRun> runs = HistoryJudge.Run(
                store.History(recipe.PartType.Name, recipe.Analyzer.Definition, options.Since(parsed)),
                baselines,
                progress: null,
                cancel);
            Print(baselines, runs, library, options.IsJson(parsed));
            return Task.FromResult(runs.Any(Differs) ? ExitCode.Fail : ExitCode.Pass);
        });
        return command;
    }

    private static bool Differs(JudgedRun run) => run.Now[0] != run.Now[1];

    private static void Print(
        ImmutableArray<Baseline> baselines, ImmutableArray<JudgedRun> runs, FaultLibrary library, bool json)
    {
        HashSet<string> faulty = [.. library.Faults.Select(fault => fault.Run.SerialNumber)];
        JudgedRun[] differing = [.. runs.Where(Differs)];
        var summary = baselines.Select((baseline, index) => new
        {
            Baseline = baseline.Id,
            Tests = runs.Length,
            Rejected = runs.Count(run => run.Now[index] == Verdict.Fail),
            Invalid = runs.Count(run => run.Now[index] == Verdict.Invalid),
            ConfirmedFaultsRejected =
                runs.Count(run => run.Now[index] == Verdict.Fail && faulty.Contains(run.SerialNumber)),
            ConfirmedFaults = runs.Count(run => faulty.Contains(run.SerialNumber)),
        }).ToArray();
        if (json)
        {
            Terminal.Json(new { Baselines = summary, Differing = differing });
            return;
        }

        Table totals = new Table().Border(TableBorder.Rounded)
            .AddColumns("baseline", "tests", "rejected", "invalid", "confirmed faults rejected");
        foreach (var row in summary)
        {
            totals.AddRow(
                Markup.Escape(row.Baseline),
                $"{row.Tests}",
                $"{row.Rejected}",
                $"{row.Invalid}",
                $"{row.ConfirmedFaultsRejected} of {row.ConfirmedFaults}");
        }

        Terminal.Out.Write(totals);
        if (differing.Length > 0)
        {
            Table table = new Table().Border(TableBorder.Rounded)
                .AddColumns("started (UTC)", "serial number", "first", "second", "reason");
            foreach (JudgedRun run in differing)
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

        Terminal.Out.WriteLine($"{runs.Length} tests, {differing.Length} verdicts differ.");
    }
}
