using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Bench.Recordings.Inspection;
using Bench.Recordings.Mapping;
using Spectre.Console;

namespace Bench.Cli;

/// <summary><c>bench inspect</c>: what is in a file, and what about it is not plausible.</summary>
internal static class InspectCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        Argument<string[]> files = new("files")
        {
            Description = "Recordings of any format",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<string?> mapping = CommonOptions.Mapping();
        Option<bool> json = CommonOptions.Json();
        Command command = new("inspect", "Show what is in a file: channels, rates, levels, plausibility")
        {
            files,
            mapping,
            json,
        };
        command.SetAction(parsed =>
        {
            RecordingMapping? map = MappingOption.Load(parsed.GetValue(mapping));
            ImmutableArray<FileInspection> inspected =
                [.. parsed.GetRequiredValue(files).Select(file => FileInspection.Inspect(file, map))];
            ImmutableArray<string> duplicates = FileInspection.FindDuplicates(inspected);
            if (parsed.GetValue(json))
            {
                Terminal.Json(new { Files = inspected, Duplicates = duplicates });
            }
            else
            {
                Print(inspected, duplicates);
            }

            return ExitCode.Pass;
        });
        return command;
    }

    private static void Print(ImmutableArray<FileInspection> files, ImmutableArray<string> duplicates)
    {
        foreach (FileInspection file in files)
        {
            Terminal.Out.MarkupLineInterpolated($"[bold]{file.Path}[/]  {file.Format}, {file.Bytes} bytes");
            Terminal.Out.Write(Channels(file));
            foreach (string note in file.Notes)
            {
                Terminal.Out.MarkupLineInterpolated($"  [grey]{note}[/]");
            }

            foreach (string warning in file.Warnings.Concat(file.Channels.SelectMany(c => c.Warnings)))
            {
                Warn(warning);
            }
        }

        foreach (string duplicate in duplicates)
        {
            Warn(duplicate);
        }
    }

    private static Table Channels(FileInspection file)
    {
        Table table = new Table().Border(TableBorder.Rounded)
            .AddColumns("channel", "unit", "samples", "rate / Hz", "s", "min", "max", "mean", "rms");
        foreach (ChannelInspection channel in file.Channels)
        {
            table.AddRow(
                Markup.Escape(channel.Name),
                Markup.Escape(channel.Unit),
                channel.Samples.ToString(CultureInfo.InvariantCulture),
                Text(channel.SampleRateHz, "0.###"),
                Text(channel.DurationSeconds, "0.00"),
                Text(channel.Minimum, "G4"),
                Text(channel.Maximum, "G4"),
                Text(channel.Mean, "G4"),
                Text(channel.Rms, "G4"));
        }

        return table;
    }

    private static void Warn(string warning) => Terminal.Out.MarkupLineInterpolated($"  [yellow]▲ {warning}[/]");

    private static string Text(double? value, string format) => value is double number && double.IsFinite(number)
        ? number.ToString(format, CultureInfo.InvariantCulture)
        : "–";
}
