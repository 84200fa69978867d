using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Bench.Acquisition;

/// <summary>
/// The queue between socket and analysis: one writer, one reader, bounded in blocks and in bytes. Word of a fault
/// always fits, because it must not be lost: there is at most one per channel and fault between two blocks of samples.
/// A ring
/// that has grown to its size allocates nothing.
/// </summary>
[SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope",
    Justification = "The consumer disposes blocks.")]
internal sealed class BlockQueue(OpenDaqOptions options)
{
    private const int Overshoot = 16_384;
    private const int InitialBlocks = 1024;

    private readonly Lock _gate = new();
    private readonly WakeUp _arrived = new();
    private readonly WakeUp _room = new();
    private SampleBlock?[] _ring = new SampleBlock?[InitialBlocks];
    private int _first;
    private int _blocks;
    private long _bytes;
    private volatile bool _isWaiting;
    private volatile bool _isStopped;
    private volatile bool _isComplete;

    /// <summary>Whether the writer waits for room.</summary>
    public bool IsWaiting => _isWaiting;

    /// <summary>Whether a block of samples may be added.</summary>
    public bool HasRoom =>
        Volatile.Read(ref _blocks) < options.QueueBlocks && Interlocked.Read(ref _bytes) < options.QueueBytes;

    /// <summary>
    /// Whether even a writer that waits must drop: while a connection is being opened nobody reads yet, and what
    /// arrives until then may overshoot, to a bound.
    /// </summary>
    public bool IsOverfull =>
        Volatile.Read(ref _blocks) > options.QueueBlocks + Overshoot
        || Interlocked.Read(ref _bytes) > 2 * options.QueueBytes;

    /// <summary>
    /// Adds a block of samples, for which the writer saw room, or word of a fault, for which there always is.
    /// </summary>
    public void Add(SampleBlock block)
    {
        lock (_gate)
        {
            if (_blocks == _ring.Length)
            {
                Grow();
            }

            _ring[(_first + _blocks) & (_ring.Length - 1)] = block;
            _blocks++;
            _bytes += block.SizeBytes;
        }

        _arrived.Signal();
    }

    /// <summary>Waits until the queue is no more than half full, or stopped.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask WaitForRoomAsync(CancellationToken cancel)
    {
        using CancellationTokenRegistration registration =
            cancel.UnsafeRegister(static wakeUp => ((WakeUp)wakeUp!).Signal(), _room);
        _isWaiting = true;
        while (!HasRoom && !_isStopped)
        {
            await _room.WaitAsync();
            cancel.ThrowIfCancellationRequested();
            _isWaiting = true;
        }

        _isWaiting = false;
    }

    /// <summary>No more blocks come; the reader gets those that are there.</summary>
    public void Complete()
    {
        _isComplete = true;
        _arrived.Signal();
    }

    /// <summary>Nobody reads any more: a waiting writer goes on.</summary>
    public void Stop()
    {
        _isStopped = true;
        _isWaiting = false;
        _room.Signal();
    }

    /// <summary>The blocks, until <see cref="Complete"/>.</summary>
    public async IAsyncEnumerable<SampleBlock> ReadAllAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        using CancellationTokenRegistration registration =
            cancel.UnsafeRegister(static wakeUp => ((WakeUp)wakeUp!).Signal(), _arrived);
        while (true)
        {
            cancel.ThrowIfCancellationRequested();

            // Asked before the look into the ring: what was added before the end is seen.
            bool isComplete = _isComplete;
            if (TryRead(out SampleBlock? block))
            {
                yield return block;
            }
            else if (isComplete)
            {
                yield break;
            }
            else
            {
                await _arrived.WaitAsync();
            }
        }
    }

    /// <summary>Throws away what nobody will read.</summary>
    public void Drain()
    {
        while (TryRead(out SampleBlock? block))
        {
            block.Dispose();
        }
    }

    private bool TryRead([NotNullWhen(true)] out SampleBlock? block)
    {
        bool isHalfEmpty;
        lock (_gate)
        {
            if (_blocks == 0)
            {
                block = null;
                return false;
            }

            block = _ring[_first]!;
            _ring[_first] = null;
            _first = (_first + 1) & (_ring.Length - 1);
            _blocks--;
            _bytes -= block.SizeBytes;
            isHalfEmpty = _blocks <= options.QueueBlocks / 2 && _bytes <= options.QueueBytes / 2;
        }

        if (isHalfEmpty && _isWaiting)
        {
            _isWaiting = false;
            _room.Signal();
        }

        return true;
    }

    // A power of two, so that the place wraps round with a mask.
    private void Grow()
    {
        SampleBlock?[] larger = new SampleBlock?[2 * _ring.Length];
        for (int i = 0; i < _blocks; i++)
        {
            larger[i] = _ring[(_first + i) & (_ring.Length - 1)];
        }

        _ring = larger;
        _first = 0;
    }
}
