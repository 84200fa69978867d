using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Bench.Acquisition;

/// <summary>
/// The queue between socket and analysis: one writer, one reader, bounded in blocks and in bytes. Word of a fault
/// always
/// fits, because it must not be lost: there is at most one per channel and fault between two blocks of samples.
/// </summary>
[SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope",
    Justification = "The consumer disposes blocks.")]
internal sealed class BlockQueue(OpenDaqOptions options) : IDisposable
{
    private const int Overshoot = 16_384;

    private readonly Channel<SampleBlock> _channel = Channel.CreateUnbounded<SampleBlock>(
        new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });

    private readonly SemaphoreSlim _room = new(0);
    private int _blocks;
    private long _bytes;
    private int _isWaiting;
    private volatile bool _isStopped;

    /// <summary>Whether the writer waits for room.</summary>
    public bool IsWaiting => Volatile.Read(ref _isWaiting) != 0;

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
        Interlocked.Increment(ref _blocks);
        Interlocked.Add(ref _bytes, block.SizeBytes);
        _channel.Writer.TryWrite(block);
    }

    /// <summary>Waits until the queue is no more than half full, or stopped.</summary>
    public async ValueTask WaitForRoomAsync(CancellationToken cancel)
    {
        while (!HasRoom && !_isStopped)
        {
            Volatile.Write(ref _isWaiting, 1);
            if (HasRoom || _isStopped)
            {
                break;
            }

            await _room.WaitAsync(cancel);
        }

        Volatile.Write(ref _isWaiting, 0);
    }

    /// <summary>No more blocks come; the reader gets those that are there.</summary>
    public void Complete() => _channel.Writer.TryComplete();

    /// <summary>Nobody reads any more: a waiting writer goes on.</summary>
    public void Stop()
    {
        _isStopped = true;
        ReleaseWriter();
    }

    /// <summary>The blocks, until <see cref="Complete"/>.</summary>
    public async IAsyncEnumerable<SampleBlock> ReadAllAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        while (await _channel.Reader.WaitToReadAsync(cancel))
        {
            while (TryRead(out SampleBlock? block))
            {
                yield return block;
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

    /// <inheritdoc/>
    public void Dispose() => _room.Dispose();

    private bool TryRead([NotNullWhen(true)] out SampleBlock? block)
    {
        if (!_channel.Reader.TryRead(out block))
        {
            return false;
        }

        int blocks = Interlocked.Decrement(ref _blocks);
        long bytes = Interlocked.Add(ref _bytes, -block.SizeBytes);
        if (IsWaiting && blocks <= options.QueueBlocks / 2 && bytes <= options.QueueBytes / 2)
        {
            ReleaseWriter();
        }

        return true;
    }

    private void ReleaseWriter()
    {
        if (Interlocked.Exchange(ref _isWaiting, 0) != 0)
        {
            _room.Release();
        }
    }
}
