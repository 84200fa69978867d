using System.Diagnostics;
using System.Globalization;
using Bench.Acquisition;
using Bench.Cli;
using Bench.Recipes;
using Bench.Results;
using Bench.Testing;
using Bench.Tests.Shared;

namespace Bench.Benchmarks.Gate;

/// <summary>
/// What a whole test costs the processor on the largest bench: acquisition over loopback, recording, checks, analyses
/// and verdict of 16 channels at 102.4 kHz at real-time pace. The device is a process of its own and does not count.
/// </summary>
internal static class WholeBenchRows
{
    private const double ShareGoal = 0.06;
    private const double MemoryGoalMebibytes = 64;
    private const double Mebibyte = 1 << 20;

    /// <summary>Measures and prints.</summary>
    public static async Task WriteAsync(GateTable table)
    {
        using TemporaryFolder temporary = new();
        Recipe recipe = SixteenChannels.Load();
        string file = Path.Combine(temporary.Root, "sixteen.json");
        await File.WriteAllTextAsync(file, recipe.Text);
        DataFolder folder = DataFolder.Open(Path.Combine(temporary.Root, "data"));
        using ResultStore store = ResultStore.Open(folder, TimeProvider.System);
        TestSetup setup = new(recipe, Baseline: null, folder, store, "benchmark");
        Rehearsal.Run(setup);
        await RunAsync(setup, file, "fast");

        GC.Collect();
        double workingSet = Environment.WorkingSet / Mebibyte;
        TimeSpan before = Environment.CpuUsage.TotalTime;
        double peak = await RunAsync(setup, file, "real-time");
        double seconds = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        const string Subject = "16 channels at 102.4 kHz, whole test";
        table.Write(
            Subject, Duration.Text(seconds), "% of a core",
            Figure.Exact(100 * seconds / recipe.PartType.DurationSeconds), "0.0", Goal.AtMost(100 * ShareGoal, "0"));
        table.Write(
            Subject, "", "MiB that the process grew by", Figure.Exact(peak - workingSet), "0.0",
            Goal.AtMost(MemoryGoalMebibytes, "0"));
    }

    // Returns the largest working set that was seen, in MiB.
    private static async Task<double> RunAsync(TestSetup setup, string recipeFile, string pace)
    {
        ProcessStartInfo start = new("dotnet")
        {
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "Bench.dll"),
                "device", "--part-type", recipeFile, "--port", "0", "--pace", pace,
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process device = Process.Start(start)!;
        try
        {
            string line = await device.StandardOutput.ReadLineAsync() ?? "";
            if (!line.StartsWith(DeviceCommand.ListeningPrefix, StringComparison.Ordinal))
            {
                throw new InvalidDataException(
                    $"The device did not start: {line} {await device.StandardError.ReadToEndAsync()}");
            }

            int port = int.Parse(line[DeviceCommand.ListeningPrefix.Length..], CultureInfo.InvariantCulture);
            await using OpenDaqSource source = new(
                new DaqEndpoint("127.0.0.1", port, "/"), new OpenDaqOptions(), TimeProvider.System);
            LargestWorkingSet largest = new();
            TestOutcome outcome = await new TestRun(setup, TimeProvider.System).ExecuteAsync(
                source, SerialNumber.Parse("GATE-16"), largest, CancellationToken.None);
            return outcome.Result.Measurement is not null
                ? largest.Bytes / Mebibyte
                : throw new InvalidDataException($"The test was INVALID: {outcome.Result.TopReason}");
        }
        finally
        {
            device.Kill();
            await device.WaitForExitAsync();
        }
    }

    // Looks twice a second of the cycle: asking the system costs more than a block.
    private sealed class LargestWorkingSet : IProgress<RunProgress>
    {
        private double _nextSeconds;

        public long Bytes { get; private set; }

        public void Report(RunProgress value)
        {
            if (value.Seconds >= _nextSeconds || value.Verdict is not null)
            {
                _nextSeconds = value.Seconds + 0.5;
                Bytes = Math.Max(Bytes, Environment.WorkingSet);
            }
        }
    }
}
