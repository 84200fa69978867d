using System.Collections.Immutable;
using System.CommandLine;
using Bench.Judging;
using Bench.Models;
using Bench.Models.Verdicts;
using Bench.Recipes;
using Bench.Results;
using Bench.Testing;
using Spectre.Console;

namespace Bench.Cli;

/// <summary><c>bench rejudge</c>: which stored verdicts would another baseline or recipe change?</summary>
internal static class RejudgeCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        RejudgeOptions options = new();
        Command command = new("rejudge", "Say which stored verdicts another baseline or recipe would change");
        options.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            DataFolder folder = StoredResults.Folder(parsed.GetRequiredValue(options.Data));
            using ResultStore store = ResultStore.Open(folder, TimeProvider.System);
            Recipe? recipe = parsed.GetValue(options.Recipe) is { } file ? Recipe.Load(file) : null;
            string partType = parsed.GetRequiredValue(options.PartType);
            Baseline baseline =
                ChooseBaseline(folder, parsed.GetValue(options.Baseline), recipe?.PartType.Name ?? partType);
            if (recipe is not null && recipe.Analyzer.Definition.Hash != baseline.DefinitionHash)
            {
                throw new UsageException(
                    $"Baseline {baseline.Id} was learned with other analyses than {recipe.PartType.Name} revision "
                    + $"{recipe.PartType.Revision} has: name one that was learned with this recipe (--baseline).");
            }

            RunSelection selection = options.Selection(parsed) with
            {
                PartType = partType.Length > 0 ? partType : baseline.PartType,
            };
            string key = string.Join('|', baseline.Id, recipe?.Hash ?? "values", TestSetup.SoftwareVersion);
            string state = parsed.GetValue(options.State)
                ?? Path.Combine(folder.Root, "rejudge", $"{baseline.Id}_{recipe?.Hash[..12] ?? "values"}.jsonl");
            using RejudgeJournal journal = RejudgeJournal.Open(state, key);
            Rejudge rejudge = new(folder, store, baseline, recipe);
            ImmutableArray<RejudgedRun> runs =
                await RunAsync(rejudge, store, selection, journal, cancel).ConfigureAwait(false);
            journal.Discard();
            Print(runs, baseline, recipe, parsed.GetValue(options.Json));
            return ExitOf(runs);
        });
        return command;
    }

    private static Baseline ChooseBaseline(DataFolder folder, string? fileOrId, string partType)
    {
        if (fileOrId is not null)
        {
            return BaselineFolder.Load(folder, fileOrId);
        }

        if (partType.Length == 0)
        {
            throw new UsageException("Say --part-type for the baseline in force, or name a --baseline.");
        }

        string id = BaselineFolder.CurrentId(folder, partType)
            ?? throw new UsageException($"No baseline is in force for {partType}: name one (--baseline).");
        return BaselineFolder.Load(folder, id);
    }

    private static async Task<ImmutableArray<RejudgedRun>> RunAsync(
        Rejudge rejudge, ResultStore store, RunSelection selection, RejudgeJournal journal, CancellationToken cancel)
    {
        if (journal.Resumed > 0)
        {
            Terminal.Note($"{journal.Resumed} tests were judged before and are not judged again.");
        }

        if (!Terminal.IsInteractive)
        {
            return await rejudge.RunAsync(selection, journal, progress: null, cancel).ConfigureAwait(false);
        }

        int count = store.RunIds(selection).Length;
        return await Terminal.Out.Progress().StartAsync(context =>
        {
            ProgressTask task = context.AddTask($"Judging {count} tests", maxValue: Math.Max(1, count));
            return rejudge.RunAsync(selection, journal, new CountProgress(task), cancel);
        }).ConfigureAwait(false);
    }

    private static bool IsChanged(RejudgedRun run) => run.Now is { } now && now != run.Was;

    private static int ExitOf(ImmutableArray<RejudgedRun> runs) =>
        runs.Any(IsChanged) ? ExitCode.Fail : runs.Any(r => r.Now is null) ? ExitCode.Invalid : ExitCode.Pass;

    private static void Print(ImmutableArray<RejudgedRun> runs, Baseline baseline, Recipe? recipe, bool json)
    {
        RejudgedRun[] changed = [.. runs.Where(IsChanged)];
        RejudgedRun[] notJudged = [.. runs.Where(r => r.Now is null)];
        if (json)
        {
            Terminal.Json(new
            {
                Baseline = baseline.Id,
                Recipe = recipe?.Hash,
                Tests = runs.Length,
                Changed = changed,
                NotJudged = notJudged,
            });
            return;
        }

        if (changed.Length + notJudged.Length > 0)
        {
            Table table = new Table().Border(TableBorder.Rounded)
                .AddColumns("started (UTC)", "serial number", "was", "would be", "reason");
            foreach (RejudgedRun run in changed.Concat(notJudged))
            {
                table.AddRow(
                    Markup.Escape(run.StartedAt.Length > 19 ? run.StartedAt[..19].Replace('T', ' ') : run.StartedAt),
                    Markup.Escape(run.SerialNumber),
                    Terminal.Markup(run.Was),
                    run.Now is { } now ? Terminal.Markup(now) : "[grey]not judged[/]",
                    Markup.Escape(run.NowReason.Length > 0 ? run.NowReason : "before: " + run.WasReason));
            }

            Terminal.Out.Write(table);
        }

        string changes = string.Join(", ", changed
            .GroupBy(r => (r.Was, r.Now))
            .OrderBy(group => group.Key)
            .Select(group => $"{group.Count()} {group.Key.Was} → {group.Key.Now}"));
        string which = changes.Length > 0 ? $" ({changes})" : "";
        Terminal.Out.WriteLine(
            $"{runs.Length} tests, baseline {baseline.Id}: {changed.Length} verdicts would change{which}, "
            + $"{notJudged.Length} could not be judged.");
    }

    private sealed class RejudgeOptions
    {
        private readonly Option<string> _serial = new("--serial")
        {
            Description = "Only this serial number",
            DefaultValueFactory = _ => "",
        };

        private readonly Option<Verdict?> _verdict = new("--verdict")
        {
            Description = "Only this verdict: pass, fail or invalid",
        };

        private readonly Option<string?> _since = new("--since")
        {
            Description = "Only from this time on (UTC)",
            HelpName = "date",
        };

        private readonly Option<string?> _until = new("--until")
        {
            Description = "Only before this time (UTC)",
            HelpName = "date",
        };

        public Option<string> Data { get; } = CommonOptions.Data();

        public Option<bool> Json { get; } = CommonOptions.Json();

        public Option<string> PartType { get; } = new("--part-type", "-p")
        {
            Description = "Only this part type; the baseline's own where none is given",
            DefaultValueFactory = _ => "",
            HelpName = "name",
        };

        public Option<string?> Baseline { get; } = new("--baseline")
        {
            Description = "Baseline: a file or an id; the one in force where none is given",
            HelpName = "file or id",
        };

        public Option<string?> Recipe { get; } = new("--recipe")
        {
            Description = "Part type file: recordings are measured again; stored values are judged where none is given",
            HelpName = "file",
        };

        public Option<string?> State { get; } = new("--state")
        {
            Description = "File from which an interrupted call goes on; one in the data folder where none is given",
            HelpName = "file",
        };

        public void AddTo(Command command)
        {
            foreach (Option option in (Option[])
                [Data, PartType, _since, _until, _verdict, _serial, Baseline, Recipe, State, Json])
            {
                command.Add(option);
            }
        }

        public RunSelection Selection(ParseResult parsed) => new()
        {
            SerialNumber = parsed.GetRequiredValue(_serial),
            Verdict = parsed.GetValue(_verdict),
            Since = ModelOptions.Time(parsed.GetValue(_since)),
            Until = ModelOptions.Time(parsed.GetValue(_until)),
        };
    }
}
