using System.CommandLine;
using Bench.Models.Verdicts;
using Bench.ModelWork;
using Bench.Recipes;
using Bench.Results;
using Spectre.Console;

namespace Bench.Cli;

/// <summary><c>bench model gate</c>: what a candidate must pass before people may sign it.</summary>
internal static class ModelGateCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        ModelOptions options = new();
        Argument<string> id = new("id") { Description = "Id of a candidate" };
        Option<string[]> accept = new("--accept")
        {
            Description = "Serial number of a confirmed fault whose loss you accept; it is kept with your name",
            HelpName = "serial",
            AllowMultipleArgumentsPerToken = true,
        };
        Command command = new(
            "gate", "Prove a candidate: history, confirmed faults, false rejects, golden motors, parity")
        {
            id,
            accept,
        };
        options.AddAuthorTo(command);
        command.SetAction((parsed, cancel) =>
        {
            Recipe recipe = options.Recipe(parsed);
            DataFolder folder = options.Folder(parsed);
            using ResultStore store = ResultStore.Open(folder, TimeProvider.System);
            GateReport report = Candidate.Gate(
                folder,
                store,
                recipe,
                options.Task(parsed, ModelTaskKind.Gate) with
                {
                    BaselineId = parsed.GetRequiredValue(id),
                    Accepted = [.. parsed.GetValue(accept) ?? []],
                },
                TimeProvider.System,
                progress: null,
                cancel);
            Print(report, options.IsJson(parsed));
            return Task.FromResult(report.IsPassed ? ExitCode.Pass : ExitCode.Fail);
        });
        return command;
    }

    private static void Print(GateReport report, bool json)
    {
        if (json)
        {
            Terminal.Json(report);
            return;
        }

        Table table = new Table().Border(TableBorder.Rounded).AddColumns("asked", "", "found");
        foreach (GateItem item in report.Items)
        {
            table.AddRow(
                item.Name,
                item.IsPassed ? "[green]● holds[/]" : "[red]■ does not hold[/]",
                Markup.Escape(item.Text));
        }

        Terminal.Out.Write(table);
        foreach (JudgedRun run in report.Changed)
        {
            Terminal.Out.MarkupLine(
                $"{Markup.Escape(run.SerialNumber)}: {Terminal.Markup(run.Was)} → {Terminal.Markup(run.Now[0])} "
                + Markup.Escape(run.Reasons[0]));
        }

        Terminal.Out.WriteLine(
            $"{report.BaselineId} {(report.IsPassed ? "passes the gate" : "does not pass the gate")}; "
            + $"{report.Changed.Count(run => run.Was == Verdict.Pass)} motors that passed and "
            + $"{report.Changed.Count(run => run.Was == Verdict.Fail)} that failed would be judged otherwise.");
    }
}
