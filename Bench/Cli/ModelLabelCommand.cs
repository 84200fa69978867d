using System.Collections.Immutable;
using System.CommandLine;
using Bench.Models.Labels;
using Bench.ModelWork;
using Bench.Results;
using Spectre.Console;

namespace Bench.Cli;

/// <summary><c>bench model label</c> and <c>labels</c>: what people found out about motors.</summary>
internal static class ModelLabelCommand
{
    private static readonly (string Word, LabelKind Kind)[] s_kinds =
    [
        ("good", LabelKind.ConfirmedGood),
        ("fault", LabelKind.ConfirmedFault),
        ("reworked", LabelKind.Reworked),
        ("field-return", LabelKind.FieldReturn),
        ("golden", LabelKind.Golden),
    ];

    /// <summary>Makes <c>label</c>.</summary>
    public static Command Create()
    {
        ModelOptions options = new();
        Argument<string> serial = new("serial-number") { Description = "The motor" };
        Option<string> kind = new("--kind")
        {
            Description = "What was found: good, fault, reworked, field-return; or golden for a golden motor",
            Required = true,
        };
        kind.AcceptOnlyFromAmong([.. s_kinds.Select(pair => pair.Word)]);
        Option<string> cause = new("--cause")
        {
            Description = "Physical cause of a fault, such as \"bearing A-side, outer ring\"",
            DefaultValueFactory = _ => "",
            HelpName = "text",
        };
        Command command = new("label", "Say what was found out about a motor; a second opinion is a second label")
        {
            serial,
            kind,
            cause,
        };
        options.AddAuthorTo(command);
        command.SetAction(parsed =>
        {
            using ResultStore store = ResultStore.Open(options.Folder(parsed), TimeProvider.System);
            string number = SerialNumber.Parse(parsed.GetRequiredValue(serial)).ToString();
            if (store.List(new ResultQuery { SerialNumber = number, Last = 1 }).IsEmpty)
            {
                throw new UsageException(
                    $"{number} has never been tested here: nothing can be learned from its label.");
            }

            store.AddLabel(new MotorLabel(
                number,
                s_kinds.First(pair => pair.Word == parsed.GetRequiredValue(kind)).Kind,
                parsed.GetRequiredValue(cause),
                options.Author(parsed),
                TimeProvider.System.GetUtcNow(),
                options.Note(parsed)));
            return ExitCode.Pass;
        });
        return command;
    }

    /// <summary>Makes <c>labels</c>.</summary>
    public static Command CreateList()
    {
        ModelOptions options = new();
        Command command = new("labels", "List the labels, and how far people agree (Cohen's kappa)");
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            using ResultStore store = ResultStore.Open(options.Folder(parsed), TimeProvider.System);
            ImmutableArray<MotorLabel> labels = store.Labels();
            ImmutableArray<OpinionPair> pairs = [.. OpinionPair.Of(labels)];
            if (options.IsJson(parsed))
            {
                Terminal.Json(new { Labels = labels, Agreement = pairs });
            }
            else
            {
                Print(labels, pairs);
            }

            return ExitCode.Pass;
        });
        return command;
    }

    private static void Print(ImmutableArray<MotorLabel> labels, ImmutableArray<OpinionPair> pairs)
    {
        Table table = new Table().Border(TableBorder.Rounded)
            .AddColumns("when (UTC)", "serial number", "found", "cause", "by", "note");
        foreach (MotorLabel label in labels)
        {
            table.AddRow(
                $"{label.At.UtcDateTime:yyyy-MM-dd HH:mm}",
                Markup.Escape(label.SerialNumber),
                s_kinds.First(pair => pair.Kind == label.Kind).Word,
                Markup.Escape(label.Cause),
                Markup.Escape(label.Author),
                Markup.Escape(label.Note));
        }

        Terminal.Out.Write(table);
        foreach (OpinionPair pair in pairs)
        {
            string kappa = double.IsNaN(pair.Agreement.Kappa)
                ? "no kappa, both always say the same"
                : FormattableString.Invariant(
                    $"kappa {pair.Agreement.Kappa:0.00} ± {1.96 * pair.Agreement.StandardError:0.00}");
            Terminal.Out.WriteLine(FormattableString.Invariant(
                $"{pair.First} and {pair.Second}: {pair.Agreement.Motors} motors, ")
                + FormattableString.Invariant($"agree on {pair.Agreement.Observed:P0}, ")
                + kappa + ".");
        }
    }
}
