using System.Collections.Immutable;
using Bench.Analysis.Metrics;
using Bench.Judging;
using Bench.Models.Labels;
using Bench.Models.Training;
using Bench.Models.Verdicts;
using Bench.Recipes;
using Bench.Results;

namespace Bench.ModelWork;

/// <summary>Which motors of the history are learned from.</summary>
internal sealed record LearningQuery
{
    /// <summary>Only tests from this time on.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Only tests before this time.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Only this bench; empty for all.</summary>
    public string Bench { get; init; } = "";

    /// <summary>At most so many motors, the newest.</summary>
    public int Last { get; init; } = int.MaxValue;
}

/// <summary>
/// Good motors chosen from the history. A motor counts as good if it passed, or if people confirmed it: rejected motors
/// that turned out good belong into the set, or every model is narrower than the one before. A motor with a confirmed
/// fault or from the field does not, whatever its verdict was.
/// </summary>
/// <param name="Motors">The good motors, oldest first; of each its newest test.</param>
/// <param name="LeftOut">Motors that were not taken, with the reason.</param>
/// <param name="From">Start of the oldest test taken; null where none was.</param>
/// <param name="To">Start of the newest test taken; null where none was.</param>
/// <param name="Benches">Benches of the tests taken.</param>
internal sealed record LearningSet(
    ImmutableArray<GoodMotor> Motors,
    ImmutableArray<LeftOutMotor> LeftOut,
    DateTimeOffset? From,
    DateTimeOffset? To,
    ImmutableArray<string> Benches)
{
    /// <summary>Chooses the good motors.</summary>
    public static LearningSet Select(ResultStore store, Recipe recipe, LearningQuery query)
    {
        Dictionary<string, HistoryRun> newest = new(StringComparer.Ordinal);
        foreach (HistoryRun run in store.History(recipe.PartType.Name, recipe.Analyzer.Definition, query.Since))
        {
            if (IsComplete(run.Measurement) && IsAsked(run, query))
            {
                newest[run.SerialNumber] = run;
            }
        }

        ILookup<string, MotorLabel> labels = store.Labels().ToLookup(label => label.SerialNumber);
        List<HistoryRun> taken = [];
        ImmutableArray<LeftOutMotor>.Builder leftOut = ImmutableArray.CreateBuilder<LeftOutMotor>();
        foreach (HistoryRun run in newest.Values.OrderBy(run => run.StartedAt))
        {
            if (ReasonAgainst(run, [.. labels[run.SerialNumber]]) is { } reason)
            {
                leftOut.Add(new LeftOutMotor(run.SerialNumber, reason));
            }
            else
            {
                taken.Add(run);
            }
        }

        HistoryRun[] last = [.. taken.Skip(Math.Max(0, taken.Count - query.Last))];
        return new LearningSet(
            [.. last.Select(run => new GoodMotor(run.SerialNumber, run.Group, run.Measurement)
            {
                Origin = run.Origin,
            })],
            leftOut.ToImmutable(),
            last.FirstOrDefault()?.StartedAt,
            last.LastOrDefault()?.StartedAt,
            [.. last.Select(run => run.Bench).Distinct().Order(StringComparer.Ordinal)]);
    }

    private static bool IsAsked(HistoryRun run, LearningQuery query) =>
        (query.Until is not { } until || run.StartedAt < until)
        && (query.Bench.Length == 0 || run.Bench == query.Bench);

    /// <summary>Whether a test has every value.</summary>
    public static bool IsComplete(Measurement measurement)
    {
        for (int curve = 0; curve < measurement.Definition.Curves.Length; curve++)
        {
            foreach (float value in measurement.Values(curve))
            {
                if (!float.IsFinite(value))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static string? ReasonAgainst(HistoryRun run, MotorLabel[] labels)
    {
        // The last word of each author counts; a rework is good only in a test after it.
        MotorLabel[] opinions = [.. labels.GroupBy(label => label.Author).Select(group => group.Last())];
        MotorLabel? bad =
            opinions.FirstOrDefault(label => label.Kind is LabelKind.ConfirmedFault or LabelKind.FieldReturn);
        if (bad is not null)
        {
            bool disputed = opinions.Any(label => label.Kind == LabelKind.ConfirmedGood);
            return disputed ? "people disagree about it"
                : bad.Kind == LabelKind.FieldReturn ? "it came back from the field"
                : $"a fault was confirmed{(bad.Cause.Length > 0 ? $": {bad.Cause}" : "")}";
        }

        if (opinions.Any(label => label.Kind == LabelKind.Golden))
        {
            return "it is a golden motor, which would count again and again";
        }

        if (opinions.Any(label => label.Kind == LabelKind.ConfirmedGood)
            || opinions.Any(label => label.Kind == LabelKind.Reworked && run.StartedAt > label.At))
        {
            return null;
        }

        return run.Verdict == Verdict.Pass || run.Code == CheckFinding.NoBaselineCode
            ? null
            : run.Verdict == Verdict.Fail ? "it failed and nobody has confirmed it as good" : "its test is INVALID";
    }
}

/// <summary>A motor of the history that is not learned from.</summary>
/// <param name="SerialNumber">The motor.</param>
/// <param name="Reason">Why not.</param>
internal sealed record LeftOutMotor(string SerialNumber, string Reason);
