using System.IO.Compression;
using System.Text;

namespace Bench.Recordings.Foreign;

/// <summary>Opens a file of any format that can be read; what it is, its first bytes say, not its name.</summary>
public static class ForeignFile
{
    // A small file may inflate without end, into a temporary file.
    private const long LargestText = 64L << 30;

    private static readonly byte[] s_hdf5 = [0x89, (byte)'H', (byte)'D', (byte)'F'];

    /// <summary>
    /// Opens a file. Its samples are read when they are asked for; the file stays open until the recording is disposed.
    /// </summary>
    /// <exception cref="RecordingException">
    /// Missing, damaged, too large or of another format: one sentence says which.
    /// </exception>
    public static ForeignRecording Open(string path)
    {
        OpenFile? file = null;
        try
        {
            file = new OpenFile(path);
            ForeignRecording recording = ReadKind(file);
            recording.Source = file;
            return recording;
        }
        catch (Exception e) when (
            e is IOException or UnauthorizedAccessException or InvalidDataException or RecordingException
            or NotSupportedException or ArgumentException or OverflowException)
        {
            file?.Dispose();
            string why = e.Message.TrimEnd('.');
            throw new RecordingException(
                why.Contains(path, StringComparison.Ordinal) ? $"{why}." : $"\"{path}\": {why}.", e);
        }
    }

    private static ForeignRecording ReadKind(OpenFile file)
    {
        ReadOnlySpan<byte> start = file.Bytes.Take(0, (int)Math.Min(file.Bytes.Length, 128));
        if (start.StartsWith(s_hdf5))
        {
            throw new RecordingException("not supported yet: HDF5, MATLAB's v7.3 format (save it with -v7)");
        }

        return start switch
        {
            [] => throw new RecordingException("the file is empty"),
            _ when WavFile.Recognises(start) => WavFile.Read(file),
            _ when start.StartsWith(NpyFile.Magic) => NpzFile.ReadSingle(file),
            _ when start.StartsWith("PK"u8) => NpzFile.Read(file),
            _ when start.StartsWith("MDF     "u8) || start.StartsWith("UnFinMF "u8) =>
                MdfMeasurement.Read(file) ?? MdfRecording.Read(file),
            _ when IsMatlab(file.Path, start) => MatFile.Read(file),
            _ when TdmsFile.Recognises(start) => TdmsFile.Read(file),
            _ when UffFile.Recognises(start) => UffFile.Read(file),
            [0x1F, 0x8B, ..] => ReadCompressedText(file),
            _ when start.Contains((byte)0) && !start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) =>
                throw new RecordingException("its format is not known"),
            _ => ReadText(file),
        };
    }

    private static bool IsMatlab(string path, ReadOnlySpan<byte> start) =>
        start.StartsWith("MATLAB"u8)
            || System.IO.Path.GetExtension(path).Equals(".mat", StringComparison.OrdinalIgnoreCase);

    private static ForeignRecording ReadText(OpenFile file)
    {
        using StreamReader reader = new(file.Bytes.Open(0, file.Bytes.Length), Encoding.UTF8);
        return CsvFile.Read(file, reader);
    }

    private static ForeignRecording ReadCompressedText(OpenFile file)
    {
        using GZipStream inflated = new(file.Bytes.Open(0, file.Bytes.Length), CompressionMode.Decompress);
        using LimitedStream limited = new(inflated, LargestText);
        using StreamReader reader = new(limited, Encoding.UTF8);
        return CsvFile.Read(file, reader);
    }
}
