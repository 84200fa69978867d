using System.CommandLine;
using System.Globalization;
using Bench.Recipes;
using Bench.Samples.Device;
using Bench.Streaming;

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
        Option<int> tcpPort = new("--port")
        {
            Description = "TCP port on the loopback address; 0 picks a free one",
            DefaultValueFactory = _ => 7414,
        };
        MotorOptions motor = new();
        Option<string> pace = new("--pace")
        {
            Description = "How fast samples come: real-time or fast",
            DefaultValueFactory = _ => "real-time",
        };
        pace.AcceptOnlyFromAmong("real-time", "fast");
        Option<string> dialect = new("--dialect")
        {
            Description = "Dialect of openDAQ streaming: 2.0 or 1.5",
            DefaultValueFactory = _ => "2.0",
        };
        dialect.AcceptOnlyFromAmong("2.0", "1.5");
        Command command = new("device", "Serve a virtual motor bench as a measuring device (openDAQ streaming)")
        {
            partType, tcpPort, motor.Serial, motor.Seed, motor.Defects, motor.Faults, pace, dialect,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            DaqDeviceOptions options = new()
            {
                Port = parsed.GetValue(tcpPort),
                Pace = parsed.GetRequiredValue(pace) == "fast" ? DevicePace.AsFastAsPossible : DevicePace.RealTime,
                Dialect = parsed.GetRequiredValue(dialect) == "1.5" ? StreamDialect.V15 : StreamDialect.V20,
                Motor = motor.Read(parsed),
            };
            Recipe recipe = Recipe.Load(parsed.GetRequiredValue(partType));
            DaqDevice device = await DaqDevice.StartAsync(options, recipe.PartType, cancel).ConfigureAwait(false);
            await using (device.ConfigureAwait(false))
            {
                string port = ListeningPrefix + device.Port.ToString(CultureInfo.InvariantCulture);
                await Console.Out.WriteLineAsync(port.AsMemory(), cancel).ConfigureAwait(false);
                Terminal.Note($"Virtual {recipe.PartType.Name} bench; another motor: POST /motor. Stop with Ctrl-C.");
                await Task.Delay(Timeout.InfiniteTimeSpan, cancel)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            return ExitCode.Pass;
        });
        return command;
    }
}
