using System.Collections.Immutable;
using System.CommandLine;
using Bench.Analysis.Metrics;
using Bench.Models.Capability;
using Bench.ModelWork;
using Bench.Recipes;
using Bench.Results;
using Spectre.Console;

namespace Bench.Cli;

/// <summary><c>bench model gauge</c>: gauge R&amp;R from repeated tests of some motors.</summary>
internal static class ModelGaugeCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        ModelOptions options = new();
        Argument<string[]> serials = new("serial-numbers")
        {
            Description = "Two motors or more, each tested twice or more on each bench (or, on one bench, each day)",
            Arity = ArgumentArity.OneOrMore,
        };
        Command command = new("gauge", "How well the bench tells motors apart: gauge R&R per curve and position")
        {
            serials,
        };
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            Recipe recipe = options.Recipe(parsed);
            using ResultStore store = ResultStore.Open(options.Folder(parsed), TimeProvider.System);
            GaugeStudyRun study = GaugeStudyRun.Of(
                store, recipe, [.. parsed.GetRequiredValue(serials).Distinct(StringComparer.Ordinal)]);
            Print(study, options.IsJson(parsed));
            return ExitCode.Pass;
        });
        return command;
    }

    private static void Print(GaugeStudyRun study, bool json)
    {
        ImmutableArray<CurveDefinition> curves = study.Map.Definition.Curves;
        if (json)
        {
            Terminal.Json(new
            {
                study.Plan,
                study.Conditions,
                study.Flip,
                Curves = curves.Select((curve, index) => new
                {
                    curve.Key,
                    curve.Positions,
                    Points = study.Map.Points(index),
                }),
            });
            return;
        }

        Table table = new Table().Border(TableBorder.Rounded)
            .AddColumns("curve", "median %GRR", "worst %GRR", "at", "median ndc");
        for (int index = 0; index < curves.Length; index++)
        {
            GaugeVariation[] points = [.. study.Map.Points(index)];
            int worst = Array.IndexOf(points, points.MaxBy(point => point.PercentOfTotal));
            double[] sorted = [.. points.Select(point => point.PercentOfTotal).Order()];
            int[] categories = [.. points.Select(point => point.DistinctCategories).Order()];
            double median = sorted[sorted.Length / 2];
            string text = FormattableString.Invariant($"{median:0.0}");
            table.AddRow(
                Markup.Escape(curves[index].Key),
                median > 30 ? $"[red]■ {text}[/]" : median > 10 ? $"[yellow]▲ {text}[/]" : $"[green]● {text}[/]",
                FormattableString.Invariant($"{points[worst].PercentOfTotal:0.0}"),
                FormattableString.Invariant($"{curves[index].Positions[worst]:0.##}"),
                FormattableString.Invariant($"{categories[categories.Length / 2]}"));
        }

        Terminal.Out.Write(table);
        Terminal.Out.WriteLine(FormattableString.Invariant(
            $"{study.Plan.Motors} motors × {study.Plan.Conditions} conditions × {study.Plan.Repeats} repeats. ")
            + FormattableString.Invariant(
                $"A repeated test ended with the other verdict in {study.Flip.Flips} of {study.Flip.Pairs} pairs ")
            + FormattableString.Invariant($"(95 %: at most {study.Flip.AtMost:P1})."));
        Terminal.Note("● below 10 % good, ▲ up to 30 % conditional, ■ above 30 % unfit (AIAG MSA).");
    }
}
