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
    private readonly ImmutableArray<Recipe> _recipes;
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

    /// <summary>Judges from the next test on by what is in force in the data folder now.</summary>
    public void Reload(Recipe recipe)
    {
        if (BaselineFolder.Current(Folder, recipe) is { } baseline)
        {
            _baselines = _baselines.SetItem(recipe.PartType.Name, baseline);
        }
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
