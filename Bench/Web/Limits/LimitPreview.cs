using System.Collections.Immutable;
using Bench.Models;
using Bench.Models.Labels;
using Bench.Models.Verdicts;
using Bench.ModelWork;
using Bench.Recipes;
using Bench.Results;
using Bench.Web.Results;

namespace Bench.Web.Limits;

/// <summary>The history's answer: which motors other limits would have judged otherwise.</summary>
/// <param name="Against">Id of the baseline that is compared with: the one in force.</param>
/// <param name="Motors">Tests that were judged by both.</param>
/// <param name="NowRejected">Tests that would fail and did not.</param>
/// <param name="NowPassed">Tests that would pass and did not.</param>
/// <param name="Changed">Them, newest first.</param>
/// <param name="Moved">Where the limits differ.</param>
internal sealed record LimitPreview(
    string Against,
    int Motors,
    int NowRejected,
    int NowPassed,
    ImmutableArray<ChangedMotor> Changed,
    ImmutableArray<LimitChangeView> Moved)
{
    /// <summary>Asks the history.</summary>
    /// <param name="store">The results.</param>
    /// <param name="recipe">The part type.</param>
    /// <param name="against">The baseline in force.</param>
    /// <param name="candidate">The other one.</param>
    /// <param name="last">How many of the newest tests are judged.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancel">Stops it.</param>
    public static LimitPreview Of(
        ResultStore store,
        Recipe recipe,
        Baseline against,
        Baseline candidate,
        int last,
        IProgress<WorkProgress> progress,
        CancellationToken cancel)
    {
        HistoryRun[] runs = [.. store.NewestHistory(recipe.PartType.Name, recipe.Analyzer.Definition, last)];
        progress.Report(new WorkProgress(0, runs.Length));
        ImmutableArray<JudgedRun> judged = HistoryJudge.Run(
            runs, [against, candidate], WorkProgress.Counting(progress, runs.Length), cancel);
        JudgedRun[] changed = [.. judged.Where(run => run.Now[0] != run.Now[1])];
        Dictionary<string, HistoryRun> byId = runs.ToDictionary(run => run.Id);
        ILookup<string, MotorLabel> labels = store.Labels().ToLookup(label => label.SerialNumber);
        return new LimitPreview(
            against.Id,
            judged.Length,
            changed.Count(run => run.Now[1] == Verdict.Fail),
            changed.Count(run => run.Now[1] == Verdict.Pass),
            [
                .. changed.Select(run => ChangedMotor.Of(
                    byId[run.Id], [against, candidate], recipe, labels[run.SerialNumber].LastOrDefault())),
            ],
            LimitChangeView.Between(against, candidate));
    }
}

/// <summary>A motor that other limits judge otherwise.</summary>
/// <param name="Id">Identity of the test.</param>
/// <param name="SerialNumber">The motor.</param>
/// <param name="StartedAt">When it was tested.</param>
/// <param name="Was">The stored verdict.</param>
/// <param name="Before">The verdict of the limits in force.</param>
/// <param name="After">The verdict of the others.</param>
/// <param name="Reason">Top reason of the one that rejects.</param>
/// <param name="ReasonFr">The same in French.</param>
/// <param name="Label">What people found out about the motor, such as "confirmedFault"; null for nothing.</param>
internal sealed record ChangedMotor(
    string Id,
    string SerialNumber,
    DateTimeOffset StartedAt,
    string Was,
    string Before,
    string After,
    string Reason,
    string ReasonFr,
    LabelKind? Label)
{
    /// <summary>Makes it; judges once more, for only the changed ones need words in two languages.</summary>
    public static ChangedMotor Of(HistoryRun run, ImmutableArray<Baseline> both, Recipe recipe, MotorLabel? label)
    {
        Judgement[] judged = [.. both.Select(baseline => HistoryJudge.Judge(run, baseline))];
        Judgement telling = judged[1].Verdict == Verdict.Pass ? judged[0] : judged[1];
        FindingView? reason =
            FindingView.Of([.. telling.Findings.Take(1)], telling.Verdict, recipe.PartType).FirstOrDefault();
        return new ChangedMotor(
            run.Id,
            run.SerialNumber,
            run.StartedAt,
            VerdictNames.Of(run.Verdict),
            VerdictNames.Of(judged[0].Verdict),
            VerdictNames.Of(judged[1].Verdict),
            reason?.Text ?? "",
            reason?.TextFr ?? "",
            label?.Kind);
    }
}
