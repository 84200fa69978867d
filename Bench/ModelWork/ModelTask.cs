using System.Collections.Immutable;
using Bench.Judging;
using Bench.Models;
using Bench.Recipes;
using Bench.Results;

namespace Bench.ModelWork;

/// <summary>
/// Model work that takes minutes on a long history, with all that it needs: a page asks for it, a process of its own
/// does it.
/// </summary>
internal sealed record ModelTask
{
    /// <summary>What is done.</summary>
    public required ModelTaskKind Kind { get; init; }

    /// <summary>The data folder.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The part type, as its file is.</summary>
    public required string Recipe { get; init; }

    /// <summary>SHA-256 of that file.</summary>
    public required string RecipeHash { get; init; }

    /// <summary>Who asks.</summary>
    public required string Author { get; init; }

    /// <summary>Why, in the author's words.</summary>
    public string Note { get; init; } = "";

    /// <summary>What is learned from, or compared on.</summary>
    public LearningQuery Query { get; init; } = new();

    /// <summary>Name of a second anomaly engine that a training learns beside ours; empty for none.</summary>
    public string Engine { get; init; } = "";

    /// <summary>The candidate; empty for a training.</summary>
    public string BaselineId { get; init; } = "";

    /// <summary>The baseline that it is compared with; empty otherwise.</summary>
    public string OtherId { get; init; } = "";

    /// <summary>Confirmed faults whose loss the author accepts at the gate.</summary>
    public ImmutableArray<string> Accepted { get; init; } = [];

    /// <summary>Does it.</summary>
    /// <returns>Card, gate report, comparison or shadow, by the kind.</returns>
    /// <exception cref="InvalidDataException">The history has too few motors, or the candidate no card.</exception>
    public object Run(TimeProvider time, IProgress<int>? progress, CancellationToken cancel)
    {
        var recipe = Recipes.Recipe.FromText(Recipe, RecipeHash);
        var folder = Results.DataFolder.Open(DataFolder);
        using ResultStore store = ResultStore.Open(folder, time);
        return Kind switch
        {
            ModelTaskKind.Train => Candidate.Train(folder, store, recipe, this, time, cancel),
            ModelTaskKind.Gate => Candidate.Gate(folder, store, recipe, this, time, progress, cancel),
            _ => Compare(folder, store, recipe, progress, cancel),
        };
    }

    private BaselineComparison Compare(
        DataFolder folder, ResultStore store, Recipe recipe, IProgress<int>? progress, CancellationToken cancel)
    {
        ImmutableArray<Baseline> baselines =
            [BaselineFolder.Load(folder, BaselineId), BaselineFolder.Load(folder, OtherId)];
        ImmutableArray<JudgedRun> runs = HistoryJudge.Run(
            store.History(recipe.PartType.Name, recipe.Analyzer.Definition, Query.Since), baselines, progress, cancel);
        return BaselineComparison.Of([BaselineId, OtherId], runs, FaultLibrary.Of(store, recipe));
    }
}

/// <summary>Kinds of model work.</summary>
internal enum ModelTaskKind
{
    /// <summary>Learns a candidate.</summary>
    Train = 1,

    /// <summary>Sends a candidate through the gate.</summary>
    Gate,

    /// <summary>Judges the same history by two baselines.</summary>
    Compare,
}
