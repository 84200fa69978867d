using System.Collections.Immutable;
using Bench.Judging;
using Bench.Models;
using Bench.Models.Evaluation;
using Bench.Models.Labels;
using Bench.Models.Limits;
using Bench.Models.Training;
using Bench.Models.Verdicts;
using Bench.Recipes;
using Bench.Results;

namespace Bench.ModelWork;

/// <summary>
/// What a candidate must pass before people may put it in force: it judges what is judged now, loses no confirmed
/// fault, finds the library as well as the one in force, passes the golden motors, keeps its promise on groups that it
/// has not seen, and comes out the same when it is trained again.
/// </summary>
internal sealed class ModelGate(ResultStore store, Recipe recipe, TeachInOptions options)
{
    /// <summary>Sends a candidate through.</summary>
    /// <param name="candidate">The candidate.</param>
    /// <param name="set">The motors that it was trained with.</param>
    /// <param name="inForce">The baseline in force; null where there is none.</param>
    /// <param name="accepted">Confirmed faults whose loss a person has accepted, by serial number.</param>
    /// <param name="progress">Told the number of tests judged.</param>
    /// <param name="cancel">Stops it.</param>
    /// <param name="parent">The baseline whose stretches set by hand it keeps; null where it keeps none.</param>
    public GateReport Run(
        Baseline candidate,
        LearningSet set,
        Baseline? inForce,
        ImmutableArray<string> accepted,
        IProgress<int>? progress,
        CancellationToken cancel,
        Baseline? parent = null)
    {
        if (candidate.DefinitionHash != recipe.Analyzer.Definition.Hash)
        {
            return new GateReport(candidate.Id, inForce?.Id ?? "", [DefinitionItem(candidate)], []);
        }

        FaultLibrary library = FaultLibrary.Of(store, recipe);
        ImmutableArray<JudgedRun> history = HistoryJudge.Run(
            store.History(recipe.PartType.Name, recipe.Analyzer.Definition), [candidate], progress, cancel);
        return new GateReport(
            candidate.Id,
            inForce?.Id ?? "",
            [
                DefinitionItem(candidate),
                LostFaults(history, library, accepted),
                FalseRejects(HeldOut.Of(recipe, set.Motors, options, cancel)),
                Library(library, candidate, inForce),
                Golden(history),
                Parity(candidate, set, parent),
            ],
            [.. history.Where(run => run.Was != Verdict.Invalid && run.Was != run.Now[0])]);
    }

    /// <summary>
    /// Sends limits through that a person edited. Nothing was trained, so nothing can be trained again; in place of
    /// that only the stretches that are signed may differ from the parent, and the motors of the history that count as
    /// good keep the promise.
    /// </summary>
    /// <param name="candidate">The candidate.</param>
    /// <param name="parent">What it was made from.</param>
    /// <param name="proven">What is known of the parent.</param>
    /// <param name="inForce">The baseline in force; null where there is none.</param>
    /// <param name="accepted">Confirmed faults whose loss a person has accepted, by serial number.</param>
    /// <param name="progress">Told the number of tests judged.</param>
    /// <param name="cancel">Stops it.</param>
    public GateReport RunEdited(
        Baseline candidate,
        Baseline parent,
        GateItem proven,
        Baseline? inForce,
        ImmutableArray<string> accepted,
        IProgress<int>? progress,
        CancellationToken cancel)
    {
        if (candidate.DefinitionHash != recipe.Analyzer.Definition.Hash)
        {
            return new GateReport(candidate.Id, inForce?.Id ?? "", [DefinitionItem(candidate)], []);
        }

        FaultLibrary library = FaultLibrary.Of(store, recipe);
        ImmutableArray<JudgedRun> history = HistoryJudge.Run(
            store.History(recipe.PartType.Name, recipe.Analyzer.Definition), [candidate], progress, cancel);
        return new GateReport(
            candidate.Id,
            inForce?.Id ?? "",
            [
                DefinitionItem(candidate),
                proven,
                OnlyEdits(candidate, parent),
                LostFaults(history, library, accepted),
                GoodMotors(history),
                Library(library, candidate, inForce),
                Golden(history),
            ],
            [.. history.Where(run => run.Was != Verdict.Invalid && run.Was != run.Now[0])]);
    }

