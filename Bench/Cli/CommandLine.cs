using System.CommandLine;
using Spectre.Console;

namespace Bench.Cli;

/// <summary>
/// The program's verbs, and the one place where a user's mistake becomes one sentence and an exit code.
/// </summary>
internal static class CommandLine
{
    /// <summary>Runs the command line and returns the exit code.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        RootCommand root = new(
            "Bench: end-of-line test of electric motors. Exit codes: 0 PASS, 1 FAIL, 2 INVALID, 64+ errors.")
        {
            DemoCommand.Create(),
            DeviceCommand.Create(),
            RunCommand.Create(),
            ServeCommand.Create(),
            LearnCommand.Create(),
            JudgeCommand.Create(),
            InspectCommand.Create(),
            AnalyseCommand.Create(),
            ExportCommand.Create(),
            FeaturesCommand.Create(),
            ResultsCommand.Create(),
            ReplayCommand.Create(),
            RejudgeCommand.Create(),
            VerifyCommand.Create(),
            RetainCommand.Create(),
            StatisticsCommand.Create(),
            ModelCommand.Create(),
            SimulateCommand.Create(),
        };
        ParseResult parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            Terminal.Error(string.Join(' ', parsed.Errors.Select(error => error.Message)) + " Try: bench --help");
            return ExitCode.Usage;
        }

        try
        {
            return await parsed
                .InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false })
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Terminal.Error("Stopped. Finished verdicts are stored.");
            return ExitCode.Cancelled;
        }
        catch (Exception e) when (ExitCode.Of(e) != ExitCode.Software)
        {
            Terminal.Error(e.Message);
            return ExitCode.Of(e);
        }
        catch (Exception e)
        {
            Terminal.Error($"This should not have happened; please report it: {e}");
            return ExitCode.Software;
        }
    }
}
