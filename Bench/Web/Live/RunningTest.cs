using System.Collections.Immutable;
using Bench.Analysis.PartTypes;
using Bench.Results;
using Bench.Testing;

namespace Bench.Web.Live;

/// <summary>A test that runs, and how far it is; tells those who watch ten times a second at most.</summary>
internal sealed class RunningTest : IProgress<RunProgress>, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PartType _partType;
    private readonly StationFeed _feed;
    private readonly ImmutableArray<StepInfo> _steps;
    private double _seconds;
    private long _shownTenths = -1;

    /// <summary>Begins.</summary>
    public RunningTest(SerialNumber serialNumber, PartType partType, StationFeed feed, TimeProvider time)
    {
        SerialNumber = serialNumber;
        _partType = partType;
        _feed = feed;
        _steps = PartTypeInfos.Steps(partType);
        Watcher = new LiveWatcher(partType, feed, time);
    }

    /// <summary>The motor.</summary>
    public SerialNumber SerialNumber { get; }

    /// <summary>Makes the live spectrum and the live speed.</summary>
    public LiveWatcher Watcher { get; }

    /// <summary>Whether it is to end.</summary>
    public CancellationToken Stopping => _stop.Token;

    /// <summary>Ends it.</summary>
    public void Stop() => _stop.Cancel();

    /// <inheritdoc/>
    public void Report(RunProgress value)
    {
        if (value.Verdict is not null)
        {
            return;
        }

        Volatile.Write(ref _seconds, Math.Max(0, value.Seconds));
        long tenths = (long)(value.Seconds * 10);
        if (tenths != _shownTenths)
        {
            _shownTenths = tenths;
            if (_feed.Watchers > 0)
            {
                // Writing it down for the browsers is not the business of the thread that takes samples.
                ThreadPool.QueueUserWorkItem(
                    static test => test._feed.Publish(StationFeed.ProgressEvent, test.View()),
                    this,
                    preferLocal: false);
            }
        }
    }

    /// <summary>How far it is.</summary>
    public RunningView View()
    {
        double seconds = Volatile.Read(ref _seconds);
        double total = _partType.DurationSeconds;
        string step = _steps.LastOrDefault(known => known.StartSeconds <= seconds)?.Name ?? "";
        return new RunningView(
            SerialNumber.ToString(),
            _partType.Name,
            Math.Round(seconds, 2),
            total,
            step,
            Math.Round(Math.Max(0, total - seconds), 2),
            Watcher.SpeedRpm is { } rpm ? Math.Round(rpm) : null);
    }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();
}
