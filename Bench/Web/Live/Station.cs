using System.Collections.Immutable;
using Bench.Acquisition;
using Bench.Analysis.PartTypes;
using Bench.Models.Verdicts;
using Bench.Recipes;
using Bench.Recordings;
using Bench.Results;
using Bench.Testing;
using Bench.Web.Results;
using Bench.Web.Security;

namespace Bench.Web.Live;

/// <summary>
/// The test station: tests one motor at a time and tells everybody where it stands. A new serial number takes the
/// verdict of the one before off the page before its test begins.
/// </summary>
internal sealed class Station : IAsyncDisposable
{
    private const int LastShown = 10;
    private const int InvalidsInARow = 3;

    private readonly Lock _lock = new();
    private readonly StationContext _context;
    private TestBench _bench;
    private RunningTest? _running;
    private StationResult? _result;
    private ImmutableSortedDictionary<ObstacleKind, Translated> _obstacles =
        ImmutableSortedDictionary<ObstacleKind, Translated>.Empty;
    private string _trouble = "";
    private ImmutableArray<ResultSummary> _last = [];
    private ShiftView _shift = null!;
    private int _invalids;
    private Task _test = Task.CompletedTask;

    /// <summary>Makes a station of the production bench.</summary>
    public Station(StationContext context)
    {
        _context = context;
        _bench = context.Production;
        Recount();
    }

    /// <summary>The bench in use: production or training.</summary>
    public TestBench Bench => _bench;

    /// <summary>Whether a test runs.</summary>
    public bool IsTesting => _running is not null;

    /// <summary>The end of the test that runs; at once where none does.</summary>
    public Task Finished => _test;

    /// <summary>The station as it is now.</summary>
    public StationView View()
    {
        lock (_lock)
        {
            Translated? problem = Problem();
            string state = _running is not null ? "testing"
                : problem is not null ? "not-ready"
                : _result is not null ? "verdict"
                : "ready";
            return new StationView(
                _context.BenchName,
                state,
                problem?.Text,
                problem?.TextFr,
                _bench.Archive.Area == ResultArea.Training,
                [.. _bench.Recipes.Select(recipe => PartTypeInfos.Of(recipe, _bench.BaselineOf(recipe) is not null))],
                _running?.View(),
                _running is null ? _result : null,
                _last,
                _shift,
                _context.Alarms.Shown());
        }
    }

    /// <summary>Begins a test.</summary>
    /// <param name="serial">As it was scanned.</param>
    /// <param name="partType">Name of the part type; null for the one whose pattern fits the serial number.</param>
    /// <param name="role">Of who asks: an engineer may test where no limits have been learned yet.</param>
    /// <exception cref="FormatException">The serial number is none, or no part type fits it.</exception>
    /// <exception cref="StationRefusalException">A test runs already, or the bench is not ready.</exception>
    public void Start(string serial, string? partType, Role role)
    {
        var number = SerialNumber.Parse(serial);
        lock (_lock)
        {
            if (_running is not null)
            {
                throw new StationRefusalException($"{_running.SerialNumber} is being tested: wait for its verdict.");
            }

            Recipe recipe = PartTypeChoice.Of(_bench.Recipes, number, partType);
            if (Obstacle() is { } obstacle)
            {
                throw new StationRefusalException(obstacle.Text);
            }

            if (_bench.BaselineOf(recipe) is null && !role.Includes(Role.Engineer))
            {
                throw new StationRefusalException(StationWords.NotLearned(recipe.PartType.Name).Text);
            }

            _result = null;
            _running = new RunningTest(number, recipe.PartType, _context.Feed, _context.Time);
            RunningTest running = _running;
            _test = Task.Run(() => TestAsync(running, recipe), CancellationToken.None);
        }

        Publish();
    }

