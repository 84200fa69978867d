using System.Buffers;

namespace Bench.Acquisition;

/// <summary>
/// The buffers of one connection's pipe: as many as were ever needed at once stay and are used again. The shared pool
/// keeps some 32 of a size per processor and drops the rest, which a burst through a pipe of 4 MiB exceeds.
/// </summary>
/// <param name="bufferBytes">Size of every buffer.</param>
internal sealed class ReceiveBuffers(int bufferBytes) : MemoryPool<byte>
{
    private readonly Lock _gate = new();
    private readonly Stack<Buffer> _free = new();

    /// <inheritdoc/>
    public override int MaxBufferSize => bufferBytes;

    /// <inheritdoc/>
    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, bufferBytes);
        lock (_gate)
        {
            return _free.TryPop(out Buffer? buffer) ? buffer : new Buffer(this, new byte[bufferBytes]);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
    }

    private void Return(Buffer buffer)
    {
        lock (_gate)
        {
            _free.Push(buffer);
        }
    }

    private sealed class Buffer(ReceiveBuffers pool, byte[] bytes) : IMemoryOwner<byte>
    {
        public Memory<byte> Memory => bytes;

        public void Dispose() => pool.Return(this);
    }
}
