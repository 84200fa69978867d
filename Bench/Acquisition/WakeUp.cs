using System.Threading.Tasks.Sources;

namespace Bench.Acquisition;

/// <summary>
/// Lets one task wait until another says that there is something to look at, again and again without allocating. A
/// signal that comes before the wait ends it at once; several count as one. The waiter looks again whenever it wakes.
/// </summary>
internal sealed class WakeUp : IValueTaskSource
{
    private const int Idle = 0;
    private const int Signalled = 1;
    private const int Waiting = 2;

    private ManualResetValueTaskSourceCore<bool> _core = new() { RunContinuationsAsynchronously = true };
    private int _state;

    /// <summary>Waits for a signal; by one task at a time.</summary>
    public ValueTask WaitAsync()
    {
        _core.Reset();
        if (Interlocked.CompareExchange(ref _state, Waiting, Idle) == Idle)
        {
            return new ValueTask(this, _core.Version);
        }

        Volatile.Write(ref _state, Idle);
        return ValueTask.CompletedTask;
    }

    /// <summary>Wakes the waiter, now or when it comes; from any thread.</summary>
    public void Signal()
    {
        // Who finds the waiter awake already may leave: it woke after what this signal tells of, and will see it.
        bool isWaiting = Interlocked.CompareExchange(ref _state, Signalled, Idle) == Waiting;
        if (isWaiting && Interlocked.CompareExchange(ref _state, Idle, Waiting) == Waiting)
        {
            _core.SetResult(true);
        }
    }

    void IValueTaskSource.GetResult(short token) => _core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
