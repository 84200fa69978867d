using System.Collections.Immutable;
using Bench.Acquisition;
using Bench.Judging;
using Bench.Models;
using Bench.ModelWork;
using Bench.Recipes;
using Bench.Results;
using Bench.Testing;
using Bench.Web.Results;

namespace Bench.Web.Live;

/// <summary>
/// A place where motors are tested: a data folder, the part types, the baselines in force, and where samples come
/// from. Production has one; training has another one, with simulated motors and a folder of its own.
/// </summary>
internal sealed class TestBench : IDisposable
{
    private ImmutableArray<Recipe> _recipes;
    private readonly ResultStore _store;
    private readonly TimeProvider _time;
    private readonly string _name;
    private ImmutableDictionary<string, Baseline> _baselines = ImmutableDictionary<string, Baseline>.Empty;

    /// <summary>Opens the data folder, whose lock the caller holds, and closes what broke off in it.</summary>
    public TestBench(
        DataFolder folder, ResultArea area, ImmutableArray<Recipe> recipes, string name, TimeProvider time)
    {
        Folder = folder;
        _recipes = recipes;
        _name = name;
        _time = time;
        _store = ResultStore.Open(folder, time);
        _store.CloseInterrupted();
        RecordingSeal.PutMissing(folder, _store);
        Archive = new ResultArchive(folder, area, time);
        LoadBaselines();
    }

    /// <summary>The data folder.</summary>
    public DataFolder Folder { get; }

    /// <summary>Its finished tests, for reading.</summary>
    public ResultArchive Archive { get; }

    /// <summary>The clock of results.</summary>
    public TimeProvider Time => _time;

    /// <summary>The part types.</summary>
    public ImmutableArray<Recipe> Recipes => _recipes;

    /// <summary>The baseline in force for a part type; null where none was learned.</summary>
    public Baseline? BaselineOf(Recipe recipe) => _baselines.GetValueOrDefault(recipe.PartType.Name);

    /// <summary>Puts a baseline in force that was learned on this bench.</summary>
    public void Activate(Recipe recipe, Baseline baseline)
    {
        BaselineFolder.Activate(Folder, baseline);
        Archive.Read(store =>
        {
            new ModelRegistry(Folder, store, _time).NoteLearned(baseline, _name);
            return baseline.Id;
        });
        Reload(recipe);
    }

    /// <summary>
    /// Judges by what the data folder has in force for a part type, from the next test on. A baseline that was learned
    /// with other analyses cannot judge: nothing has been learned then.
    /// </summary>
    public void Reload(Recipe recipe)
    {
        string name = recipe.PartType.Name;
        Baseline? baseline =
            BaselineFolder.CurrentId(Folder, name) is { } id ? BaselineFolder.Load(Folder, id) : null;
        _baselines = baseline?.DefinitionHash == recipe.Analyzer.Definition.Hash
            ? _baselines.SetItem(name, baseline)
            : _baselines.Remove(name);
    }

    /// <summary>
    /// Tests by another revision of a part type, from the next test on; where it measures something else than the
    /// baseline in force, nothing has been learned for it yet.
    /// </summary>
    public void Take(Recipe revision)
    {
        string name = revision.PartType.Name;
        _recipes = [.. _recipes.Select(recipe => recipe.PartType.Name == name ? revision : recipe)];
        Reload(revision);
    }

    /// <summary>What a test of a part type needs.</summary>
    public TestSetup Setup(Recipe recipe) => new(recipe, BaselineOf(recipe), Folder, _store, _name);

    /// <summary>Tests a motor; one at a time.</summary>
    public Task<TestOutcome> TestAsync(
        Recipe recipe,
        ISampleSource source,
        SerialNumber serialNumber,
        IProgress<RunProgress> progress,
        CancellationToken cancel) =>
        new TestRun(Setup(recipe), _time).ExecuteAsync(source, serialNumber, progress, cancel);

    /// <inheritdoc/>
    public void Dispose() => _store.Dispose();

    private void LoadBaselines()
    {
        foreach (Recipe recipe in _recipes)
        {
            Reload(recipe);
        }
    }
}
