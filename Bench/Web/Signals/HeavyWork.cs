using System.Collections.Concurrent;
using Bench.Web.Live;

namespace Bench.Web.Signals;

/// <summary>
/// Work on recordings that takes a core for a while: two pieces at a time, one while a motor is tested, and none for a
/// browser that has gone. What came out is kept for the next who asks, the newest few.
/// </summary>
internal sealed class HeavyWork(Station station) : IDisposable
{
    private const int MostKept = 32;
    private const int AtOnce = 2;

    private readonly SemaphoreSlim _slots = new(AtOnce);
    private readonly SemaphoreSlim _whileTesting = new(1);
    private readonly ConcurrentDictionary<string, object> _kept = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _order = new();

    /// <summary>Does the work, or gives what came out before.</summary>
    /// <param name="key">Names what comes out completely, by the hash of what goes in.</param>
    /// <param name="work">The work.</param>
    /// <param name="cancel">Stops waiting and working.</param>
    public async Task<T> RunAsync<T>(string key, Func<CancellationToken, T> work, CancellationToken cancel)
        where T : class
    {
        if (_kept.TryGetValue(key, out object? known))
        {
            return (T)known;
        }

        T result = await RunAloneAsync(work, cancel).ConfigureAwait(false);
        Keep(key, result);
        return result;
    }

    /// <summary>Does the work; what comes out belongs to the caller alone.</summary>
    public async Task<T> RunAloneAsync<T>(Func<CancellationToken, T> work, CancellationToken cancel)
    {
        SemaphoreSlim slots = station.IsTesting ? _whileTesting : _slots;
        await slots.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            return await Task.Run(() => work(cancel), cancel).ConfigureAwait(false);
        }
        finally
        {
            slots.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _slots.Dispose();
        _whileTesting.Dispose();
    }

    private void Keep(string key, object result)
    {
        if (_kept.TryAdd(key, result))
        {
            _order.Enqueue(key);
        }

        while (_kept.Count > MostKept && _order.TryDequeue(out string? oldest))
        {
            _kept.TryRemove(oldest, out _);
        }
    }
}
