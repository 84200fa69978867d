using System.CommandLine;
using System.Globalization;
using Bench.Recipes;
using Bench.Samples.Device;

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
        MotorOptions motor = new();
        Option<DevicePace> pace = new("--pace") { Description = "How fast samples come", DefaultValueFactory = _ => DevicePace.RealTime };
        Option<DeviceDialect> dialect = new("--dialect") { Description = "Dialect of openDAQ streaming", DefaultValueFactory = _ => DeviceDialect.V20 };
        Command command = new("device", "Serve a virtual motor bench as a measuring device (openDAQ streaming)")
        {
            partType, port, motor.Serial, motor.Seed, motor.Defects, motor.Faults, pace, dialect,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            DaqDeviceOptions options = new()
            {
                Port = parsed.GetValue(port),
                Pace = parsed.GetValue(pace),
                Dialect = parsed.GetValue(dialect),
                Motor = motor.Read(parsed),
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
}
