using System.Collections.Immutable;
using System.CommandLine;
using Bench.Judging;
using Bench.Models.Verdicts;
using Bench.ModelWork;
using Bench.Recipes;
using Bench.Results;
using Spectre.Console;

namespace Bench.Cli;

/// <summary><c>bench model shadow, sign, activate, rollback</c>: the last steps into force, and back.</summary>
internal static class ModelReleaseCommand
{
    private enum Role
    {
        Quality,
        DataScience,
    }

    /// <summary>Makes <c>shadow</c>.</summary>
    public static Command CreateShadow()
    {
        ModelOptions options = new();
        Argument<string> id = new("id") { Description = "Id of a candidate" };
        Command command = new(
            "shadow", "Let a candidate judge beside the one in force; asked again, show what it has said so far")
        {
            id,
        };
        options.AddAuthorTo(command);
        command.SetAction((parsed, cancel) =>
        {
            Recipe recipe = options.Recipe(parsed);
            DataFolder folder = options.Folder(parsed);
            using ResultStore store = ResultStore.Open(folder, TimeProvider.System);
            ModelRegistry registry = new(folder, store, TimeProvider.System);
            string candidate = parsed.GetRequiredValue(id);
            DateTimeOffset? since = registry.Versions(recipe.PartType.Name)
                .FirstOrDefault(version => version.Id == candidate)?.ShadowSince;
            if (since is null)
            {
                registry.BeginShadow(recipe.PartType.Name, candidate, options.Author(parsed));
                Terminal.Note($"From now on {candidate} judges in the shadow; ask again to see what it says.");
                return Task.FromResult(ExitCode.Pass);
            }

            // The values of every test are kept: judged now they give what they would have given then.
            ImmutableArray<JudgedRun> runs = HistoryJudge.Run(
                store.History(recipe.PartType.Name, recipe.Analyzer.Definition, since),
                [BaselineFolder.Load(folder, candidate)],
                progress: null,
                cancel);
            PrintShadow(candidate, since.Value, runs, options.IsJson(parsed));
            return Task.FromResult(ExitCode.Pass);
        });
        return command;
    }

    /// <summary>Makes <c>sign</c>.</summary>
    public static Command CreateSign()
    {
        ModelOptions options = new();
        Argument<string> id = new("id") { Description = "Id of a candidate that has passed the gate" };
        Option<Role> role = new("--as")
        {
            Description = "For whom you sign: quality or datascience",
            Required = true,
        };
        Command command = new("sign", "Sign a candidate; quality and data science sign as two people") { id, role };
        options.AddAuthorTo(command);
        command.SetAction(parsed =>
        {
            DataFolder folder = options.Folder(parsed);
            using ResultStore store = ResultStore.Open(folder, TimeProvider.System);
            new ModelRegistry(folder, store, TimeProvider.System).Sign(
                options.Recipe(parsed).PartType.Name,
                parsed.GetRequiredValue(id),
                parsed.GetRequiredValue(role) == Role.Quality
                    ? ModelEventKind.SignedByQuality
                    : ModelEventKind.SignedByDataScience,
                options.Author(parsed),
                options.Note(parsed));
            return ExitCode.Pass;
        });
        return command;
    }

    /// <summary>Makes <c>activate</c>.</summary>
    public static Command CreateActivate()
    {
        ModelOptions options = new();
        Argument<string> id = new("id") { Description = "Id of a signed candidate" };
        Option<string> withoutShadow = new("--without-shadow")
        {
            Description = "Why it need not judge in the shadow first; kept with your name",
            DefaultValueFactory = _ => "",
            HelpName = "reason",
        };
        Command command = new("activate", "Put a signed candidate in force") { id, withoutShadow };
        options.AddAuthorTo(command);
        command.SetAction(parsed =>
        {
            DataFolder folder = options.Folder(parsed);
            using FileStream folderLock = folder.Lock();
            using ResultStore store = ResultStore.Open(folder, TimeProvider.System);
            new ModelRegistry(folder, store, TimeProvider.System).Activate(
                options.Recipe(parsed),
                parsed.GetRequiredValue(id),
                options.Author(parsed),
                parsed.GetRequiredValue(withoutShadow));
            Terminal.Note($"{parsed.GetRequiredValue(id)} is in force.");
            return ExitCode.Pass;
        });
        return command;
    }

    /// <summary>Makes <c>rollback</c>.</summary>
    public static Command CreateRollBack()
    {
        ModelOptions options = new();
        Command command = new("rollback", "Put the baseline that was in force before back in force");
        options.AddAuthorTo(command);
        command.SetAction(parsed =>
        {
            DataFolder folder = options.Folder(parsed);
            using FileStream folderLock = folder.Lock();
            using ResultStore store = ResultStore.Open(folder, TimeProvider.System);
            string id = new ModelRegistry(folder, store, TimeProvider.System).RollBack(
                options.Recipe(parsed).PartType.Name, options.Author(parsed), options.Note(parsed));
            Terminal.Note($"{id} is in force again.");
            return ExitCode.Pass;
        });
        return command;
    }

    private static void PrintShadow(
        string candidate, DateTimeOffset since, ImmutableArray<JudgedRun> runs, bool json)
    {
        JudgedRun[] differing = [.. runs.Where(run => run.Was != Verdict.Invalid && run.Was != run.Now[0])];
        if (json)
        {
            Terminal.Json(new { Candidate = candidate, Since = since, Tests = runs.Length, Differing = differing });
            return;
        }

        foreach (JudgedRun run in differing)
        {
            Terminal.Out.WriteLine(
                $"{run.SerialNumber}: {run.Was} live, {run.Now[0]} in the shadow. {run.Reasons[0]}");
        }

        Terminal.Out.WriteLine(
            $"{candidate} has judged {runs.Length} motors in the shadow since "
            + $"{since.UtcDateTime:yyyy-MM-dd HH:mm} UTC; "
            + $"{differing.Length} verdicts differ.");
    }
}
