using Bench.Analysis.PartTypes;
using Bench.Samples.Simulation;
using Bench.Tests.Shared;

namespace Bench.Samples.Tests.Simulation;

/// <summary>Runs a virtual motor through a short cycle and keeps its samples.</summary>
internal sealed class TestMotor
{
    /// <summary>Rate of <see cref="Revolutions"/>: the tacho channel's.</summary>
    public const double AngleRateHz = 102_400;

    private const int AnglesPerBlock = 1024;

    private readonly Dictionary<string, float[]> _samples = [];
    private readonly double[] _revolutions;

    private TestMotor(PartType partType, Specimen specimen, double seconds)
    {
        PartType = partType;
        var simulation = new MotorSimulation(partType, specimen);
        int blocks = (int)Math.Round(seconds / MotorSimulation.BlockSeconds);
        float[][] block = new float[partType.Channels.Length][];
        for (int i = 0; i < block.Length; i++)
        {
            block[i] = new float[simulation.BlockSamples(i)];
            _samples.Add(partType.Channels[i].Id, new float[blocks * block[i].Length]);
        }

        _revolutions = new double[blocks * AnglesPerBlock];
        for (int b = 0; b < blocks; b++)
        {
            LostBlocks += simulation.Render(block) == BlockFate.Lost ? 1 : 0;
            simulation.ShaftAngle(_revolutions.AsSpan(b * AnglesPerBlock, AnglesPerBlock), AngleRateHz);
            for (int i = 0; i < block.Length; i++)
            {
                block[i].CopyTo(_samples[partType.Channels[i].Id], b * block[i].Length);
            }
        }
    }

    public PartType PartType { get; }

    public int LostBlocks { get; }

    /// <summary>True shaft angle.</summary>
    public ReadOnlySpan<double> Revolutions => _revolutions;

    public static PartType Load(string name)
    {
        string path = Path.Combine(SharedData.RepositoryRoot, "Samples", "PartTypes", $"{name}.json");
        return PartTypeFile.Parse(File.ReadAllBytes(path), name);
    }

    /// <summary>A cycle of a rest of 0.1 s, a start of 0.4 s and a dwell.</summary>
    public static PartType AtDwell(PartType partType, double dwellSeconds, double dwellRpm = 6000) => partType with
    {
        Steps =
        [
            Step("rest", StepKind.Standstill, 0, 0, 0.1),
            Step("start", StepKind.RunUp, 0, dwellRpm, 0.4),
            Step("dwell", StepKind.Dwell, dwellRpm, dwellRpm, dwellSeconds),

            // Never reached: it keeps the top speed, on which all forces are scaled, where the part type has it.
            Step("top", StepKind.Dwell, 6000, 12000, 1),
        ],
    };

    /// <summary>Rest to 0.1 s, run-up to 12 000 rpm until 1.1 s, down until 1.3 s, dwell of 6000 rpm.</summary>
    public static PartType ShortCycle(PartType partType) => partType with
    {
        Steps =
        [
            Step("rest", StepKind.Standstill, 0, 0, 0.1),
            Step("run-up", StepKind.RunUp, 0, 12000, 1),
            Step("coast-down", StepKind.CoastDown, 12000, 6000, 0.2),
            Step("dwell", StepKind.Dwell, 6000, 6000, 0.7),
        ],
    };

    public static Specimen Good(string serial = "7DL-2611-00042") => new(serial, 1, [], []);

    public static Specimen With(Defect defect, double severity = 0.5, string serial = "7DL-2611-00042") =>
        new(serial, 1, [new SeededDefect(defect, severity)], []);

    public static Specimen With(BenchFault fault) => new("7DL-2611-00042", 1, [], [fault]);

    public static TestMotor Run(PartType partType, Specimen specimen, double seconds) =>
        new(partType, specimen, seconds);

    public ReadOnlySpan<float> Samples(string channel) => _samples[channel];

    /// <summary>Samples of a channel between two instants.</summary>
    public ReadOnlySpan<float> Samples(string channel, double fromSeconds, double toSeconds)
    {
        double rate = PartType.Channels.Single(c => c.Id == channel).SampleRateHz;
        return _samples[channel].AsSpan((int)(fromSeconds * rate)..(int)(toSeconds * rate));
    }

    /// <summary>Amplitude of an order between two instants, by the true shaft angle.</summary>
    public double Order(string channel, double order, double fromSeconds, double toSeconds)
    {
        ReadOnlySpan<float> samples = Samples(channel, fromSeconds, toSeconds);
        return Signal.OrderAmplitude(samples, AnglesOf(samples.Length, fromSeconds, toSeconds), order);
    }

    /// <summary>True shaft angle at equal steps from one instant to another.</summary>
    public double[] AnglesOf(int count, double fromSeconds, double toSeconds)
    {
        double[] angles = new double[count];
        for (int i = 0; i < count; i++)
        {
            double at = (fromSeconds + ((toSeconds - fromSeconds) * i / count)) * AngleRateHz;
            int first = (int)at;
            angles[i] = _revolutions[first] + ((at - first) * (_revolutions[first + 1] - _revolutions[first]));
        }

        return angles;
    }

    private static TestStep Step(string name, StepKind kind, double fromRpm, double toRpm, double seconds) =>
        new() { Name = name, Kind = kind, StartRpm = fromRpm, EndRpm = toRpm, DurationSeconds = seconds };
}
