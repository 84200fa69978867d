using Bench.Judging;
using Bench.Models;
using Bench.Models.Training;
using Bench.Recipes;
using Bench.Results;

namespace Bench.ModelWork;

/// <summary>The two long steps on a candidate's way: it is trained, and it is proved.</summary>
internal static class Candidate
{
    /// <summary>Learns a candidate from the good motors of the history and keeps it with its card.</summary>
    /// <exception cref="InvalidDataException">There are too few good motors.</exception>
    public static ModelCard Train(
        DataFolder folder,
        ResultStore store,
        Recipe recipe,
        ModelTask task,
        TimeProvider time,
        CancellationToken cancel)
    {
        var set = LearningSet.Select(store, recipe, task.Query);
        TeachInOptions options = new() { Engine = AnomalyEngines.Find(task.Engine) };
        if (set.Motors.Length < TeachInOptions.FewestMotors)
        {
            throw new InvalidDataException(
                $"The history has {set.Motors.Length} good motors of {recipe.PartType.Name} revision "
                + $"{recipe.PartType.Revision}, expected {TeachInOptions.FewestMotors} or more "
                + $"({set.LeftOut.Length} left out; labels say which of them are good).");
        }

        cancel.ThrowIfCancellationRequested();
        Baseline baseline = BaselineTeachIn.Learn(recipe.PartType, recipe.Hash, set.Motors, options);
        ModelCard card = ModelCard.Of(
            recipe,
            baseline,
            set,
            HeldOut.Of(recipe, set.Motors, options, cancel),
            FaultLibrary.Of(store, recipe),
            task.Author,
            BaselineFolder.CurrentId(folder, recipe.PartType.Name) ?? "") with
        {
            Query = task.Query,
        };
        new ModelRegistry(folder, store, time).Register(baseline, card, task.Note);
        return card;
    }

    /// <summary>Sends a candidate through the gate and keeps what came out.</summary>
    /// <exception cref="InvalidDataException">It has no card, so nobody knows what it was learned from.</exception>
    public static GateReport Gate(
        DataFolder folder,
        ResultStore store,
        Recipe recipe,
        ModelTask task,
        TimeProvider time,
        IProgress<int>? progress,
        CancellationToken cancel)
    {
        ModelRegistry registry = new(folder, store, time);
        Baseline candidate = BaselineFolder.Load(folder, task.BaselineId);
        ModelCard card = registry.Versions(recipe.PartType.Name)
            .FirstOrDefault(version => version.Id == candidate.Id)?.Card
            ?? throw new InvalidDataException(
                $"{candidate.Id} has no card, so nobody knows what it was learned from: train one.");
        Baseline? inForce = BaselineFolder.CurrentId(folder, recipe.PartType.Name) is { } current
            ? BaselineFolder.Load(folder, current)
            : null;
        GateReport report = new ModelGate(store, recipe, new TeachInOptions()).Run(
            candidate, LearningSet.Select(store, recipe, card.Query), inForce, task.Accepted, progress, cancel);
        registry.NoteGate(recipe.PartType.Name, report, task.Author);
        return report;
    }
}
