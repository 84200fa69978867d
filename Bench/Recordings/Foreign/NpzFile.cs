using System.Collections.Immutable;
using System.IO.Compression;

namespace Bench.Recordings.Foreign;

/// <summary>NumPy's archive of arrays (.npz, stored or deflated) and its single arrays (.npy).</summary>
internal static class NpzFile
{
    private const string Extension = ".npy";

    // Deflate cannot do better than about 1032 : 1; a claim beyond that is false.
    private const long BestCompression = 1100;
    private const long LargestArray = 1L << 30;

    public static ForeignRecording ReadSingle(string path, ReadOnlySpan<byte> file) =>
        new(path, "NumPy array", NpyFile.Read(Path.GetFileNameWithoutExtension(path), file), []);

    public static ForeignRecording Read(string path)
    {
        long fileLength = new FileInfo(path).Length;
        using ZipArchive archive = ZipFile.OpenRead(path);
        ImmutableArray<ForeignChannel>.Builder channels = ImmutableArray.CreateBuilder<ForeignChannel>();
        ImmutableArray<string>.Builder notes = ImmutableArray.CreateBuilder<string>();
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            if (entry.FullName.EndsWith(Extension, StringComparison.Ordinal))
            {
                channels.AddRange(NpyFile.Read(entry.FullName[..^Extension.Length], Inflate(entry, fileLength)));
            }
            else if (entry.Length > 0)
            {
                notes.Add($"\"{entry.FullName}\" is no array and left out.");
            }
        }

        return channels.Count > 0
            ? new ForeignRecording(path, "NumPy archive", channels.ToImmutable(), notes.ToImmutable())
            : throw new RecordingException("not supported yet: a zip archive without NumPy arrays");
    }

    private static byte[] Inflate(ZipArchiveEntry entry, long fileLength)
    {
        long packed = Math.Min(entry.CompressedLength, fileLength);
        if (entry.Length > LargestArray || entry.Length > (packed + 64) * BestCompression)
        {
            throw new RecordingException($"array \"{entry.FullName}\" claims {entry.Length} bytes");
        }

        byte[] bytes = new byte[entry.Length];
        using Stream content = entry.Open();
        content.ReadExactly(bytes);
        return bytes;
    }
}
