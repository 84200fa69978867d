using System.Collections.Immutable;
using Bench.Acquisition;
using Bench.Analysis.Metrics;
using Bench.Judging;
using Bench.Models;
using Bench.Models.Verdicts;
using Bench.Recipes;
using Bench.Recordings;
using Bench.Results;

namespace Bench.Testing;

/// <summary>
/// Judges finished tests again with another baseline or recipe and says what would come out. It is advice: the results
/// stay as they are. With a recipe the recordings are measured again; without, the stored values are judged.
/// </summary>
internal sealed class Rejudge(DataFolder folder, ResultStore store, Baseline baseline, Recipe? recipe)
{
    // Found by the baseline or for want of one: to be found again, or no more.
    private static readonly string[] s_codesOfBaseline =
        ["no-baseline", "not-measured", "definition-differs", "value-missing", "variant-unknown",
        "sensors-swapped", "sensor-gain", "sensor-loose"];

    /// <summary>Judges a selection, several tests at a time; what the journal has already is not done again.</summary>
    /// <returns>All tests of the selection, oldest first.</returns>
    public async Task<ImmutableArray<RejudgedRun>> RunAsync(
        RunSelection selection, RejudgeJournal journal, IProgress<int>? progress, CancellationToken cancel)
    {
        ImmutableArray<string> ids = store.RunIds(selection);
        int done = ids.Count(journal.Has);

        // One test is read at a time, for the database serves one caller; they are judged side by side.
        IEnumerable<StoredRun> runs = ids.Where(id => !journal.Has(id)).Select(id => store.Run(id)!);
        ParallelOptions options = new()
        {
            MaxDegreeOfParallelism = Environment.ProcessorCount,
            CancellationToken = cancel,
        };
        await Parallel.ForEachAsync(runs, options, async (run, stop) =>
        {
            journal.Add(await JudgeAsync(run, stop).ConfigureAwait(false));
            progress?.Report(Interlocked.Increment(ref done));
        }).ConfigureAwait(false);
        return [.. ids.Select(journal.Get)];
    }

    private async Task<RejudgedRun> JudgeAsync(StoredRun run, CancellationToken cancel)
    {
        try
        {
            Judgement judgement = recipe is null
                ? FromValues(run)
                : await FromRecordingAsync(run, recipe, cancel).ConfigureAwait(false);
            return RejudgedRun.From(run, judgement);
        }
        catch (Exception e) when (e is RecordingException or AcquisitionException or InvalidDataException)
        {
            return RejudgedRun.NotJudged(run, e.Message);
        }
    }

    private Judgement FromValues(StoredRun run)
    {
        ImmutableArray<Finding> faults =
            [.. run.Findings.Where(f => run.Verdict == Verdict.Invalid && !s_codesOfBaseline.Contains(f.Code))];
        if (!faults.IsEmpty)
        {
            return Judge.Decide(faults, measurement: null, baseline, run.PartType, run.Origin);
        }

        if (run.Values is null || run.DefinitionHash != baseline.DefinitionHash)
        {
            throw new InvalidDataException(
                "Its values were measured by another recipe than the baseline's: name --recipe to measure it again.");
        }

        Measurement measurement = ResultStore.MeasurementOf(run.Values, baseline.Limits.Definition);
        return Judge.Decide([], measurement, baseline, run.PartType, run.Origin);
    }

    private async Task<Judgement> FromRecordingAsync(StoredRun run, Recipe measuredBy, CancellationToken cancel)
    {
        string path = Path.Combine(folder.Root, run.Recording);
        RecordedMotor motor = await RecordedMotors
            .MeasureRecordingAsync(measuredBy, path, OutsideEnd.Of(run), new AnalysisOptions(), cancel)
            .ConfigureAwait(false);
        return Judge.Decide(motor.Faults, motor.Measurement, baseline, run.PartType, run.Origin);
    }
}

/// <summary>A test that was judged again.</summary>
/// <param name="Id">Identity of the test run.</param>
/// <param name="SerialNumber">The motor.</param>
/// <param name="StartedAt">Start, UTC, ISO 8601.</param>
/// <param name="Was">The stored verdict.</param>
/// <param name="WasReason">Its top reason; empty where there is none.</param>
/// <param name="Now">The verdict that would come out; null where it could not be judged.</param>
/// <param name="NowReason">Its top reason, or why it could not be judged.</param>
/// <param name="NowCode">Code of that reason; empty where there is none.</param>
internal sealed record RejudgedRun(
    string Id,
    string SerialNumber,
    string StartedAt,
    Verdict Was,
    string WasReason,
    Verdict? Now,
    string NowReason,
    string NowCode)
{
    /// <summary>What came out.</summary>
    public static RejudgedRun From(StoredRun run, Judgement judgement)
    {
        Finding? top = judgement.Findings.FirstOrDefault();
        return NotJudged(run, top?.Text ?? "") with { Now = judgement.Verdict, NowCode = top?.Code ?? "" };
    }

    /// <summary>Nothing came out.</summary>
    public static RejudgedRun NotJudged(StoredRun run, string reason) => new(
        run.Id,
        run.SerialNumber,
        run.StartedAt,
        run.Verdict,
        run.Findings.FirstOrDefault()?.Text ?? "",
        Now: null,
        reason,
        NowCode: "");
}
