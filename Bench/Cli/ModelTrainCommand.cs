using System.CommandLine;
using Bench.Judging;
using Bench.Models;
using Bench.Models.Training;
using Bench.ModelWork;
using Bench.Recipes;
using Bench.Results;
using Spectre.Console;

namespace Bench.Cli;

/// <summary><c>bench model train</c>: a candidate from the good motors of the history, with its card.</summary>
internal static class ModelTrainCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        ModelOptions options = new();
        Option<string> engine = CommonOptions.Engine();
        Command command = new("train", "Learn a candidate from good motors of the history; it is not put in force");
        options.AddAuthorTo(command);
        options.AddQueryTo(command);
        command.Add(engine);
        command.SetAction((parsed, cancel) =>
        {
            Recipe recipe = options.Recipe(parsed);
            DataFolder folder = options.Folder(parsed);
            using ResultStore store = ResultStore.Open(folder, TimeProvider.System);
            LearningSet set = LearningSet.Select(store, recipe, options.Query(parsed));
            TeachInOptions teachIn = new() { Engine = AnomalyEngines.Find(parsed.GetRequiredValue(engine)) };
            Baseline baseline = Learn(recipe, set, teachIn);
            ModelCard card = ModelCard.Of(
                recipe,
                baseline,
                set,
                HeldOut.Of(recipe, set.Motors, teachIn, cancel),
                FaultLibrary.Of(store, recipe),
                options.Author(parsed),
                BaselineFolder.CurrentId(folder, recipe.PartType.Name) ?? "") with
            {
                Query = options.Query(parsed),
            };
            new ModelRegistry(folder, store, TimeProvider.System).Register(baseline, card, options.Note(parsed));
            Print(card, options.IsJson(parsed));
            return Task.FromResult(ExitCode.Pass);
        });
        return command;
    }

    private static Baseline Learn(Recipe recipe, LearningSet set, TeachInOptions options) =>
        set.Motors.Length >= TeachInOptions.FewestMotors
            ? BaselineTeachIn.Learn(recipe.PartType, recipe.Hash, set.Motors, options)
            : throw new InvalidDataException(
                $"The history has {set.Motors.Length} good motors of {recipe.PartType.Name} revision "
                + $"{recipe.PartType.Revision}, expected {TeachInOptions.FewestMotors} or more "
                + $"({set.LeftOut.Length} left out; bench model label says which are good).");

    private static void Print(ModelCard card, bool json)
    {
        if (json)
        {
            Terminal.Json(card);
            return;
        }

        Terminal.Out.WriteLine(card.ToMarkdown());
        Terminal.Note($"A candidate. Next: bench model gate {card.BaselineId}");
    }
}