    /// <summary>Stops the test that runs: it ends INVALID.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            _running?.Stop();
        }
    }

    /// <summary>The verdict has been seen.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _result = null;
        }

        Publish();
    }

    /// <summary>A new shift begins.</summary>
    public void BeginShift(string by)
    {
        _context.Shift.Begin(by);
        lock (_lock)
        {
            Recount();
        }

        Publish();
    }

    /// <summary>Goes to another bench; no test may run.</summary>
    /// <param name="bench">The bench.</param>
    /// <param name="trouble">The defect or fault that the training's motors have; empty otherwise.</param>
    /// <exception cref="StationRefusalException">A test runs.</exception>
    public void Use(TestBench bench, string trouble)
    {
        lock (_lock)
        {
            if (_running is not null)
            {
                throw new StationRefusalException("A test runs: wait for its verdict.");
            }

            _bench = bench;
            _trouble = trouble;
            _result = null;
            _obstacles = _obstacles.Clear();
            _invalids = 0;
            Recount();
        }

        Publish();
    }

    /// <summary>Says what keeps the bench from testing; null for nothing of that kind.</summary>
    public void Note(ObstacleKind kind, Translated? obstacle)
    {
        lock (_lock)
        {
            if (_obstacles.GetValueOrDefault(kind) == obstacle)
            {
                return;
            }

            Set(kind, obstacle);
        }

        Publish();
    }

    /// <summary>Shows everybody the station as it is.</summary>
    public void Publish() => _context.Feed.Publish(StationFeed.StationEvent, View());

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Stop();
        await _test.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _running?.Dispose();
    }

    private async Task TestAsync(RunningTest running, Recipe recipe)
    {
        Translated? obstacle = null;
        TestOutcome? outcome = null;
        try
        {
            ISampleSource source =
                _context.Sources.Open(_bench, recipe.PartType, running.SerialNumber, _trouble);
            await using (source.ConfigureAwait(false))
            {
                LiveTap tap = new(source, recipe.PartType, running.Watcher);
                await using (tap.ConfigureAwait(false))
                {
                    outcome = await _bench
                        .TestAsync(recipe, tap, running.SerialNumber, running, running.Stopping)
                        .ConfigureAwait(false);
                }
            }
        }
        catch (AcquisitionException e)
        {
            obstacle = StationWords.DeviceUnreachable(e.Message);
        }
        catch (Exception e) when (e is RecordingException or IOException)
        {
            obstacle = StationWords.CannotWrite(e.Message);
        }
        catch (OperationCanceledException)
        {
            // Stopped before the first sample: no test has begun.
        }

        if (obstacle is not null)
        {
            _context.Alarms.Raise(AlarmSeverity.Alarm, "test-not-begun", obstacle);
        }

        End(running, outcome, obstacle);
    }

    private void End(RunningTest running, TestOutcome? outcome, Translated? obstacle)
    {
        lock (_lock)
        {
            _running = null;
            Set(ObstacleKind.Bench, obstacle);
            if (outcome is not null)
            {
                _result = ResultOf(outcome.Result.Id.ToString());
                CountInvalids(outcome.Result.Judgement.Verdict);
            }

            Recount();
        }

        running.Dispose();
        Publish();
    }

    private StationResult ResultOf(string id) => _bench.Archive.Read(store =>
    {
        ResultRow row = store.Row(id)!;
        ResultSummary summary = _bench.Archive.Summaries(store, [row])[0];
        PartType? partType = _bench.Archive.RecipeOf(store, row.RecipeHash)?.PartType;
        return new StationResult(summary, FindingView.Of(store.Findings(id), row.Verdict, partType));
    });

    // docs/operator.en.md: three times INVALID in a row is a matter for maintenance.
    private void CountInvalids(Verdict verdict)
    {
        _invalids = verdict == Verdict.Invalid ? _invalids + 1 : 0;
        if (_invalids >= InvalidsInARow && _bench.Archive.Area == ResultArea.Production)
        {
            _context.Alarms.Raise(AlarmSeverity.Alarm, "invalid-in-a-row", StationWords.InvalidInARow(InvalidsInARow));
        }
    }

    private void Recount() => (_last, _shift) = _bench.Archive.Read(store => (
        _bench.Archive.Summaries(store, store.Search(new ResultSearch(), 0, LastShown).Rows),
        _context.Shift.Count(store)));

    private Translated? Obstacle() => _obstacles.IsEmpty ? null : _obstacles.Values.First();

    private void Set(ObstacleKind kind, Translated? obstacle) =>
        _obstacles = obstacle is null ? _obstacles.Remove(kind) : _obstacles.SetItem(kind, obstacle);

    private Translated? Problem() => Obstacle()
        ?? (_bench.Recipes.Any(recipe => _bench.BaselineOf(recipe) is not null)
            ? null
            : StationWords.NotLearned(string.Join(", ", _bench.Recipes.Select(recipe => recipe.PartType.Name))));
}

/// <summary>What can keep a station from testing; the first is shown.</summary>
internal enum ObstacleKind
{
    /// <summary>Limits are being learned.</summary>
    Learning = 1,

    /// <summary>Device or disk.</summary>
    Bench,
}

/// <summary>What a station needs.</summary>
/// <param name="BenchName">Name of the bench.</param>
/// <param name="Production">Where motors of the line are tested.</param>
/// <param name="Sources">Where samples come from.</param>
/// <param name="Feed">Who watches.</param>
/// <param name="Alarms">The alarms.</param>
/// <param name="Shift">The shift.</param>
/// <param name="Time">The clock.</param>
internal sealed record StationContext(
    string BenchName,
    TestBench Production,
    SampleSources Sources,
    StationFeed Feed,
    Alarms Alarms,
    Shift Shift,
    TimeProvider Time);