    private static GateItem OnlyEdits(Baseline candidate, Baseline parent)
    {
        LimitEdit[] edits = [.. candidate.Limits.Edits.Concat(parent.Limits.Edits)];
        string[] others =
        [
            .. LimitDiff.Between(parent.Limits, candidate.Limits)
                .Where(change => !edits.Any(edit => edit.Curve == change.Curve && edit.Side == change.Side))
                .Select(change => change.Curve)
                .Distinct(),
        ];
        return new GateItem(
            "edits",
            candidate.Limits.Revision.ParentHash == parent.ContentHash && others.Length == 0,
            others.Length == 0
                ? $"Against {parent.Id}, only curves with a signed stretch differ."
                : $"Against {parent.Id}, curves without a signed stretch differ: {string.Join(", ", others)}.");
    }

    private GateItem GoodMotors(ImmutableArray<JudgedRun> history)
    {
        HashSet<string> good =
        [
            .. LearningSet.Select(store, recipe, new LearningQuery()).Motors.Select(motor => motor.SerialNumber),
        ];
        Dictionary<string, JudgedRun> newest = [];
        foreach (JudgedRun run in history.Where(run => good.Contains(run.SerialNumber)))
        {
            newest[run.SerialNumber] = run;
        }

        double budget = recipe.PartType.FalseRejectBudget;
        int rejected = newest.Values.Count(run => run.Now[0] == Verdict.Fail);
        return new GateItem(
            "good motors",
            ShareInterval.For(rejected, newest.Count).Keeps(budget),
            FormattableString.Invariant($"Of {newest.Count} motors of the history that count as good, it rejects ")
            + FormattableString.Invariant($"{rejected}; the promise is {100 * budget:0.##} %."));
    }

    private GateItem DefinitionItem(Baseline candidate) => new(
        "measurement",
        candidate.DefinitionHash == recipe.Analyzer.Definition.Hash,
        $"It judges {candidate.DefinitionHash[..12]}, the recipe measures {recipe.Analyzer.Definition.Hash[..12]}.");

    private static GateItem LostFaults(
        ImmutableArray<JudgedRun> history, FaultLibrary library, ImmutableArray<string> accepted)
    {
        HashSet<string> faulty = [.. library.Faults.Select(fault => fault.Run.SerialNumber)];
        string[] lost =
        [
            .. history
                .Where(run => faulty.Contains(run.SerialNumber))
                .Where(run => run.Was == Verdict.Fail && run.Now[0] != Verdict.Fail)
                .Select(run => run.SerialNumber)
                .Distinct(),
        ];
        string[] open = [.. lost.Except(accepted)];
        string signed = lost.Length > open.Length
            ? $" Accepted by a person: {string.Join(", ", lost.Intersect(accepted))}."
            : "";
        return new GateItem(
            "confirmed faults",
            open.Length == 0,
            (open.Length == 0
                ? $"Every confirmed fault that was rejected is rejected ({faulty.Count} in the library)."
                : $"Confirmed faults that it would not reject: {string.Join(", ", open)}.") + signed);
    }

    private GateItem FalseRejects(HeldOut heldOut)
    {
        double budget = recipe.PartType.FalseRejectBudget;
        string rejected = heldOut.Rejected.IsEmpty ? "" : $" They are {string.Join(", ", heldOut.Rejected)}.";
        return new GateItem(
            "false rejects",
            heldOut.FalseRejects.Keeps(budget),
            FormattableString.Invariant(
                $"Of {heldOut.FalseRejects.Of} good motors in groups that it had not seen, it rejects ")
            + FormattableString.Invariant(
                $"{heldOut.FalseRejects.Count} (95 %: up to {100 * heldOut.FalseRejects.High:0.0} %); ")
            + FormattableString.Invariant($"the promise is {100 * budget:0.##} %.{rejected}"));
    }

