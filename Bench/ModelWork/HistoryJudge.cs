using System.Collections.Immutable;
using Bench.Judging;
using Bench.Models;
using Bench.Models.Verdicts;

namespace Bench.ModelWork;

/// <summary>
/// Judges the values of the history by several baselines at once: what would each have said of the same motors? Tests
/// that are INVALID for the bench's sake stay so under any baseline and are not asked.
/// </summary>
internal static class HistoryJudge
{
    private static readonly string[] s_codesOfBaseline =
        [CheckFinding.NoBaselineCode, "definition-differs", "variant-unknown"];

    /// <summary>Judges every test of a history, several at a time, in the history's order.</summary>
    public static ImmutableArray<JudgedRun> Run(
        IEnumerable<HistoryRun> history,
        ImmutableArray<Baseline> baselines,
        IProgress<int>? progress,
        CancellationToken cancel)
    {
        int done = 0;
        return
        [
            .. history
                .Where(IsAboutTheMotor)
                .AsParallel()
                .AsOrdered()
                .WithCancellation(cancel)
                .Select(run =>
                {
                    JudgedRun judged = Of(run, baselines);
                    progress?.Report(Interlocked.Increment(ref done));
                    return judged;
                }),
        ];
    }

    /// <summary>The verdict of a baseline on stored values.</summary>
    public static Judgement Judge(HistoryRun run, Baseline baseline) =>
        Judging.Judge.Decide([], run.Measurement, baseline, baseline.PartType, run.Origin);

    private static bool IsAboutTheMotor(HistoryRun run) =>
        run.Verdict != Verdict.Invalid || s_codesOfBaseline.Contains(run.Code);

    private static JudgedRun Of(HistoryRun run, ImmutableArray<Baseline> baselines)
    {
        Judgement[] judgements = [.. baselines.Select(baseline => Judge(run, baseline))];
        return new JudgedRun(
            run.Id,
            run.SerialNumber,
            run.Group,
            run.StartedAt,
            run.Verdict,
            [.. judgements.Select(judgement => judgement.Verdict)],
            [.. judgements.Select(judgement => judgement.Findings.FirstOrDefault()?.Text ?? "")]);
    }
}

/// <summary>What baselines say of one test.</summary>
/// <param name="Id">Identity of the test run.</param>
/// <param name="SerialNumber">The motor.</param>
/// <param name="Group">Bench and day.</param>
/// <param name="StartedAt">Start, UTC.</param>
/// <param name="Was">The stored verdict.</param>
/// <param name="Now">The verdict of each baseline.</param>
/// <param name="Reasons">Its top reason; empty where there is none.</param>
internal sealed record JudgedRun(
    string Id,
    string SerialNumber,
    string Group,
    DateTimeOffset StartedAt,
    Verdict Was,
    ImmutableArray<Verdict> Now,
    ImmutableArray<string> Reasons);
