using System.CommandLine;
using System.Globalization;
using Bench.Analysis.Metrics;
using Bench.Results;
using Bench.Testing;
using Spectre.Console;

namespace Bench.Cli;

/// <summary><c>bench replay</c>: runs recordings through the live path again and compares.</summary>
internal static class ReplayCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        Argument<string[]> files = new("recordings")
        {
            Description = "Recordings of stored tests",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<string> data = CommonOptions.Data();
        Option<int> cores = CommonOptions.Cores();
        Option<bool> json = CommonOptions.Json();
        Command command = new("replay", "Replay recordings and compare with the stored results, bit for bit")
        {
            files, data, cores, json,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            DataFolder folder = StoredResults.Folder(parsed.GetRequiredValue(data));
            using ResultStore store = ResultStore.Open(folder, TimeProvider.System);
            AnalysisOptions analysis = new() { Parts = parsed.GetValue(cores) };
            List<(string File, ReplayOutcome Outcome)> outcomes = [];
            foreach (string file in parsed.GetRequiredValue(files))
            {
                ReplayOutcome outcome =
                    await Replay.RunAsync(folder, store, file, analysis, cancel).ConfigureAwait(false);
                outcomes.Add((file, outcome));
            }

            Print(outcomes, parsed.GetValue(json));
            return outcomes.TrueForAll(o => o.Outcome.Differences.IsEmpty) ? ExitCode.Pass : ExitCode.Fail;
        });
        return command;
    }

    private static void Print(List<(string File, ReplayOutcome Outcome)> outcomes, bool json)
    {
        if (json)
        {
            Terminal.Json(outcomes.Select(o => new
            {
                o.File,
                o.Outcome.Stored.Id,
                o.Outcome.Stored.SerialNumber,
                Identical = o.Outcome.Differences.IsEmpty,
                Stored = o.Outcome.Stored.Verdict,
                Replayed = o.Outcome.Replayed.Verdict,
                o.Outcome.Differences,
                o.Outcome.Stored.Software,
            }));
            return;
        }

        foreach ((string _, ReplayOutcome outcome) in outcomes)
        {
            Print(outcome);
        }
    }

    private static void Print(ReplayOutcome outcome)
    {
        StoredRun stored = outcome.Stored;
        string word = outcome.Differences.IsEmpty ? "[green]identical[/]" : "[red]different[/]";
        int values = (stored.Values?.Length ?? 0) / sizeof(float);
        string figures = string.Create(
            CultureInfo.InvariantCulture, $"{values} values, {stored.Findings.Length} findings");
        Terminal.Out.MarkupLine(
            $"{word}  [bold]{Markup.Escape(stored.SerialNumber)}[/]  {Terminal.Markup(stored.Verdict)}  {figures}");
        foreach (string difference in outcome.Differences)
        {
            Terminal.Out.MarkupLineInterpolated($"  {difference}");
        }

        if (!outcome.Differences.IsEmpty && stored.Software != TestSetup.SoftwareVersion)
        {
            Terminal.Out.MarkupLineInterpolated(
                $"  [grey]judged by version {stored.Software}, replayed by {TestSetup.SoftwareVersion}[/]");
        }
    }
}
