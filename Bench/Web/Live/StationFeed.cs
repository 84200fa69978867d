using System.Collections.Immutable;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Bench.Web.Live;

/// <summary>
/// Sends what happens to every browser that watches. Each event is written as text once, however many watch; a slow
/// browser loses progress and spectra, of which only the newest waits, but no change of the station.
/// </summary>
internal sealed class StationFeed
{
    /// <summary>The station changed.</summary>
    public const string StationEvent = "station";

    /// <summary>The test got further.</summary>
    public const string ProgressEvent = "progress";

    /// <summary>A live spectrum.</summary>
    public const string SpectrumEvent = "spectrum";

    private static readonly TimeSpan s_pingPeriod = TimeSpan.FromSeconds(3);

    private ImmutableArray<Watcher> _watchers = [];

    /// <summary>How many watch.</summary>
    public int Watchers => _watchers.Length;

    /// <summary>Sends an event of the given kind to all.</summary>
    public void Publish(string kind, object value)
    {
        ImmutableArray<Watcher> watchers = _watchers;
        if (watchers.IsEmpty)
        {
            return;
        }

        string json = JsonSerializer.Serialize(value, value.GetType(), WebJson.Options);
        foreach (Watcher watcher in watchers)
        {
            watcher.Put(kind, json);
        }
    }

    /// <summary>What one browser gets: the station as it is, then what happens.</summary>
    /// <param name="current">Tells the station's state.</param>
    /// <param name="cancel">The browser has left, or the server stops.</param>
    public async IAsyncEnumerable<SseItem<string>> WatchAsync(
        Func<StationView> current, [EnumeratorCancellation] CancellationToken cancel)
    {
        using Watcher watcher = new();
        ImmutableInterlocked.Update(ref _watchers, (all, added) => all.Add(added), watcher);
        try
        {
            watcher.Put(StationEvent, JsonSerializer.Serialize(current(), WebJson.Options));
            while (!cancel.IsCancellationRequested)
            {
                bool any = false;
                while (watcher.TryTake(out (string Kind, string Json) next))
                {
                    any = true;
                    yield return new SseItem<string>(next.Json, next.Kind);
                }

                if (!await watcher.WaitAsync(s_pingPeriod, cancel).ConfigureAwait(false) && !any)
                {
                    yield return new SseItem<string>("{}", "ping");
                }
            }
        }
        finally
        {
            ImmutableInterlocked.Update(ref _watchers, (all, gone) => all.Remove(gone), watcher);
        }
    }

    private sealed class Watcher : IDisposable
    {
        private const int MostChanges = 256;

        private readonly Lock _lock = new();
        private readonly SemaphoreSlim _news = new(0, 1);
        private readonly Queue<string> _changes = [];
        private readonly Dictionary<string, string> _newest = new(StringComparer.Ordinal);
        private bool _isGone;

        public void Put(string kind, string json)
        {
            lock (_lock)
            {
                // A publisher may still hold the list of before.
                if (_isGone)
                {
                    return;
                }

                if (kind != StationEvent)
                {
                    _newest[kind] = json;
                }
                else
                {
                    // Progress of the test before must not follow the new state.
                    _newest.Clear();
                    _changes.Enqueue(json);
                    if (_changes.Count > MostChanges)
                    {
                        _changes.Dequeue();
                    }
                }

                if (_news.CurrentCount == 0)
                {
                    _news.Release();
                }
            }
        }

        public bool TryTake(out (string Kind, string Json) next)
        {
            lock (_lock)
            {
                if (_changes.TryDequeue(out string? change))
                {
                    next = (StationEvent, change);
                    return true;
                }

                foreach ((string kind, string json) in _newest)
                {
                    _newest.Remove(kind);
                    next = (kind, json);
                    return true;
                }

                next = default;
                return false;
            }
        }

        public Task<bool> WaitAsync(TimeSpan longest, CancellationToken cancel) => _news.WaitAsync(longest, cancel);

        public void Dispose()
        {
            lock (_lock)
            {
                _isGone = true;
                _news.Dispose();
            }
        }
    }
}
