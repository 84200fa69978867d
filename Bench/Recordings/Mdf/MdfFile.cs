using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Bench.Recordings.Mdf;

/// <summary>
/// A file that only grows, except for single aligned 8-byte links and counters that are set once what they name is
/// there. Each write that fails is a <see cref="RecordingException"/> with one sentence.
/// </summary>
internal sealed class MdfFile : IDisposable
{
    private readonly SafeFileHandle _handle;
    private readonly string _path;
    private readonly DiskFlusher _flusher;
    private RecordingException? _failure;

    private MdfFile(SafeFileHandle handle, string path)
    {
        _handle = handle;
        _path = path;
        _flusher = new DiskFlusher(handle);
    }

    /// <summary>
    /// Is told every write with its address, in order: crash safety is tested on what stands between them.
    /// </summary>
    public Action<long, byte[]>? Journal { get; init; }

    /// <summary>Where the next block goes.</summary>
    public long Length { get; private set; }

    /// <summary>Creates the file; a recording is never overwritten.</summary>
    public static MdfFile Create(string path) => Open(path, FileMode.CreateNew, journal: null);

    /// <summary>Opens a file that is empty, or a device.</summary>
    public static MdfFile Open(string path, FileMode mode, Action<long, byte[]>? journal)
    {
        try
        {
            SafeFileHandle handle = File.OpenHandle(path, mode, FileAccess.ReadWrite, FileShare.Read);
            return new MdfFile(handle, path) { Journal = journal };
        }
        catch (Exception e) when (IsInputOutput(e))
        {
            throw Failure("cannot be created", path, e);
        }
    }

    /// <summary>
    /// Appends bytes (a multiple of 8) and returns their address. After a write that failed nothing is appended any
    /// more: what came later would take the place of what is missing.
    /// </summary>
    public long Append(ReadOnlySpan<byte> bytes)
    {
        long address = Length;
        WriteOrFail(bytes, address);
        Length += bytes.Length;
        _flusher.Advance(Length);
        return address;
    }

    /// <summary>Sets a link or counter.</summary>
    public void Patch(long address, long value)
    {
        Span<byte> number = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(number, value);
        WriteOrFail(number, address);
    }

    /// <summary>Writes into room that was reserved, also after an append that failed.</summary>
    public void Fill(long address, ReadOnlySpan<byte> bytes) => Write(bytes, address);

    /// <summary>Takes away what a failed append left behind the last whole block.</summary>
    public void DropTail()
    {
        try
        {
            RandomAccess.SetLength(_handle, Length);
        }
        catch (Exception e) when (IsInputOutput(e))
        {
            throw Failure("cannot be shortened", _path, e);
        }
    }

    /// <summary>Asks the operating system to put everything on the disk.</summary>
    public void FlushToDisk()
    {
        try
        {
            _flusher.Complete();
        }
        catch (Exception e) when (IsInputOutput(e))
        {
            throw Failure("cannot be flushed", _path, e);
        }
    }

    /// <summary>SHA-256 of the whole file, lower-case hex.</summary>
    public string Hash()
    {
        try
        {
            using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            byte[] buffer = new byte[1 << 18];
            for (long at = 0; at < Length;)
            {
                int read = RandomAccess.Read(_handle, buffer, at);
                if (read == 0)
                {
                    throw new RecordingException(
                        $"Recording \"{_path}\" was shortened by somebody else while it was written.");
                }

                hash.AppendData(buffer, 0, read);
                at += read;
            }

            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        catch (Exception e) when (IsInputOutput(e))
        {
            throw Failure("cannot be read back", _path, e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    private void WriteOrFail(ReadOnlySpan<byte> bytes, long address)
    {
        if (_failure is not null)
        {
            throw _failure;
        }

        try
        {
            Write(bytes, address);
        }
        catch (RecordingException e)
        {
            _failure = e;
            throw;
        }
    }

    private void Write(ReadOnlySpan<byte> bytes, long address)
    {
        try
        {
            RandomAccess.Write(_handle, bytes, address);
            Journal?.Invoke(address, bytes.ToArray());
        }
        catch (Exception e) when (IsInputOutput(e))
        {
            throw Failure("cannot be written", _path, e);
        }
    }

    private static bool IsInputOutput(Exception e) =>
        e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException;

    private static RecordingException Failure(string what, string path, Exception e)
    {
        bool isThere = e is IOException and not DirectoryNotFoundException && File.Exists(path);
        string why = isThere && what == "cannot be created" ? "a file of that name exists" : WriteFailure.Reason(e);
        return new RecordingException($"Recording \"{path}\" {what}: {why}.", e);
    }
}
