using System.Collections.Immutable;
using System.Security.Cryptography;
using Bench.Analysis.Metrics;
using Bench.Judging;
using Bench.Models;
using Bench.Models.Verdicts;
using Bench.Recipes;
using Bench.Recordings;
using Bench.Results;

namespace Bench.Testing;

/// <summary>
/// Runs a recording through the live path again, with the recipe and the baseline that judged it, and compares what
/// comes out with what is stored, bit for bit.
/// </summary>
internal static class Replay
{
    /// <summary>Replays one recording.</summary>
    /// <param name="folder">Where the test is stored.</param>
    /// <param name="store">Its results.</param>
    /// <param name="file">The recording.</param>
    /// <param name="analysis">How the work is divided.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="RecordingException">The recording cannot be read.</exception>
    /// <exception cref="FileNotFoundException">It belongs to no stored result, or the baseline is gone.</exception>
    public static async Task<ReplayOutcome> RunAsync(
        DataFolder folder, ResultStore store, string file, AnalysisOptions analysis, CancellationToken cancel)
    {
        string hash = await HashAsync(file, cancel).ConfigureAwait(false);
        StoredRun run = Find(folder, store, file, hash);
        Recipe recipe = Recipe.FromText(store.RecipeText(run.RecipeHash), run.RecipeHash);
        Baseline? baseline = run.BaselineId.Length == 0 ? null : BaselineFolder.Load(folder, run.BaselineId);
        RecordedMotor motor = await RecordedMotors
            .MeasureRecordingAsync(recipe, file, OutsideEnd.Of(run), analysis, cancel)
            .ConfigureAwait(false);
        Judgement judgement =
            Judge.Decide(motor.Faults, motor.Measurement, baseline, recipe.PartType.Name, run.Origin);
        List<string> differences = [];
        if (run.RecordingHash.Length > 0 && run.RecordingHash != hash && run.ArchiveHash != hash)
        {
            differences.Add($"file: its SHA-256 is {hash}, stored is {run.RecordingHash}");
        }

        differences.AddRange(ReplayComparison.Compare(run, judgement, motor.Measurement));
        return new ReplayOutcome(run, judgement, [.. differences]);
    }

    private static async Task<string> HashAsync(string file, CancellationToken cancel)
    {
        if (!File.Exists(file))
        {
            throw new FileNotFoundException($"{file} does not exist.");
        }

        FileStream stream = File.OpenRead(file);
        await using (stream.ConfigureAwait(false))
        {
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancel).ConfigureAwait(false));
        }
    }

    private static StoredRun Find(DataFolder folder, ResultStore store, string file, string hash)
    {
        using RecordingReader reader = RecordingReader.Open(file);
        string relative = Path.GetRelativePath(folder.Root, Path.GetFullPath(file)).Replace('\\', '/');
        string serialNumber = reader.Header?.SerialNumber.ToString() ?? "";
        return store.RunOfRecording(relative, hash, serialNumber, reader.StartedAt)
            ?? throw new FileNotFoundException(
                $"{file} belongs to no finished test in {folder.Root}: give its --data folder, or use bench judge.");
    }
}

/// <summary>What a replay gave.</summary>
/// <param name="Stored">The stored result.</param>
/// <param name="Replayed">The decision of the replay.</param>
/// <param name="Differences">What differs, one sentence each; empty where all is identical.</param>
internal sealed record ReplayOutcome(StoredRun Stored, Judgement Replayed, ImmutableArray<string> Differences);
