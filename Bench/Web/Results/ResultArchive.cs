using System.Collections.Concurrent;
using System.Collections.Immutable;
using Bench.Analysis.Metrics;
using Bench.Analysis.PartTypes;
using Bench.Judging;
using Bench.Models;
using Bench.Models.Verdicts;
using Bench.Recipes;
using Bench.Results;

namespace Bench.Web.Results;

/// <summary>
/// Finished tests of a data folder, for reading, by any number of requests at once: each opens the database for itself.
/// What never changes and takes long to read (recipes, definitions, baselines) is kept, a few of each.
/// </summary>
internal sealed class ResultArchive(DataFolder folder, ResultArea area, TimeProvider time)
{
    private const int MostKept = 16;

    private readonly ConcurrentDictionary<string, Recipe?> _recipes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, MeasurementDefinition> _definitions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Baseline?> _baselines = new(StringComparer.Ordinal);

    /// <summary>Production or training.</summary>
    public ResultArea Area => area;

    /// <summary>The data folder.</summary>
    public DataFolder Folder => folder;

    /// <summary>Asks the database.</summary>
    public T Read<T>(Func<ResultStore, T> query)
    {
        using ResultStore store = ResultStore.Open(folder, time);
        return query(store);
    }

    /// <summary>Rows as pages show them, with their top findings.</summary>
    public ImmutableArray<ResultSummary> Summaries(ResultStore store, IEnumerable<ResultRow> rows) =>
        [.. rows.Select(row => Summary(store, row))];

    /// <summary>The recipe of a test; null where this version of the program cannot read it any more.</summary>
    public Recipe? RecipeOf(ResultStore store, string hash) => Keep(_recipes, hash, () =>
    {
        try
        {
            return Recipe.FromText(store.RecipeText(hash), hash);
        }
        catch (FormatException)
        {
            return null;
        }
    });

    /// <summary>What the values of a test mean.</summary>
    public MeasurementDefinition DefinitionOf(ResultStore store, string hash) =>
        Keep(_definitions, hash, () => store.Definition(hash));

    /// <summary>The baseline that judged a test; null where none did, or it is gone.</summary>
    public Baseline? BaselineOf(string id) => id.Length == 0 ? null : Keep(_baselines, id, () =>
    {
        try
        {
            return BaselineFolder.Load(folder, id);
        }
        catch (Exception e) when (e is FormatException or FileNotFoundException)
        {
            return null;
        }
    });

    private ResultSummary Summary(ResultStore store, ResultRow row)
    {
        ImmutableArray<Finding> top = row.Code is null ? [] : [.. store.Findings(row.Id).Take(1)];
        PartType? partType = RecipeOf(store, row.RecipeHash)?.PartType;
        return ResultSummary.Of(row, FindingView.Of(top, row.Verdict, partType).FirstOrDefault(), area);
    }

    private static T Keep<T>(ConcurrentDictionary<string, T> kept, string key, Func<T> make)
    {
        if (kept.TryGetValue(key, out T? known))
        {
            return known;
        }

        if (kept.Count >= MostKept)
        {
            kept.Clear();
        }

        return kept[key] = make();
    }
}
