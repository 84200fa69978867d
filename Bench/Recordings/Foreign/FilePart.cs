namespace Bench.Recordings.Foreign;

/// <summary>A part of a file.</summary>
internal sealed class FilePart(FileBytes file, long start, long count) : ByteSource
{
    /// <inheritdoc/>
    public override long Length => count;

    /// <inheritdoc/>
    public override void Read(long position, Span<byte> target) => file.Read(start + position, target);
}
