using Microsoft.Win32.SafeHandles;

namespace Bench.Recordings.Foreign;

/// <summary>
/// Keeps what a format does not let us read at any place (text, deflated data, mixed records): some of it in memory,
/// the rest in a temporary file that goes away with it.
/// </summary>
internal sealed class Spool : IDisposable
{
    /// <summary>Bytes that are kept and read together.</summary>
    public const int PageBytes = 1 << 16;

    // Small files never see a disk; the memory for large ones stays the same.
    private const long MostInMemory = 64L << 20;

    private long _inMemory;
    private SafeFileHandle? _file;
    private long _length;

    /// <summary>Starts a row of bytes.</summary>
    public SpooledBytes Begin() => new(this);

    /// <summary>Keeps a page.</summary>
    public SpoolPage Keep(byte[] page)
    {
        if (_inMemory + page.Length <= MostInMemory)
        {
            _inMemory += page.Length;
            return new SpoolPage(page, 0);
        }

        try
        {
            _file ??= File.OpenHandle(
                Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
                FileMode.CreateNew,
                FileAccess.ReadWrite,
                FileShare.None,
                FileOptions.DeleteOnClose);
            long at = _length;
            RandomAccess.Write(_file, page, at);
            _length += page.Length;
            return new SpoolPage(null, at);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RecordingException(
                $"it needs room in the temporary folder {Path.GetTempPath()}: {e.Message.TrimEnd('.')}", e);
        }
    }

    /// <summary>Reads a page that is not in memory.</summary>
    public void Read(long address, Span<byte> page)
    {
        while (page.Length > 0)
        {
            int read = RandomAccess.Read(_file!, page, address);
            if (read == 0)
            {
                throw new RecordingException("its temporary file became shorter");
            }

            page = page[read..];
            address += read;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();
}

/// <summary>Where a page is.</summary>
/// <param name="Bytes">Its bytes; null where they are in the file.</param>
/// <param name="Address">Where in the file.</param>
internal readonly record struct SpoolPage(byte[]? Bytes, long Address);
