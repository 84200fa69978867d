using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Bench.Models.Verdicts;
using Bench.Results;
using Spectre.Console;

namespace Bench.Cli;

/// <summary><c>bench results</c>: what was tested, newest first.</summary>
internal static class ResultsCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        Option<string> data = CommonOptions.Data();
        Option<string> serial = new("--serial")
        {
            Description = "Only this serial number",
            DefaultValueFactory = _ => "",
        };
        Option<string> partType = new("--part-type", "-p")
        {
            Description = "Only this part type",
            DefaultValueFactory = _ => "",
        };
        Option<Verdict?> verdict = new("--verdict") { Description = "Only this verdict: pass, fail or invalid" };
        Option<int> last = new("--last") { Description = "How many, the newest", DefaultValueFactory = _ => 20 };
        Option<bool> json = CommonOptions.Json();
        last.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError("--last must be 1 or more.");
            }
        });
        Command command = new("results", "List what was tested, newest first")
        {
            data,
            serial,
            partType,
            verdict,
            last,
            json,
        };
        command.SetAction(parsed =>
        {
            DataFolder folder = StoredResults.Folder(parsed.GetRequiredValue(data));
            using ResultStore store = ResultStore.Open(folder, TimeProvider.System);
            ImmutableArray<ResultRow> rows = store.List(new ResultQuery
            {
                SerialNumber = parsed.GetRequiredValue(serial),
                PartType = parsed.GetRequiredValue(partType),
                Verdict = parsed.GetValue(verdict),
                Last = parsed.GetValue(last),
            });
            Print(rows, parsed.GetValue(json));
            return ExitCode.Pass;
        });
        return command;
    }

    private static void Print(ImmutableArray<ResultRow> rows, bool json)
    {
        if (json)
        {
            Terminal.Json(rows);
            return;
        }

        // Variants and sensors are known at some benches only.
        bool hasVariants = rows.Any(row => row.Variant.Length > 0);
        bool hasSensors = rows.Any(row => !row.Sensors.IsEmpty);
        Table table = new Table().Border(TableBorder.Rounded).AddColumns(
        [
            "started (UTC)", "serial number", .. hasVariants ? ["variant"] : Array.Empty<string>(), "verdict", "reason",
            "s", .. hasSensors ? ["sensors"] : Array.Empty<string>(),
        ]);
        foreach (ResultRow row in rows)
        {
            string sensors = string.Join('\n', row.Sensors.Select(sensor => $"{sensor.Channel} {sensor.SerialNumber}"));
            table.AddRow(
            [
                Markup.Escape(row.StartedAt.Length > 19 ? row.StartedAt[..19].Replace('T', ' ') : row.StartedAt),
                Markup.Escape(row.SerialNumber),
                .. hasVariants ? [Markup.Escape(row.Variant)] : Array.Empty<string>(),
                Terminal.Markup(row.Verdict),
                Markup.Escape(row.Reason ?? ""),
                row.DurationSeconds?.ToString("0.0", CultureInfo.InvariantCulture) ?? "–",
                .. hasSensors ? [Markup.Escape(sensors)] : Array.Empty<string>(),
            ]);
        }

        Terminal.Out.Write(table);
    }
}
