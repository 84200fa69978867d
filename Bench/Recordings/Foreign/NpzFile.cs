using System.Collections.Immutable;
using System.IO.Compression;

namespace Bench.Recordings.Foreign;

/// <summary>NumPy's archive of arrays (.npz, stored or deflated) and its single arrays (.npy).</summary>
internal static class NpzFile
{
    private const string Extension = ".npy";

    // Deflate cannot do better than about 1032 : 1; a claim beyond that is false.
    private const long BestCompression = 1100;
    private const int LocalHeader = 30;

    public static ForeignRecording ReadSingle(OpenFile file) =>
        new(file.Path, "NumPy array", NpyFile.Read(Path.GetFileNameWithoutExtension(file.Path), file.Bytes), []);

    public static ForeignRecording Read(OpenFile file)
    {
        using Stream whole = file.Bytes.Open(0, file.Bytes.Length);
        using ZipArchive archive = new(whole, ZipArchiveMode.Read);
        ImmutableArray<ForeignChannel>.Builder channels = ImmutableArray.CreateBuilder<ForeignChannel>();
        ImmutableArray<string>.Builder notes = ImmutableArray.CreateBuilder<string>();
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            if (entry.FullName.EndsWith(Extension, StringComparison.Ordinal))
            {
                ByteSource array = (ByteSource?)Stored(file, whole, entry) ?? Inflate(file, entry);
                channels.AddRange(NpyFile.Read(entry.FullName[..^Extension.Length], array));
            }
            else if (entry.Length > 0)
            {
                notes.Add($"\"{entry.FullName}\" is no array and left out.");
            }
        }

        return channels.Count > 0
            ? new ForeignRecording(file.Path, "NumPy archive", channels.ToImmutable(), notes.ToImmutable())
            : throw new RecordingException("not supported yet: a zip archive without NumPy arrays");
    }

    // What is not deflated stays where it is. The archive does not tell where: it has read up to there, though.
    private static FilePart? Stored(OpenFile file, Stream whole, ZipArchiveEntry entry)
    {
        if (entry.CompressedLength != entry.Length || entry.Length < LocalHeader)
        {
            return null;
        }

        using Stream content = entry.Open();
        content.ReadByte();
        long start = whole.Position - 1;
        return start >= LocalHeader && start <= file.Bytes.Length - entry.Length && IsPlain(file, content, start)
            ? new FilePart(file.Bytes, start, entry.Length)
            : null;
    }

    // A deflated entry of the same length would have its first bytes elsewhere.
    private static bool IsPlain(OpenFile file, Stream content, long start)
    {
        Span<byte> next = stackalloc byte[16];
        int count = content.ReadAtLeast(next, next.Length, throwOnEndOfStream: false);
        return file.Bytes.Take(start + 1, count).AsSpan().SequenceEqual(next[..count]);
    }

    private static SpooledBytes Inflate(OpenFile file, ZipArchiveEntry entry)
    {
        long packed = Math.Min(entry.CompressedLength, file.Bytes.Length);
        if (entry.Length > (packed + 64) * BestCompression)
        {
            throw new RecordingException($"array \"{entry.FullName}\" claims {entry.Length} bytes");
        }

        SpooledBytes bytes = file.Spool.Begin();
        using Stream content = entry.Open();
        using LimitedStream limited = new(content, entry.Length);
        byte[] block = new byte[(int)Math.Clamp(entry.Length, 1, Spool.PageBytes)];
        for (int read = limited.Read(block); read > 0; read = limited.Read(block))
        {
            bytes.Append(block.AsSpan(0, read));
        }

        return bytes;
    }
}
