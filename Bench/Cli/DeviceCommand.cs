using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Bench.Recipes;
using Bench.Samples.Device;
using Bench.Samples.Simulation;

namespace Bench.Cli;

/// <summary><c>bench device</c>: the virtual bench as a measuring device on the network.</summary>
internal static class DeviceCommand
{
    /// <summary>What the device prints, followed by its port, once it listens; the demo waits for it.</summary>
    public const string ListeningPrefix = "listening on port ";

    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        Option<string> partType = CommonOptions.PartType("7DL");
        Option<int> port = new("--port") { Description = "TCP port on the loopback address; 0 picks a free one", DefaultValueFactory = _ => 7414 };
        Option<string> serial = new("--serial") { Description = "Serial number of the virtual motor", DefaultValueFactory = _ => "VIRTUAL-0001" };
        Option<long> seed = new("--seed") { Description = "Seed of the motor population", DefaultValueFactory = _ => 1 };
        Option<string[]> defects = new("--defect")
        {
            Description = "Defect with severity 0-1, such as unbalance:0.5; may be repeated",
            DefaultValueFactory = _ => [],
        };
        Option<BenchFault[]> faults = new("--fault") { Description = "Fault of the bench; may be repeated", DefaultValueFactory = _ => [] };
        Option<DevicePace> pace = new("--pace") { Description = "How fast samples come", DefaultValueFactory = _ => DevicePace.RealTime };
        Option<DeviceDialect> dialect = new("--dialect") { Description = "Dialect of openDAQ streaming", DefaultValueFactory = _ => DeviceDialect.V20 };
        Command command = new("device", "Serve a virtual motor bench as a measuring device (openDAQ streaming)")
        {
            partType, port, serial, seed, defects, faults, pace, dialect,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            ImmutableArray<SeededDefect> seeded = [.. parsed.GetRequiredValue(defects).Select(ParseDefect)];
            Specimen specimen = new(
                parsed.GetRequiredValue(serial), parsed.GetValue(seed), seeded, [.. parsed.GetRequiredValue(faults)]);
            DaqDeviceOptions options = new()
            {
                Port = parsed.GetValue(port),
                Pace = parsed.GetValue(pace),
                Dialect = parsed.GetValue(dialect),
                Motor = specimen,
            };
            Recipe recipe = Recipe.Load(parsed.GetRequiredValue(partType));
            DaqDevice device = await DaqDevice.StartAsync(options, recipe.PartType, cancel).ConfigureAwait(false);
            await using (device.ConfigureAwait(false))
            {
                Console.Out.WriteLine(ListeningPrefix + device.Port.ToString(CultureInfo.InvariantCulture));
                Terminal.Note($"Virtual {recipe.PartType.Name} bench; another motor: POST /motor. Stop with Ctrl-C.");
                await Task.Delay(Timeout.InfiniteTimeSpan, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            return ExitCode.Pass;
        });
        return command;
    }

    private static SeededDefect ParseDefect(string text)
    {
        try
        {
            return SeededDefect.Parse(text);
        }
        catch (FormatException e)
        {
            throw new UsageException(e.Message);
        }
    }
}
