using System.Collections.Immutable;
using Bench.Judging;
using Bench.Models;
using Bench.Models.Training;
using Bench.ModelWork;
using Bench.Recipes;
using Bench.Web.Live;

namespace Bench.Web.Limits;

/// <summary>
/// The gate for versions of limits: that of models for what was learned, its counterpart for what was edited.
/// </summary>
internal sealed class LimitGate(TestBench bench, Recipe recipe, TimeProvider time)
{
    private static readonly TeachInOptions s_options = new();

    /// <summary>Keeps limits that were learned again, with their card; they are not in force.</summary>
    public void RegisterLearned(Relearned again, string author, string reason, CancellationToken cancel) =>
        bench.Archive.Read(store =>
        {
            var set = LearningSet.Select(store, recipe, again.Query);
            ModelRegistry registry = new(bench.Folder, store, time);
            registry.Adopt(recipe.PartType.Name);
            var card = ModelCard.Of(
                recipe,
                again.Baseline,
                set,
                HeldOut.Of(recipe, set.Motors, s_options, cancel),
                FaultLibrary.Of(store, recipe),
                author,
                BaselineFolder.CurrentId(bench.Folder, recipe.PartType.Name) ?? "");
            registry.Register(again.Baseline, card with { Query = again.Query }, reason);
            return 0;
        });

    /// <summary>Sends a saved version through and keeps what came out.</summary>
    public ImmutableArray<GateItem> Run(
        Baseline candidate,
        ImmutableArray<string> accepted,
        string author,
        IProgress<WorkProgress> progress,
        CancellationToken cancel) => bench.Archive.Read(store =>
    {
        ModelRegistry registry = new(bench.Folder, store, time);
        ImmutableArray<ModelVersion> versions = registry.Versions(recipe.PartType.Name);
        int motors = store.HistoryCount(recipe.PartType.Name, recipe.Analyzer.Definition);
        progress.Report(new WorkProgress(0, motors));
        IProgress<int> counting = WorkProgress.Counting(progress, motors);
        ModelGate gate = new(store, recipe, s_options);
        Baseline? inForce = bench.BaselineOf(recipe);
        Baseline? parent = ParentOf(candidate);
        GateReport report = versions.FirstOrDefault(version => version.Id == candidate.Id)?.Card is { } card
            ? gate.Run(
                candidate,
                LearningSet.Select(store, recipe, card.Query),
                inForce,
                accepted,
                counting,
                cancel,
                parent)
            : gate.RunEdited(
                candidate,
                parent ?? throw new InvalidDataException(
                    $"{candidate.Id} was neither trained with a card nor edited from limits that are kept."),
                Proven(versions, parent),
                inForce,
                accepted,
                counting,
                cancel);
        registry.NoteGate(recipe.PartType.Name, report, author);
        return report.Items;
    });

    private Baseline? ParentOf(Baseline candidate) =>
        candidate.Limits.Revision.ParentHash is { Length: > 0 } hash
            ? bench.Archive.BaselineOf($"{candidate.PartType}-{hash[..12]}")
            : null;

    private static GateItem Proven(ImmutableArray<ModelVersion> versions, Baseline parent)
    {
        ModelVersion? version = versions.FirstOrDefault(known => known.Id == parent.Id);
        bool isProven = version is { HasPassedGate: true } or { InForceSince: not null };
        return new GateItem(
            "parent",
            isProven,
            isProven
                ? $"It was made from {parent.Id}, which has been in force or has passed the gate."
                : $"It was made from {parent.Id}, which has never been in force and has not passed the gate.");
    }
}
