using System.Collections.Immutable;
using Bench.Recordings.Foreign;

namespace Bench.Recordings.Export;

/// <summary>Writes the channels of a file of any format into a file of another; whole or not at all.</summary>
public static class RecordingExport
{
    /// <summary>Writes a file beside its place and moves it there when it is whole.</summary>
    /// <param name="file">What to write.</param>
    /// <param name="format">In which format.</param>
    /// <param name="output">The file; one that is there is replaced.</param>
    /// <param name="progress">Told the share that is done, 0 to 1; null for nobody.</param>
    /// <param name="cancel">Stops; nothing is left behind.</param>
    /// <returns>What the format cannot hold, one sentence each.</returns>
    /// <exception cref="RecordingException">
    /// The format cannot hold these channels, or the file is not writable.
    /// </exception>
    public static ImmutableArray<string> Write(
        ForeignRecording file,
        ExportFormat format,
        string output,
        IProgress<double>? progress,
        CancellationToken cancel)
    {
        if (file.Channels.IsEmpty)
        {
            throw new RecordingException($"\"{file.Path}\" has no channels to export.");
        }

        string part = $"{output}.part";
        try
        {
            ExportSink sink = new(file.Channels, progress, cancel);
            using (FileStream stream = new(part, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
            {
                Write(file, format, stream, sink);
            }

            File.Move(part, output, overwrite: true);
            return [.. sink.Notes];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RecordingException($"\"{output}\" cannot be written: {WriteFailure.Reason(e)}.", e);
        }
        finally
        {
            Remove(part);
        }
    }

    private static void Write(ForeignRecording file, ExportFormat format, Stream stream, ExportSink sink)
    {
        switch (format)
        {
            case ExportFormat.Wav or ExportFormat.Wav24:
                WavExport.Write(file, format, stream, sink, WavExport.LargestRiff);
                break;
            case ExportFormat.Csv:
                CsvExport.Write(file, stream, sink);
                break;
            case ExportFormat.Npz:
                NpzExport.Write(file, stream, sink);
                break;
            case ExportFormat.Uff:
                UffExport.Write(file, stream, sink);
                break;
            default:
                TdmsExport.Write(file, stream, sink);
                break;
        }
    }

    private static void Remove(string part)
    {
        try
        {
            File.Delete(part);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The error that led here says more.
        }
    }
}
