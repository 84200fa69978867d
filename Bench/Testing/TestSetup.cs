using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using Bench.Analysis.Metrics;
using Bench.Analysis.Orders;
using Bench.Analysis.PartTypes;
using Bench.Analysis.Tacho;
using Bench.Models;
using Bench.Models.Features;
using Bench.Models.Verdicts;
using Bench.Recipes;
using Bench.Recordings;
using Bench.Results;
using Bench.Upkeep;

namespace Bench.Testing;

/// <summary>What stays the same from motor to motor: recipe, baseline, and where results go.</summary>
internal sealed record TestSetup(
    Recipe Recipe, Baseline? Baseline, DataFolder Folder, ResultStore Store, string BenchName)
{
    /// <summary>Version of this program, as it stands in every result.</summary>
    public static string SoftwareVersion { get; } =
        typeof(TestSetup).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? "0";

    /// <summary>Variant of the part type that is tested; empty where there is none.</summary>
    public string Variant { get; init; } = "";

    /// <summary>What good motors are compared with: those of this variant on this bench.</summary>
    public MotorOrigin Origin => new(Variant, BenchName);

    /// <summary>The sensors that are fitted, as far as they are known.</summary>
    public ImmutableArray<FittedSensor> Sensors { get; init; } = SensorsFile.Load(Folder);

    /// <summary>Bytes that a test leaves free on the disk.</summary>
    public long ReserveBytes { get; init; } = DiskSpace.DefaultReserveBytes;

    /// <summary>Cores over which the analyses of a test are spread; verdicts do not depend on it.</summary>
    public int Cores { get; init; } = 1;

    /// <summary>How a test is analysed.</summary>
    public AnalysisOptions Analysis => new() { Parts = Cores };

    /// <summary>Tells how many bytes are free where a folder is.</summary>
    public Func<string, long> FreeBytes { get; init; } = DiskSpace.FreeBytes;

    /// <summary>Makes sure that the disk has room for a test.</summary>
    /// <exception cref="IOException">It has not.</exception>
    public void RequireDiskSpace() =>
        DiskSpace.Require(Folder.Root, Recipe.PartType, ReserveBytes, FreeBytes(Folder.Root));

    /// <summary>What is known of a test when it begins.</summary>
    public RunStart Describe(SerialNumber serialNumber, DateTimeOffset startedAt)
    {
        Guid id = Guid.CreateVersion7(startedAt);
        string day = startedAt.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        string time = startedAt.UtcDateTime.ToString("HHmmss", CultureInfo.InvariantCulture);
        string name = $"{FileName(serialNumber)}_{time}_{id.ToString("N")[^8..]}.mf4";
        return new RunStart(
            id,
            serialNumber,
            Recipe.PartType.Name,
            Recipe.PartType.Revision,
            BenchName,
            startedAt,
            Recipe.Hash,
            Recipe.Text,
            Baseline?.Id ?? "",
            SoftwareVersion,
            $"recordings/{day}/{name}")
        {
            Variant = Variant,
            Sensors = MeasuredSensors,
        };
    }

    /// <summary>Full path of a run's recording; its folder is made.</summary>
    public string RecordingPath(RunStart start)
    {
        string path = Path.Combine(Folder.Root, start.Recording);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

    /// <summary>What the recording says of itself.</summary>
    public RecordingHeader Header(RunStart start) =>
        Header(Recipe, start.SerialNumber, start.Bench, start.StartedAt) with
        {
            Variant = start.Variant,
            Sensors = [.. Recipe.PartType.Channels.Select(SensorOf).Select(WithFitted)],
        };

    /// <summary>What a recording of a motor of a recipe says of itself.</summary>
    public static RecordingHeader Header(
        Recipe recipe, SerialNumber serialNumber, string bench, DateTimeOffset startedAt) => new()
        {
            SerialNumber = serialNumber,
            PartType = recipe.PartType.Name,
            RecipeHash = recipe.Hash,
            Bench = bench,
            StartedAt = startedAt,
            SoftwareVersion = SoftwareVersion,
            Steps = Steps(recipe.PartType),
            Sensors = [.. recipe.PartType.Channels.Select(SensorOf)],
        };

    /// <summary>The finished result.</summary>
    public TestResult Result(RunStart start, Judgement judgement, Measurement? measurement) => new()
    {
        Id = start.Id,
        SerialNumber = start.SerialNumber,
        PartType = start.PartType,
        Variant = start.Variant,
        Sensors = start.Sensors,
        Bench = start.Bench,
        StartedAt = start.StartedAt,
        DurationSeconds = 0,
        Judgement = judgement,
        Measurement = measurement,
        RecipeHash = start.RecipeHash,
        BaselineId = start.BaselineId,
        SoftwareVersion = start.SoftwareVersion,
        Recording = start.Recording,
        RecordingHash = "",
        Channels = [.. Recipe.PartType.Channels.Select(c => c.Id)],
    };

    private ImmutableArray<FittedSensor> MeasuredSensors =>
        [.. Sensors.Where(sensor => Recipe.PartType.Channels.Any(channel => channel.Id == sensor.Channel))];

    private RecordedSensor WithFitted(RecordedSensor described) =>
        Sensors.FirstOrDefault(sensor => sensor.Channel == described.Channel) is FittedSensor fitted
            ? described with { SerialNumber = fitted.SerialNumber, Calibration = fitted.Calibration }
            : described;

    private static ImmutableArray<RecordingStep> Steps(PartType partType)
    {
        double start = 0;
        ImmutableArray<RecordingStep>.Builder steps = ImmutableArray.CreateBuilder<RecordingStep>();
        foreach (TestStep step in partType.Steps)
        {
            steps.Add(new RecordingStep(step.Name, start, step.DurationSeconds));
            start += step.DurationSeconds;
        }

        return steps.ToImmutable();
    }

    private static RecordedSensor SensorOf(Channel channel) => new(
        channel.Id,
        string.Create(CultureInfo.InvariantCulture, $"{channel.Name}, ±{channel.FullScale} {channel.Unit}"));

    private static string FileName(SerialNumber serialNumber) =>
        string.Concat(serialNumber.ToString()
            .Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '_'));
}

/// <summary>How far a run is.</summary>
/// <param name="SerialNumber">The motor.</param>
/// <param name="Seconds">Time of the cycle that has been analysed.</param>
/// <param name="OfSeconds">Length of the cycle.</param>
/// <param name="Verdict">The verdict, once it is stored; null before.</param>
internal readonly record struct RunProgress(
    SerialNumber SerialNumber, double Seconds, double OfSeconds, Verdict? Verdict = null);

/// <summary>A stored result, and what a person wants to see with it.</summary>
/// <param name="Result">The result, as stored.</param>
/// <param name="Speed">Shaft speed over time; empty where the run broke off.</param>
/// <param name="OrderMaps">Order maps of the run-ups, one per channel that has one.</param>
internal sealed record TestOutcome(TestResult Result, SpeedTrace Speed, ImmutableArray<OrderMap> OrderMaps);
