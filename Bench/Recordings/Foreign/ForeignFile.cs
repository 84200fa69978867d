using System.IO.Compression;
using System.Text;

namespace Bench.Recordings.Foreign;

/// <summary>Opens a file of any format that can be read; what it is, its first bytes say, not its name.</summary>
public static class ForeignFile
{
    // Everything is held in memory as 8-byte numbers; what is larger is a recording for MDF.
    private const long LargestFile = 1L << 30;

    private static readonly byte[] s_hdf5 = [0x89, (byte)'H', (byte)'D', (byte)'F'];

    /// <summary>Reads a file.</summary>
    /// <exception cref="RecordingException">
    /// Missing, damaged, too large or of another format: one sentence says which.
    /// </exception>
    public static ForeignRecording Read(string path)
    {
        try
        {
            long length = new FileInfo(path).Length;
            if (length > LargestFile)
            {
                throw new RecordingException($"it has {length >> 20} MB, more than {LargestFile >> 20} MB");
            }

            Span<byte> start = stackalloc byte[128];
            using (FileStream file = File.OpenRead(path))
            {
                start = start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
            }

            return ReadKind(path, start);
        }
        catch (Exception e) when (
            e is IOException or UnauthorizedAccessException or InvalidDataException or RecordingException
            or NotSupportedException or ArgumentException or OverflowException)
        {
            string why = e.Message.TrimEnd('.');
            throw new RecordingException(
                why.Contains(path, StringComparison.Ordinal) ? $"{why}." : $"\"{path}\": {why}.", e);
        }
    }

    private static ForeignRecording ReadKind(string path, ReadOnlySpan<byte> start)
    {
        if (start.StartsWith(s_hdf5))
        {
            throw new RecordingException("not supported yet: HDF5, MATLAB's v7.3 format (save it with -v7)");
        }

        return start switch
        {
            [] => throw new RecordingException("the file is empty"),
            _ when WavFile.Recognises(start) => WavFile.Read(path, File.ReadAllBytes(path)),
            _ when start.StartsWith(NpyFile.Magic) => NpzFile.ReadSingle(path, File.ReadAllBytes(path)),
            _ when start.StartsWith("PK"u8) => NpzFile.Read(path),
            _ when start.StartsWith("MDF     "u8) || start.StartsWith("UnFinMF "u8) =>
                MdfMeasurement.Read(path) ?? MdfRecording.Read(path),
            _ when IsMatlab(path, start) => MatFile.Read(path, File.ReadAllBytes(path)),
            _ when TdmsFile.Recognises(start) => TdmsFile.Read(path, File.ReadAllBytes(path)),
            _ when UffFile.Recognises(start) => UffFile.Read(path, File.ReadAllBytes(path)),
            [0x1F, 0x8B, ..] => ReadCompressedText(path),
            _ when start.Contains((byte)0) && !start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) =>
                throw new RecordingException("its format is not known"),
            _ => ReadText(path),
        };
    }

    private static bool IsMatlab(string path, ReadOnlySpan<byte> start) =>
        start.StartsWith("MATLAB"u8)
            || System.IO.Path.GetExtension(path).Equals(".mat", StringComparison.OrdinalIgnoreCase);

    private static ForeignRecording ReadText(string path)
    {
        using StreamReader reader = new(path, Encoding.UTF8);
        return CsvFile.Read(path, reader);
    }

    private static ForeignRecording ReadCompressedText(string path)
    {
        using FileStream file = File.OpenRead(path);
        using GZipStream inflated = new(file, CompressionMode.Decompress);
        using LimitedStream limited = new(inflated, LargestFile);
        using StreamReader reader = new(limited, Encoding.UTF8);
        return CsvFile.Read(path, reader);
    }
}
