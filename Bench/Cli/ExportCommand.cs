using System.Collections.Immutable;
using System.CommandLine;
using Bench.Recordings.Export;
using Bench.Recordings.Foreign;
using Bench.Results;
using Bench.Upkeep;
using Spectre.Console;

namespace Bench.Cli;

/// <summary><c>bench export</c>: writes a recording in a format that other tools open.</summary>
internal static class ExportCommand
{
    private static readonly Dictionary<string, (ExportFormat Format, string Extension)> s_formats = new()
    {
        ["wav"] = (ExportFormat.Wav, ".wav"),
        ["wav24"] = (ExportFormat.Wav24, ".wav"),
        ["csv"] = (ExportFormat.Csv, ".csv"),
        ["npz"] = (ExportFormat.Npz, ".npz"),
        ["uff"] = (ExportFormat.Uff, ".uff"),
        ["tdms"] = (ExportFormat.Tdms, ".tdms"),
    };

    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        Argument<string> file = new("file") { Description = "Recording of any format" };
        Option<string> to = new("--to")
        {
            Description = "Format: wav (floats), wav24 (24-bit integers), csv, npz, uff (58b) or tdms",
            Required = true,
            HelpName = "format",
        };
        to.AcceptOnlyFromAmong([.. s_formats.Keys]);
        Option<string?> output = new("--output", "-o")
        {
            Description = "File to write; beside the recording where none is given",
            HelpName = "file",
        };
        Option<string[]> channels = new("--channels", "-c")
        {
            Description = "Names of the channels to write; all where none is given",
            HelpName = "names",
            AllowMultipleArgumentsPerToken = true,
        };
        Command command = new("export", "Write a recording in another format") { file, to, output, channels };
        command.SetAction((parsed, cancel) =>
        {
            string source = parsed.GetRequiredValue(file);
            (ExportFormat format, string extension) = s_formats[parsed.GetRequiredValue(to)];
            string target = parsed.GetValue(output) ?? Path.ChangeExtension(source, extension);
            if (Path.GetFullPath(source) == Path.GetFullPath(target))
            {
                throw new UsageException("The recording would replace itself; name another file with --output.");
            }

            using ForeignRecording all = ForeignFile.Open(source);
            string[] wanted = parsed.GetValue(channels) ?? [];
            ForeignRecording read = wanted.Length == 0 ? all : all with { Channels = [.. wanted.Select(all.Find)] };
            ImmutableArray<string> notes = Write(read, format, target, cancel);
            foreach (string note in notes)
            {
                Terminal.Note(note);
            }

            if (wanted.Length == 0 && notes.IsEmpty && format != ExportFormat.Wav24)
            {
                NoteWhere(source, target);
            }

            Terminal.Out.MarkupLineInterpolated(
                $"{target}: {read.Channels.Length} channels, {new FileInfo(target).Length} bytes");
            return Task.FromResult(ExitCode.Pass);
        });
        return command;
    }

    // Retention may be told to delete only what was exported. Only an export of everything counts.
    private static void NoteWhere(string source, string target)
    {
        if (DataFolder.Of(source) is not DataFolder folder)
        {
            return;
        }

        try
        {
            using ResultStore store = ResultStore.Open(folder, TimeProvider.System);
            if (ExportNote.Put(folder, store, source, Path.GetFullPath(target)))
            {
                Terminal.Note($"Noted in {folder.Database} as exported.");
            }
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            Terminal.Note($"The export is whole, but could not be noted for bench retain: {e.Message}");
        }
    }

    private static ImmutableArray<string> Write(
        ForeignRecording read, ExportFormat format, string target, CancellationToken cancel)
    {
        if (!Terminal.IsInteractive)
        {
            return RecordingExport.Write(read, format, target, null, cancel);
        }

        ImmutableArray<string> notes = [];
        Terminal.Out.Progress().Start(context =>
        {
            ProgressTask task = context.AddTask("Writing", maxValue: 1);
            notes = RecordingExport.Write(read, format, target, new Bar(task), cancel);
        });
        return notes;
    }

    // Unlike Progress<T>, at once and on this thread: the bar is whole when the file is.
    private sealed class Bar(ProgressTask task) : IProgress<double>
    {
        public void Report(double value) => task.Value = value;
    }
}
