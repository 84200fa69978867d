namespace Bench.Recordings;

/// <summary>Bytes that are in memory.</summary>
internal sealed class MemoryBytes(ReadOnlyMemory<byte> bytes) : ByteSource
{
    /// <inheritdoc/>
    public override long Length => bytes.Length;

    /// <inheritdoc/>
    public override void Read(long position, Span<byte> target) =>
        bytes.Span.Slice((int)position, target.Length).CopyTo(target);
}
