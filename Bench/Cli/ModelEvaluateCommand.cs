using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Bench.Judging;
using Bench.Models.Evaluation;
using Bench.Models.Features;
using Bench.Models.Training;
using Bench.Recipes;

namespace Bench.Cli;

/// <summary>
/// <c>bench model evaluate</c>: tries judging on labelled motors, by groups that did not teach it, and writes what came
/// out beside what was promised.
/// </summary>
internal static class ModelEvaluateCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        Argument<string[]> files = new("features")
        {
            Description = "Feature tables (bench features export) with labels: good, or the code of a fault",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<int?> learn = new("--learn")
        {
            Description = "Learn from so many good motors and judge all others; all but one fold where none is given",
            HelpName = "count",
        };
        Option<int> rounds = new("--rounds")
        {
            Description = "Folds, or repetitions with other learning motors",
            DefaultValueFactory = _ => new EvaluationOptions().Rounds,
            HelpName = "count",
        };
        Option<double?> budget = new("--budget")
        {
            Description = "Share of good motors that may be rejected, such as 0.05; else the part type's",
            HelpName = "share",
        };
        Option<string> partType = CommonOptions.PartType("7DL");
        Option<string?> mapping = CommonOptions.Mapping();
        Option<string> engine = CommonOptions.Engine();
        Option<bool> json = CommonOptions.Json();
        Command command = new("evaluate", "Try judging on labelled motors and write the figures (Markdown or JSON)")
        {
            files,
            learn,
            rounds,
            budget,
            partType,
            mapping,
            engine,
            json,
        };
        command.SetAction(parsed =>
        {
            Recipe recipe = MappingOption.LoadRecipe(
                parsed.GetRequiredValue(partType), MappingOption.Load(parsed.GetValue(mapping)));
            FeatureTable[] tables =
            [
                .. parsed.GetRequiredValue(files)
                    .Select(file => FeatureTableFile.Load(file, recipe.Analyzer.Definition)),
            ];
            FeatureTable all = new(
                recipe.PartType.Name, recipe.Analyzer.Definition, [.. tables.SelectMany(table => table.Motors)]);
            EvaluationReport report = Run(recipe, all, parsed.GetValue(budget), new EvaluationOptions
            {
                LearnFrom = parsed.GetValue(learn),
                Rounds = parsed.GetRequiredValue(rounds),
                TeachIn = new TeachInOptions { Engine = AnomalyEngines.Find(parsed.GetRequiredValue(engine)) },
            });
            if (parsed.GetValue(json))
            {
                Terminal.Json(report);
            }
            else
            {
                Print(report);
            }

            return ExitCode.Pass;
        });
        return command;
    }

    private static EvaluationReport Run(Recipe recipe, FeatureTable all, double? budget, EvaluationOptions options)
    {
        try
        {
            return ModelEvaluation.Run(
                recipe.PartType with { FalseRejectBudget = budget ?? recipe.PartType.FalseRejectBudget }, all, options);
        }
        catch (ArgumentException e)
        {
            // The runtime appends the parameter's name, which tells a user nothing.
            throw new InvalidDataException(e.Message.Split(" (Parameter", 2)[0], e);
        }
    }

    private static void Print(EvaluationReport report)
    {
        (int low, int high) = report.Band;
        Terminal.Plain($"# {report.PartType}: judged by motors of other groups");
        Terminal.Plain("");
        Terminal.Plain(
            $"{report.Rounds} baselines, each of {report.LearnedFrom} or more good motors. {report.Statement}");
        Terminal.Plain("");
        Terminal.Plain(
            $"Good motors judged: {report.Good.Motors}. Asked: {Percent(report.Asked)}; promised without assumptions: "
            + $"{Percent(report.Promised)}. Rejected: {report.Good.Rejected} "
            + $"({Percent(report.Good.Rejected / (double)report.Good.Motors)}; 95 % band of what was asked: {low} to "
            + $"{high}), by limits alone: {report.Good.RejectedByLimits}.");
        Terminal.Plain("");
        ImmutableArray<EvaluationGroup> groups = [report.Good, .. report.Faulty];
        bool hasSecond = groups.Any(group => !double.IsNaN(group.SecondAuc));
        Terminal.Plain("| motors | judged | rejected | by limits alone | unusual to the model | INVALID "
            + "| AUC model | AUC limits |" + (hasSecond ? " unusual to the second engine | its AUC |" : ""));
        Terminal.Plain("|---|---|---|---|---|---|---|---|" + (hasSecond ? "---|---|" : ""));
        foreach (EvaluationGroup group in groups)
        {
            string second = hasSecond ? $" {group.UnusualToSecond} | {Area(group.SecondAuc)} |" : "";
            Terminal.Plain($"| {group.Label} | {group.Motors} | {group.Rejected} | {group.RejectedByLimits} "
                + $"| {group.UnusualToModel} | {group.Invalid} | {Area(group.ModelAuc)} | {Area(group.LimitAuc)} |"
                + second);
        }
    }

    private static string Area(double area) =>
        double.IsNaN(area) ? "" : area.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Percent(double share) =>
        string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.##} %");
}
