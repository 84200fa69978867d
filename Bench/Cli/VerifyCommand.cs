using System.CommandLine;
using Bench.Results;
using Bench.Upkeep;
using Spectre.Console;

namespace Bench.Cli;

/// <summary><c>bench verify</c>: is everything there, and is it what was stored?</summary>
internal static class VerifyCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        Option<string> data = CommonOptions.Data();
        Option<bool> json = CommonOptions.Json();
        Command command = new("verify", "Check recordings and database of a data folder") { data, json };
        command.SetAction((parsed, cancel) =>
        {
            DataFolder folder = StoredResults.Folder(parsed.GetRequiredValue(data));
            using ResultStore store = ResultStore.Open(folder, TimeProvider.System);
            FolderReport report = new FolderCheck(folder, store).Run(cancel);
            Print(report, parsed.GetValue(json));
            return Task.FromResult(report.Problems.IsEmpty ? ExitCode.Pass : ExitCode.Fail);
        });
        return command;
    }

    private static void Print(FolderReport report, bool json)
    {
        if (json)
        {
            Terminal.Json(report);
            return;
        }

        foreach (FolderProblem problem in report.Problems)
        {
            Terminal.Out.MarkupLineInterpolated($"[red]{problem.Kind}[/]  {problem.Subject} {problem.Text}");
        }

        Terminal.Note(
            $"{report.Sound} recordings are as stored, {report.Deleted} deleted on purpose, "
            + $"{report.Problems.Length} problems.");
    }
}
