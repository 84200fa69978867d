using System.Collections.Immutable;
using System.CommandLine;
using Bench.Judging;
using Bench.Models;
using Bench.Models.Verdicts;
using Bench.Recipes;
using Bench.Recordings.Mapping;
using Bench.Results;
using Bench.Testing;

namespace Bench.Cli;

/// <summary><c>bench judge</c>: judges recordings with the baseline in force; nothing is stored.</summary>
internal static class JudgeCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        Argument<string[]> paths = new("recordings")
        {
            Description = "Recordings: files or folders",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<string> partType = CommonOptions.PartType("");
        partType.Description += "; the mapping's own where one is given";
        Option<string?> mapping = CommonOptions.Mapping();
        Option<string> data = CommonOptions.Data();
        Option<bool> json = CommonOptions.Json();
        Command command = new("judge", "Judge recordings (nothing is stored)") { paths, partType, mapping, data, json };
        command.SetAction(async (parsed, cancel) =>
        {
            RecordingMapping? map = MappingOption.Load(parsed.GetValue(mapping));
            Recipe recipe = MappingOption.LoadRecipe(parsed.GetRequiredValue(partType), map);
            Baseline? baseline = BaselineFolder.Current(DataFolder.Open(parsed.GetRequiredValue(data)), recipe);
            ImmutableArray<RecordedMotor> motors = await MeasuredFiles
                .ReadAsync("Judging", recipe, parsed.GetRequiredValue(paths), map, cancel)
                .ConfigureAwait(false);
            Judged[] judged = [.. motors.Select(m => new Judged(
                m.SerialNumber,
                m.File,
                Judge.Decide(m.Faults, m.Measurement, baseline, recipe.PartType.Name, m.Origin)))];
            Print(judged, parsed.GetValue(json));
            return ExitCode.Of(judged.Select(j => j.Judgement.Verdict));
        });
        return command;
    }

    private static void Print(Judged[] judged, bool json)
    {
        if (json)
        {
            Terminal.Json(judged.Select(j => new
            {
                j.SerialNumber,
                j.File,
                j.Judgement.Verdict,
                j.Judgement.Findings,
                j.Judgement.AnomalyScore,
                j.Judgement.PValue,
            }));
            return;
        }

        foreach (Judged one in judged)
        {
            ResultPrinter.Print(one.SerialNumber, one.Judgement);
        }

        if (judged.Length > 1)
        {
            int Count(Verdict verdict) => judged.Count(j => j.Judgement.Verdict == verdict);
            PrintFiles(judged);
            Terminal.Note(
                $"{judged.Length} motors: {Count(Verdict.Pass)} PASS, {Count(Verdict.Fail)} FAIL, "
                + $"{Count(Verdict.Invalid)} INVALID");
        }
    }

    // Where files were cut into pieces, what counts is how many pieces of a file say the same.
    private static void PrintFiles(Judged[] judged)
    {
        IGrouping<string, Judged>[] files = [.. judged.GroupBy(j => j.File, StringComparer.Ordinal)];
        if (files.Length == judged.Length)
        {
            return;
        }

        foreach (IGrouping<string, Judged> file in files)
        {
            string counts = string.Join(", ", file
                .GroupBy(j => j.Judgement.Verdict)
                .OrderBy(verdict => verdict.Key)
                .Select(verdict => $"{verdict.Count()} {verdict.Key.ToString().ToUpperInvariant()}"));
            string folder = Path.GetFileName(Path.GetDirectoryName(file.Key) ?? "");
            Terminal.Note($"{Path.Join(folder, Path.GetFileName(file.Key))}: {counts} of {file.Count()} pieces");
        }
    }

    private sealed record Judged(string SerialNumber, string File, Judgement Judgement);
}
