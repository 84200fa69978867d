using Microsoft.Win32.SafeHandles;

namespace Bench.Recordings.Mdf;

/// <summary>
/// Puts a growing file on the disk while it is written, beside the writer: at the end little is left, and the verdict
/// does not wait for it. Allocates nothing.
/// </summary>
internal sealed class DiskFlusher(SafeFileHandle handle) : IThreadPoolWorkItem
{
    // A second of nine channels at 51.2 kS/s.
    private const long EveryBytes = 2 << 20;

    private long _begun;
    private int _isBusy;
    private volatile IOException? _failure;

    /// <summary>The file has grown; begins to flush if that is worth it and not going on.</summary>
    public void Advance(long length)
    {
        if (length - _begun >= EveryBytes && Interlocked.CompareExchange(ref _isBusy, 1, 0) == 0)
        {
            _begun = length;
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    /// <summary>Flushes what is left.</summary>
    /// <exception cref="IOException">This or an earlier flush failed: the system reports a fault once only.</exception>
    public void Complete()
    {
        RandomAccess.FlushToDisk(handle);
        if (_failure is { } failure)
        {
            throw new IOException(failure.Message, failure);
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        try
        {
            RandomAccess.FlushToDisk(handle);
        }
        catch (IOException e)
        {
            _failure = e;
        }
        catch (ObjectDisposedException)
        {
            // The writer was closed meanwhile: nobody waits for this flush.
        }
        finally
        {
            Volatile.Write(ref _isBusy, 0);
        }
    }
}
