namespace Bench.Recordings.Foreign;

/// <summary>A file that is being read, and what was taken out of it meanwhile.</summary>
internal sealed class OpenFile(string path) : IDisposable
{
    public string Path => path;

    public FileBytes Bytes { get; } = new(path);

    public Spool Spool { get; } = new();

    /// <summary>Its reader where it is a recording of ours.</summary>
    public RecordingReader? Recording { get; set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Recording?.Dispose();
        Bytes.Dispose();
        Spool.Dispose();
    }

    /// <summary>The whole file, for formats that are not read piece by piece.</summary>
    /// <exception cref="RecordingException">It is larger than is held in memory.</exception>
    public byte[] ReadAll(string format)
    {
        const long Largest = 1L << 30;
        return Bytes.Length <= Largest
            ? Bytes.Take(0, (int)Bytes.Length)
            : throw new RecordingException(
                $"it has {Bytes.Length >> 20} MB; {format} is read into memory, at most {Largest >> 20} MB: save it "
                    + "in parts, or as MDF, TDMS, WAV or NumPy");
    }
}
