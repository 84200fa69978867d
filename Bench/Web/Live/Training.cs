using Bench.Models;
using Bench.Recipes;
using Bench.Results;
using Bench.Web.Results;
using Bench.Web.Security;

namespace Bench.Web.Live;

/// <summary>
/// Training mode: simulated motors with known defects, in a data folder of their own below the production's. It is made
/// when it is first switched on. Its limits are learned from simulated motors, or are production's where these are.
/// </summary>
internal sealed class Training(
    TestBench production, Station station, SampleSources sources, AuditTrail audit, WebServerOptions options)
    : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private FileStream? _folderLock;
    private TestBench? _bench;

    /// <summary>The training's results; null where there was never any.</summary>
    public ResultArchive? Archive => _bench?.Archive;

    /// <summary>Switches training on or off.</summary>
    /// <param name="to">On or off.</param>
    /// <param name="trouble">The defect or bench fault that the next motors have; empty for good ones.</param>
    /// <param name="by">Who does it.</param>
    /// <exception cref="StationRefusalException">A test runs.</exception>
    /// <exception cref="FormatException">There is no such defect.</exception>
    public void Switch(TrainingSwitch to, string trouble, string by)
    {
        if (to == TrainingSwitch.Off)
        {
            station.Use(production, trouble: "");
        }
        else
        {
            RequireTrouble(trouble);
            TestBench bench = Open();
            foreach (Recipe recipe in production.Recipes)
            {
                bench.Take(recipe);
            }

            station.Use(bench, trouble);
            Prepare(bench);
        }

        audit.Note(new AuditNote(
            by, to == TrainingSwitch.On ? "training-on" : "training-off", "station", null, new { trouble }));
    }

    /// <summary>Opens the training's folder if it is there, so that its results can be read.</summary>
    public void OpenExisting()
    {
        if (Directory.Exists(FolderPath))
        {
            Open();
        }
    }

    /// <summary>Learns limits from virtual motors for the part types that have none, and shows how far it is.</summary>
    public void Prepare(TestBench bench)
    {
        foreach (Recipe recipe in bench.Recipes.Where(recipe => bench.BaselineOf(recipe) is null))
        {
            if (sources.IsSimulated && production.BaselineOf(recipe) is { } baseline)
            {
                bench.Activate(recipe, baseline);
            }
        }

        Recipe[] unlearned = [.. bench.Recipes.Where(recipe => bench.BaselineOf(recipe) is null)];
        if (unlearned.Length > 0)
        {
            _ = Task.Run(() => Learn(bench, unlearned), _stop.Token);
        }

        station.Publish();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        _bench?.Dispose();
        _folderLock?.Dispose();
        _stop.Dispose();
    }

    private string FolderPath => Path.Combine(production.Folder.Root, "training");

    private TestBench Open()
    {
        lock (_lock)
        {
            if (_bench is null)
            {
                var folder = DataFolder.Open(FolderPath);
                _folderLock = folder.Lock();
                _bench = new TestBench(
                    folder, ResultArea.Training, production.Recipes, $"{options.BenchName} training", options.Time);
            }

            return _bench;
        }
    }

    private void RequireTrouble(string trouble)
    {
        bool isKnown = trouble.Length == 0 || VirtualMotors.Faults.Contains(trouble)
            || production.Recipes.Any(recipe => VirtualMotors.DefectsOf(recipe.PartType).Contains(trouble));
        if (!isKnown)
        {
            throw new FormatException($"\"{trouble}\" is no defect that a simulated motor of this bench can have.");
        }
    }

    private void Learn(TestBench bench, Recipe[] unlearned)
    {
        foreach (Recipe recipe in unlearned)
        {
            string name = recipe.PartType.Name;
            int count = options.VirtualMotorsToLearn;
            Announce(bench, StationWords.Learning(name, 0, count));
            try
            {
                Baseline baseline = VirtualMotors.Learn(
                    recipe,
                    count,
                    new Steps(done => Announce(bench, StationWords.Learning(name, done, count))),
                    _stop.Token);
                bench.Activate(recipe, baseline);
                Announce(bench, null);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception e) when (e is InvalidDataException or IOException or ArgumentException)
            {
                Announce(bench, new Translated(e.Message, e.Message));
            }
        }
    }

    private void Announce(TestBench bench, Translated? words)
    {
        if (station.Bench == bench)
        {
            station.Note(ObstacleKind.Learning, words);
        }
    }

    private sealed class Steps(Action<int> report) : IProgress<int>
    {
        public void Report(int value) => report(value);
    }
}

/// <summary>Which way training is switched.</summary>
internal enum TrainingSwitch
{
    /// <summary>Simulated motors.</summary>
    On = 1,

    /// <summary>Motors of the line.</summary>
    Off,
}
