using System.CommandLine;
using Bench.Judging;
using Bench.Models;
using Bench.Models.Drift;
using Bench.ModelWork;
using Bench.Recipes;
using Bench.Results;
using Spectre.Console;

namespace Bench.Cli;

/// <summary><c>bench model drift</c>: whether production or bench change slowly, and where to look.</summary>
internal static class ModelDriftCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        ModelOptions options = new();
        Command command = new("drift", "Watch production for slow changes; exit code 1 where something has changed");
        options.AddTo(command);
        options.AddQueryTo(command);
        command.SetAction((parsed, cancel) =>
        {
            Recipe recipe = options.Recipe(parsed);
            DataFolder folder = options.Folder(parsed);
            using ResultStore store = ResultStore.Open(folder, TimeProvider.System);
            Baseline baseline = BaselineFolder.Current(folder, recipe)
                ?? throw new InvalidDataException(
                    $"No baseline is in force for {recipe.PartType.Name}: learn one first.");
            DriftReport report = DriftWatch.Run(store, recipe, baseline, options.Since(parsed), cancel);
            Print(report, options.IsJson(parsed));
            return Task.FromResult(
                report.HasChanged || report.Source.Source != DriftSource.None ? ExitCode.Fail : ExitCode.Pass);
        });
        return command;
    }

    private static void Print(DriftReport report, bool json)
    {
        if (json)
        {
            Terminal.Json(report);
            return;
        }

        Table table = new Table().Border(TableBorder.Rounded)
            .AddColumns("bench", "channel", "family", "mean deviation (σ)", "limits", "since (UTC)", "golden motor");
        foreach (DriftFigure figure in report.Figures)
        {
            string value = figure.Ewma is { } ewma
                ? FormattableString.Invariant($"{ewma.Statistic:0.00}")
                : $"collecting ({DriftWatch.ReferenceMotors} motors)";
            table.AddRow(
                Markup.Escape(figure.Bench),
                Markup.Escape(figure.Channel),
                $"{figure.Family}",
                figure.IsAlarm ? $"[red]■ {value}[/]" : value,
                figure.Ewma is { } at ? FormattableString.Invariant($"{at.Low:0.00} … {at.High:0.00}") : "",
                figure.Since is { } since ? $"{since.UtcDateTime:yyyy-MM-dd HH:mm}" : "",
                figure.Golden switch
                {
                    GoldenMotor.Moved => "[red]■ moved[/]",
                    GoldenMotor.AsEver => "as ever",
                    _ => "not measured",
                });
        }

        Terminal.Out.Write(table);
        Terminal.Out.WriteLine(FormattableString.Invariant(
            $"Martingale over {report.Motors} good motors: highest capital {Math.Exp(report.LogCapital):0.#}, ")
            + (report.HasChanged ? "production has changed." : "no sign of a change."));
        if (report.Source.Source != DriftSource.None)
        {
            Terminal.Out.MarkupLineInterpolated($"[red]■[/] {report.Source.Source}: {report.Source.Instruction}");
        }
    }
}
