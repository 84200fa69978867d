using System.Collections.Immutable;
using System.CommandLine;
using Bench.Judging;
using Bench.Models;
using Bench.Models.Training;
using Bench.Models.Verdicts;
using Bench.ModelWork;
using Bench.Recipes;
using Bench.Recordings.Mapping;
using Bench.Results;
using Bench.Testing;
using Spectre.Console;

namespace Bench.Cli;

/// <summary><c>bench learn</c>: learns limits and model from good motors and puts them in force.</summary>
internal static class LearnCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        Argument<string[]> paths = new("recordings")
        {
            Description = "Recordings of good motors: files or folders",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Option<bool> results = new("--from-results")
        {
            Description =
                "Learn from the stored results of motors that passed or have not been judged for want of limits",
        };
        Option<string?> features = new("--features")
        {
            Description = "Learn from the motors of a feature table (bench features export) that are labelled good",
            HelpName = "file",
        };
        Option<bool> few = new("--few")
        {
            Description =
                $"Learn from {TeachInOptions.FewestMotorsWithoutPromise} or {TeachInOptions.FewestMotors - 1} "
                + "good motors too: wide limits that promise nothing",
        };
        Option<string> partType = CommonOptions.PartType("");
        partType.Description += "; the mapping's own where one is given";
        Option<string?> mapping = CommonOptions.Mapping();
        Option<string> data = CommonOptions.Data();
        Option<bool> json = CommonOptions.Json();
        Command command = new("learn", "Learn limits and model from good motors")
        {
            paths,
            results,
            features,
            few,
            partType,
            mapping,
            data,
            json,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            string[] files = parsed.GetRequiredValue(paths);
            string? table = parsed.GetValue(features);
            bool[] sources = [files.Length > 0, parsed.GetValue(results), table is not null];
            if (sources.Count(given => given) != 1)
            {
                throw new UsageException(
                    "Say which recordings are of good motors, or --from-results, or --features: one of them.");
            }

            RecordingMapping? map = MappingOption.Load(parsed.GetValue(mapping));
            Recipe recipe = MappingOption.LoadRecipe(parsed.GetRequiredValue(partType), map);
            DataFolder folder = DataFolder.Open(parsed.GetRequiredValue(data));
            using FileStream folderLock = folder.Lock();
            ImmutableArray<GoodMotor> motors = table is not null ? FeatureTableFile.GoodMotors(table, recipe)
                : files.Length > 0 ? await FromRecordingsAsync(recipe, files, map, cancel).ConfigureAwait(false)
                : FromResults(recipe, folder);
            Baseline baseline = Learn(
                recipe, motors, parsed.GetValue(few) ? FewMotors.LearnWithoutPromise : FewMotors.Refuse);
            string path = BaselineFolder.Activate(folder, baseline);
            using (ResultStore store = ResultStore.Open(folder, TimeProvider.System))
            {
                new ModelRegistry(folder, store, TimeProvider.System).NoteLearned(baseline, Environment.UserName);
            }

            Print(baseline, path, parsed.GetValue(json));
            return ExitCode.Pass;
        });
        return command;
    }

    private static Baseline Learn(Recipe recipe, ImmutableArray<GoodMotor> motors, FewMotors few)
    {
        try
        {
            return BaselineTeachIn.Learn(recipe.PartType, recipe.Hash, motors, new TeachInOptions { FewMotors = few });
        }
        catch (ArgumentException e) when (e.ParamName == nameof(motors))
        {
            // The runtime appends the parameter's name, which tells a user nothing.
            string sentence = e.Message[..e.Message.LastIndexOf(" (", StringComparison.Ordinal)];
            bool mayHelp = few == FewMotors.Refuse && motors.Length is >= TeachInOptions.FewestMotorsWithoutPromise
                and < TeachInOptions.FewestMotors;
            throw new InvalidDataException(
                mayHelp ? $"{sentence} With --few it learns without a promise." : sentence, e);
        }
    }

    private static async Task<ImmutableArray<GoodMotor>> FromRecordingsAsync(
        Recipe recipe, string[] paths, RecordingMapping? mapping, CancellationToken cancel)
    {
        ImmutableArray<RecordedMotor> motors =
            await MeasuredFiles.ReadAsync("Learning", recipe, paths, mapping, cancel).ConfigureAwait(false);
        foreach (RecordedMotor motor in motors.Where(m => m.Measurement is null || !m.Faults.IsEmpty))
        {
            Terminal.Note($"{motor.SerialNumber} is left out: {motor.Faults.FirstOrDefault()?.Text}");
        }

        return
        [
            .. motors
                .Where(m => m.Measurement is not null && m.Faults.IsEmpty)
                .Select(m => new GoodMotor(m.SerialNumber, m.Group, m.Measurement!) { Origin = m.Origin }),
        ];
    }

    private static ImmutableArray<GoodMotor> FromResults(Recipe recipe, DataFolder folder)
    {
        using ResultStore store = ResultStore.Open(folder, TimeProvider.System);
        return
        [
            .. store.Measurements(recipe.Hash, recipe.Analyzer.Definition)
                .Where(m => m.Verdict == Verdict.Pass || m.Code == CheckFinding.NoBaselineCode)
                .Select(m => new GoodMotor(m.SerialNumber, $"{m.Bench} {m.StartedAt:yyyy-MM-dd}", m.Measurement)
                {
                    Origin = m.Origin,
                }),
        ];
    }

    private static void Print(Baseline baseline, string path, bool json)
    {
        if (json)
        {
            Terminal.Json(new
            {
                baseline.Id,
                baseline.PartType,
                baseline.Motors,
                baseline.Groups,
                baseline.Statement,
                Path = path,
            });
            return;
        }

        Terminal.Out.MarkupLineInterpolated($"Baseline [bold]{baseline.Id}[/] is in force for {baseline.PartType}.");
        Terminal.Out.MarkupLineInterpolated($"{baseline.Statement}");
        Terminal.Out.MarkupLineInterpolated($"[grey]{path}[/]");
        if (baseline.Groups == 1)
        {
            Terminal.Note(
                "All of it is one group (one file, or one bench and day): "
                + "these limits do not know how motors differ.");
        }
    }
}
