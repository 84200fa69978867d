namespace Bench.Recordings;

/// <summary>Bytes that can be read at any place without holding them all in memory. Not thread-safe.</summary>
internal abstract class ByteSource
{
    /// <summary>Number of bytes.</summary>
    public abstract long Length { get; }

    /// <summary>Reads bytes that have to be there.</summary>
    /// <exception cref="RecordingException">They are not, or cannot be read.</exception>
    public abstract void Read(long position, Span<byte> target);

    /// <summary>Reads bytes into a new array.</summary>
    public byte[] Take(long position, int count)
    {
        byte[] bytes = new byte[count];
        Read(position, bytes);
        return bytes;
    }
}
