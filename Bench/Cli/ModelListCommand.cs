using System.Collections.Immutable;
using System.CommandLine;
using Bench.ModelWork;
using Bench.Results;
using Spectre.Console;

namespace Bench.Cli;

/// <summary><c>bench model list</c> and <c>bench model card</c>: which baselines there are, and what one is.</summary>
internal static class ModelListCommand
{
    /// <summary>Makes <c>list</c>.</summary>
    public static Command Create()
    {
        ModelOptions options = new();
        Command command = new("list", "List the baselines of a part type and where they stand");
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            DataFolder folder = options.Folder(parsed);
            using ResultStore store = ResultStore.Open(folder, TimeProvider.System);
            ImmutableArray<ModelVersion> versions = new ModelRegistry(folder, store, TimeProvider.System)
                .Versions(options.Recipe(parsed).PartType.Name);
            if (options.IsJson(parsed))
            {
                Terminal.Json(versions);
            }
            else
            {
                Print(versions);
            }

            return ExitCode.Pass;
        });
        return command;
    }

    /// <summary>Makes <c>card</c>.</summary>
    public static Command CreateCard()
    {
        ModelOptions options = new();
        Argument<string> id = new("id") { Description = "Id of the baseline" };
        Command command = new("card", "Show the card of a baseline") { id };
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            DataFolder folder = options.Folder(parsed);
            using ResultStore store = ResultStore.Open(folder, TimeProvider.System);
            ModelCard card = new ModelRegistry(folder, store, TimeProvider.System)
                .Versions(options.Recipe(parsed).PartType.Name)
                .FirstOrDefault(version => version.Id == parsed.GetRequiredValue(id))?.Card
                ?? throw new FileNotFoundException(
                    $"There is no card of \"{parsed.GetRequiredValue(id)}\": bench model list shows the baselines; one "
                    + "that was learned by bench learn has none.");
            if (options.IsJson(parsed))
            {
                Terminal.Json(card);
            }
            else
            {
                Terminal.Out.WriteLine(card.ToMarkdown());
            }

            return ExitCode.Pass;
        });
        return command;
    }

    private static void Print(ImmutableArray<ModelVersion> versions)
    {
        if (versions.IsEmpty)
        {
            Terminal.Note("None yet: bench model train, or bench learn.");
            return;
        }

        Table table = new Table().Border(TableBorder.Rounded)
            .AddColumns("baseline", "state", "trained (UTC)", "by", "signed by", "note");
        foreach (ModelVersion version in versions)
        {
            ModelEvent first = version.Events[0];
            table.AddRow(
                Markup.Escape(version.Id),
                version.IsInForce ? "[green]in force[/]" : version.State,
                first.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture),
                Markup.Escape(first.Author),
                Markup.Escape(string.Join(", ", version.Signatures.Select(signature => signature.Author))),
                Markup.Escape(first.Note));
        }

        Terminal.Out.Write(table);
    }
}
