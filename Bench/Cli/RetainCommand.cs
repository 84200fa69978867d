using System.CommandLine;
using System.Globalization;
using Bench.Results;
using Bench.Upkeep;
using Spectre.Console;

namespace Bench.Cli;

/// <summary>
/// <c>bench retain</c>: deletes and compresses old recordings by a stated policy; their results stay.
/// </summary>
internal static class RetainCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        Option<string> data = CommonOptions.Data();
        Option<bool> json = CommonOptions.Json();
        PolicyOptions policy = new();
        Option<bool> dryRun = new("--dry-run") { Description = "Only list what would be done" };
        Command command = new("retain", "Delete or compress old recordings by age and size; results stay")
        {
            data, policy.File, policy.MaxAge, policy.MaxSize, policy.CompressAfter, policy.AlsoFail,
            policy.RequireExport, dryRun, json,
        };
        command.Add(CreateExported());
        command.SetAction((parsed, cancel) =>
        {
            RetentionPolicy wanted = policy.Read(parsed);
            DataFolder folder = StoredResults.Folder(parsed.GetRequiredValue(data));
            using FileStream folderLock = folder.Lock();
            using ResultStore store = ResultStore.Open(folder, TimeProvider.System);
            Retention retention = new(folder, store);
            RetentionPlan plan = retention.Plan(wanted, TimeProvider.System.GetUtcNow());
            bool isTrial = parsed.GetValue(dryRun);
            RetentionOutcome outcome = isTrial
                ? new RetentionOutcome(plan.Doomed, plan.ToCompress, [])
                : retention.Execute(plan, cancel);
            Print(plan, outcome, isTrial, parsed.GetValue(json));
            return Task.FromResult(outcome.Failures.IsEmpty ? ExitCode.Pass : ExitCode.InputOutput);
        });
        return command;
    }

    private static Command CreateExported()
    {
        Argument<string[]> files = new("recordings") { Arity = ArgumentArity.OneOrMore };
        Option<string> place = new("--to") { Description = "Where they are", Required = true, HelpName = "place" };
        Option<string> data = CommonOptions.Data();
        Command command = new("exported", "Mark recordings as standing in another place too") { files, place, data };
        command.SetAction(parsed =>
        {
            DataFolder folder = StoredResults.Folder(parsed.GetRequiredValue(data));
            using ResultStore store = ResultStore.Open(folder, TimeProvider.System);
            foreach (string file in parsed.GetRequiredValue(files))
            {
                if (!ExportNote.Put(folder, store, file, parsed.GetRequiredValue(place)))
                {
                    throw new FileNotFoundException($"{file} is no recording of a test in {folder.Root}.");
                }
            }

            return ExitCode.Pass;
        });
        return command;
    }

    private static void Print(RetentionPlan plan, RetentionOutcome outcome, bool isTrial, bool json)
    {
        long bytesDeleted = outcome.Deleted.Sum(d => d.Bytes);
        long bytesLeft = plan.BytesLeft + plan.Doomed.Sum(d => d.Bytes) - bytesDeleted;
        if (json)
        {
            Terminal.Json(new
            {
                DryRun = isTrial,
                Deleted = outcome.Deleted.Select(d => new
                {
                    d.Recording.Recording,
                    d.Recording.SerialNumber,
                    d.Recording.Verdict,
                    d.Bytes,
                    d.Reason,
                }),
                Compressed = outcome.Compressed.Select(r => new { r.Recording, r.SerialNumber, r.Verdict }),
                BytesLeft = bytesLeft,
                plan.BytesTooMany,
                outcome.Failures,
            });
            return;
        }

        foreach (DoomedRecording doomed in outcome.Deleted)
        {
            string what = isTrial ? "would delete" : "deleted";
            StoredRecording recording = doomed.Recording;
            Terminal.Out.MarkupLineInterpolated(
                $"{what}  {recording.Recording}  {recording.Verdict}  {doomed.Reason}");
        }

        foreach (StoredRecording recording in outcome.Compressed)
        {
            string what = isTrial ? "would compress" : "compressed";
            Terminal.Out.MarkupLineInterpolated($"{what}  {recording.Recording}  {recording.Verdict}");
        }

        foreach (string failure in outcome.Failures)
        {
            Terminal.Error(failure);
        }

        Terminal.Note(string.Create(
            CultureInfo.InvariantCulture,
            $"{outcome.Deleted.Length} recordings, {bytesDeleted / 1e9:0.00} GB; "
            + $"{bytesLeft / 1e9:0.00} GB stay."));
        if (plan.BytesTooMany > 0)
        {
            Terminal.Note(string.Create(
                CultureInfo.InvariantCulture,
                $"{plan.BytesTooMany / 1e9:0.00} GB are too many still, but of motors that failed, or not exported."));
        }
    }

    private sealed class PolicyOptions
    {
        public Option<string?> File { get; } = new("--policy")
        {
            Description = "Policy file (JSON)",
            HelpName = "file",
        };

        public Option<double?> MaxAge { get; } = new("--max-age")
        {
            Description = "Delete recordings older than this",
            HelpName = "days",
        };

        public Option<double?> MaxSize { get; } = new("--max-size")
        {
            Description = "Delete the oldest until all together are no larger",
            HelpName = "GB",
        };

        public Option<double?> CompressAfter { get; } = new("--compress-after")
        {
            Description = "Compress what stays and is older than this",
            HelpName = "days",
        };

        public Option<bool> AlsoFail { get; } = new("--also-fail") { Description = "Also those of motors that failed" };

        public Option<bool> RequireExport { get; } = new("--require-export")
        {
            Description = "Only those that were exported (bench export, bench retain exported)",
        };

        public RetentionPolicy Read(ParseResult parsed)
        {
            RetentionPolicy policy = parsed.GetValue(File) is { } path ? RetentionPolicy.Load(path) : new();
            policy = policy with
            {
                MaxAgeDays = parsed.GetValue(MaxAge) ?? policy.MaxAgeDays,
                MaxSizeGigabytes = parsed.GetValue(MaxSize) ?? policy.MaxSizeGigabytes,
                CompressAfterDays = parsed.GetValue(CompressAfter) ?? policy.CompressAfterDays,
                AlsoFail = parsed.GetValue(AlsoFail) || policy.AlsoFail,
                RequireExport = parsed.GetValue(RequireExport) || policy.RequireExport,
            };
            return policy.Obstacle() is { } obstacle ? throw new UsageException(obstacle) : policy;
        }
    }
}
