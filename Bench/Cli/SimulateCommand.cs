using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Bench.Demo;
using Bench.Recipes;
using Bench.Recordings;
using Bench.Results;
using Bench.Samples.Simulation;
using Bench.Testing;
using Spectre.Console;

namespace Bench.Cli;

/// <summary>
/// <c>bench simulate</c>: recordings of virtual motors, to try learn, judge and inspect without a bench.
/// </summary>
internal static class SimulateCommand
{
    // Simulated production: five motors a day, so that learning sees several days (groups).
    private const int MotorsPerDay = 5;
    private static readonly DateTimeOffset s_firstDay = new(2026, 1, 5, 6, 0, 0, TimeSpan.Zero);

    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        Option<string> partType = CommonOptions.PartType("7DL");
        Option<string> output = new("--output", "-o")
        {
            Description = "Folder of the recordings",
            Required = true,
            HelpName = "folder",
        };
        Option<int> count = new("--count") { Description = "How many motors", DefaultValueFactory = _ => 1 };
        MotorOptions motor = new();
        Command command = new("simulate", "Record virtual motors to files (to try learn, judge and inspect)")
        {
            partType, output, count, motor.Serial, motor.Seed, motor.Defects, motor.Faults,
        };
        command.SetAction((parsed, cancel) =>
        {
            Recipe recipe = Recipe.Load(parsed.GetRequiredValue(partType));
            string folder = Directory.CreateDirectory(parsed.GetRequiredValue(output)).FullName;
            Specimen template = motor.Read(parsed);
            int motors = parsed.GetValue(count);
            Parallel.For(0, motors, new ParallelOptions { CancellationToken = cancel }, i =>
            {
                string serial = motors == 1
                    ? template.SerialNumber
                    : string.Create(CultureInfo.InvariantCulture, $"{template.SerialNumber}-{i + 1:0000}");
                Specimen one = template with { SerialNumber = serial };
                string path = Path.Combine(folder, one.SerialNumber + ".mf4");
                MotorRecorder.Record(recipe.PartType, one, path, Header(recipe, one, i));
            });
            Terminal.Out.WriteLine($"{motors} recordings in {folder}");
            return Task.FromResult(ExitCode.Pass);
        });
        return command;
    }

    private static RecordingHeader Header(Recipe recipe, Specimen motor, int index) => TestSetup.Header(
        recipe,
        SerialNumber.Parse(motor.SerialNumber),
        "simulated",
        s_firstDay.AddDays(index / MotorsPerDay).AddMinutes(index % MotorsPerDay));
}

/// <summary>The options that describe a virtual motor.</summary>
internal sealed class MotorOptions
{
    /// <summary>Serial number.</summary>
    public Option<string> Serial { get; } = new("--serial")
    {
        Description = "Serial number of the virtual motor",
        DefaultValueFactory = _ => "VIRTUAL-0001",
    };

    /// <summary>Seed of the population.</summary>
    public Option<long> Seed { get; } = new("--seed")
    {
        Description = "Seed of the motor population",
        DefaultValueFactory = _ => 1,
    };

    /// <summary>Defects of the motor.</summary>
    public Option<string[]> Defects { get; } = new("--defect")
    {
        Description = "Defect with severity 0-1, such as unbalance:0.5; may be repeated",
        DefaultValueFactory = _ => [],
    };

    /// <summary>Faults of the bench.</summary>
    public Option<string[]> Faults { get; } = new("--fault")
    {
        Description = "Fault of the bench, such as sensor-dead; may be repeated",
        DefaultValueFactory = _ => [],
    };

    /// <summary>The motor that the command line describes.</summary>
    /// <exception cref="UsageException">A name or figure is wrong.</exception>
    public Specimen Read(ParseResult parsed)
    {
        try
        {
            ImmutableArray<SeededDefect> defects = [.. parsed.GetRequiredValue(Defects).Select(SeededDefect.Parse)];
            ImmutableArray<BenchFault> faults = [.. parsed.GetRequiredValue(Faults).Select(DefectNames.ParseFault)];
            string serial = SerialNumber.Parse(parsed.GetRequiredValue(Serial)).ToString();
            return new Specimen(serial, parsed.GetValue(Seed), defects, faults);
        }
        catch (FormatException e)
        {
            throw new UsageException(e.Message);
        }
    }
}
