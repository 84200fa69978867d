using System.Collections.Immutable;
using System.CommandLine;
using Bench.Acquisition;
using Bench.Judging;
using Bench.Recipes;
using Bench.Results;
using Bench.Testing;
using Bench.Upkeep;
using Spectre.Console;

namespace Bench.Cli;

/// <summary><c>bench run</c>: acquires and judges one motor.</summary>
internal static class RunCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        Argument<string> serial = new("serial-number") { Description = "The motor's serial number" };
        Option<string> partType = CommonOptions.PartType("7DL");
        Option<string> device = new("--device")
        {
            Description = "Measuring device: daq.lt://host[:7414][/path]",
            DefaultValueFactory = _ => "daq.lt://127.0.0.1:7414",
            HelpName = "address",
        };
        Option<string> data = CommonOptions.Data();
        Option<string> bench = new("--bench-name")
        {
            Description = "Name of this bench in the results",
            DefaultValueFactory = _ => "bench-1",
        };
        Option<string> variant = new("--variant")
        {
            Description = "Variant of the part type, as it shall stand in recording and result",
            DefaultValueFactory = _ => "",
        };
        Option<double> reserve = new("--reserve")
        {
            Description = "Refuse the test where it would leave less free on the disk",
            DefaultValueFactory = _ => DiskSpace.DefaultReserveBytes / 1e9,
            HelpName = "GB",
        };
        Option<int> cores = CommonOptions.Cores();
        Option<bool> json = CommonOptions.Json();
        Command command = new("run", "Acquire and judge one motor")
        {
            serial, partType, variant, device, data, bench, reserve, cores, json,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            SerialNumber number = ParseSerial(parsed.GetRequiredValue(serial));
            Recipe recipe = Recipe.Load(parsed.GetRequiredValue(partType));
            DataFolder folder = DataFolder.Open(parsed.GetRequiredValue(data));
            using FileStream folderLock = folder.Lock();
            using ResultStore store = ResultStore.Open(folder, TimeProvider.System);
            ReportInterrupted(store.CloseInterrupted());
            RecordingSeal.PutMissing(folder, store);
            TestSetup setup = new(
                recipe, BaselineFolder.Current(folder, recipe), folder, store, parsed.GetRequiredValue(bench))
            {
                Cores = parsed.GetValue(cores),
                Variant = parsed.GetValue(variant) ?? "",
                ReserveBytes = (long)(parsed.GetValue(reserve) * 1e9),
            };
            Rehearsal.Run(setup);
            OpenDaqSource source = new(
                ParseAddress(parsed.GetRequiredValue(device)), new OpenDaqOptions(), TimeProvider.System);
            await using (source.ConfigureAwait(false))
            {
                TestOutcome outcome = await ExecuteAsync(setup, source, number, cancel).ConfigureAwait(false);
                Print(outcome.Result, parsed.GetValue(json));
                return ExitCode.Of(outcome.Result.Judgement.Verdict);
            }
        });
        return command;
    }

    /// <summary>Runs one test, with a moving display where somebody watches.</summary>
    public static async Task<TestOutcome> ExecuteAsync(
        TestSetup setup, ISampleSource source, SerialNumber serial, CancellationToken cancel)
    {
        TestRun run = new(setup, TimeProvider.System);
        if (!Terminal.IsInteractive)
        {
            return await run.ExecuteAsync(source, serial, progress: null, cancel).ConfigureAwait(false);
        }

        return await Terminal.Out
            .Status()
            .StartAsync(
                Markup.Escape($"{serial}: waiting for samples"),
                status => run.ExecuteAsync(source, serial, new StatusProgress(status, setup.Recipe.PartType), cancel))
            .ConfigureAwait(false);
    }

    /// <summary>Says which runs had been broken off.</summary>
    public static void ReportInterrupted(ImmutableArray<string> serials)
    {
        foreach (string serial in serials)
        {
            Terminal.Note($"The last test of {serial} broke off before its verdict; it is stored as INVALID.");
        }
    }

    private static SerialNumber ParseSerial(string text)
    {
        try
        {
            return SerialNumber.Parse(text);
        }
        catch (FormatException e)
        {
            throw new UsageException(e.Message);
        }
    }

    private static DaqEndpoint ParseAddress(string text)
    {
        try
        {
            return DaqEndpoint.Parse(text);
        }
        catch (FormatException e)
        {
            throw new UsageException(e.Message);
        }
    }

    private static void Print(TestResult result, bool json)
    {
        if (json)
        {
            Terminal.Json(ResultDocument.From(result));
        }
        else
        {
            ResultPrinter.Print(result);
        }
    }
}
