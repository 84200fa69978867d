using System.CommandLine;
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
            ModelCard card = Candidate.Train(
                folder,
                store,
                recipe,
                options.Task(parsed, ModelTaskKind.Train) with { Engine = parsed.GetRequiredValue(engine) },
                TimeProvider.System,
                cancel);
            Print(card, options.IsJson(parsed));
            return Task.FromResult(ExitCode.Pass);
        });
        return command;
    }

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
