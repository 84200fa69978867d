using Microsoft.Win32.SafeHandles;

namespace Bench.Recordings;

/// <summary>The bytes of a file that others may read and write meanwhile.</summary>
internal sealed class FileBytes : ByteSource, IDisposable
{
    private readonly SafeFileHandle _handle;

    /// <summary>Opens a file.</summary>
    public FileBytes(string path)
    {
        _handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Length = RandomAccess.GetLength(_handle);
    }

    /// <summary>The open file, which stays this one's.</summary>
    public SafeFileHandle Handle => _handle;

    /// <summary>Length when it was opened: what is appended later is not read.</summary>
    public override long Length { get; }

    /// <inheritdoc/>
    public override void Read(long position, Span<byte> target)
    {
        try
        {
            while (target.Length > 0)
            {
                int read = RandomAccess.Read(_handle, target, position);
                if (read == 0)
                {
                    throw new RecordingException("the file became shorter while it was read");
                }

                target = target[read..];
                position += read;
            }
        }
        catch (IOException e)
        {
            throw new RecordingException($"the file cannot be read: {e.Message.TrimEnd('.')}", e);
        }
    }

    /// <summary>A stream over a part of it.</summary>
    public Stream Open(long position, long count) => new ByteSourceStream(this, position, count);

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();
}