    // Not lower than the one in force, at each dilution; the numbers are of the same motors.
    private static GateItem Library(FaultLibrary library, Baseline candidate, Baseline? inForce)
    {
        ImmutableArray<FaultDetection> now = FaultDetection.Of(library, candidate);
        ImmutableArray<FaultDetection> before =
            inForce?.DefinitionHash == candidate.DefinitionHash ? FaultDetection.Of(library, inForce) : [];
        string[] lower =
        [
            .. before.Join(
                now,
                one => (one.Cause, one.DilutedDb),
                one => (one.Cause, one.DilutedDb),
                (was, isNow) => (was, isNow))
                .Where(pair => pair.isNow.Found.Count < pair.was.Found.Count)
                .Select(pair => FormattableString.Invariant(
                    $"{(pair.was.Cause.Length > 0 ? pair.was.Cause : "all")} at -{pair.was.DilutedDb:0} dB: ")
                    + FormattableString.Invariant($"{pair.isNow.Found.Count} instead of {pair.was.Found.Count}")),
        ];
        string found = string.Join(", ", now.Where(one => one.Cause.Length == 0).Select(one =>
            FormattableString.Invariant($"{one.Found.Count} of {one.Found.Of} at -{one.DilutedDb:0} dB")));
        return new GateItem(
            "fault library",
            lower.Length == 0,
            library.Faults.IsEmpty
                ? "There is no confirmed fault yet: nothing can be compared."
                : lower.Length == 0 ? $"Found: {found}." : $"It finds fewer: {string.Join("; ", lower)}.");
    }

    private GateItem Golden(ImmutableArray<JudgedRun> history)
    {
        HashSet<string> golden =
        [
            .. store.Labels().Where(label => label.Kind == LabelKind.Golden).Select(label => label.SerialNumber),
        ];
        JudgedRun[] newest =
        [
            .. history.Where(run => golden.Contains(run.SerialNumber))
                .GroupBy(run => run.SerialNumber)
                .Select(group => group.Last()),
        ];
        JudgedRun[] refused = [.. newest.Where(run => run.Now[0] != Verdict.Pass)];
        return new GateItem(
            "golden motors",
            refused.Length == 0,
            newest.Length == 0
                ? "No golden motor has been measured."
                : refused.Length == 0
                    ? $"All {newest.Length} pass."
                    : string.Join("; ", refused.Select(run => $"{run.SerialNumber}: {run.Reasons[0]}")));
    }

    private GateItem Parity(Baseline candidate, LearningSet set, Baseline? parent)
    {
        TeachInOptions same = options with
        {
            Engine = AnomalyEngines.Find(candidate.SecondOpinion?.Engine ?? ""),
        };
        LimitRevision signed = candidate.Limits.Revision;
        string again = parent is null
            ? BaselineTeachIn.Learn(recipe.PartType, recipe.Hash, set.Motors, same).Id
            : BaselineTeachIn
                .Relearn(parent, set.Motors, same, signed.Author, signed.At ?? default, signed.Reason).Id;
        return new GateItem(
            "parity",
            again == candidate.Id,
            again == candidate.Id
                ? "Trained again from the same query, it comes out the same to the bit."
                : $"Trained again from the same query it is {again}: the history has changed since, or the file has.");
    }
}

/// <summary>What came out at the gate.</summary>
/// <param name="BaselineId">The candidate.</param>
/// <param name="Against">The baseline in force; empty where there was none.</param>
/// <param name="Items">What was asked.</param>
/// <param name="Changed">Stored verdicts that would change.</param>
internal sealed record GateReport(
    string BaselineId, string Against, ImmutableArray<GateItem> Items, ImmutableArray<JudgedRun> Changed)
{
    /// <summary>Whether all was passed.</summary>
    public bool IsPassed => Items.All(item => item.IsPassed);
}

/// <summary>One question of the gate.</summary>
/// <param name="Name">What was asked.</param>
/// <param name="IsPassed">Whether the candidate holds.</param>
/// <param name="Text">What was found, in one sentence.</param>
internal sealed record GateItem(string Name, bool IsPassed, string Text);
