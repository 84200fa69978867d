using Bench.Analysis.PartTypes;
using Bench.Samples.Simulation;
using Bench.Tests.Shared;

namespace Bench.Samples.Tests.Simulation;

/// <summary>Runs a virtual motor through a short cycle and keeps its samples.</summary>
internal sealed class TestMotor
{
    private readonly Dictionary<string, float[]> _samples = [];

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

        for (int b = 0; b < blocks; b++)
        {
            LostBlocks += simulation.Render(block) == BlockFate.Lost ? 1 : 0;
            for (int i = 0; i < block.Length; i++)
            {
                block[i].CopyTo(_samples[partType.Channels[i].Id], b * block[i].Length);
            }
        }
    }

    public PartType PartType { get; }

    public int LostBlocks { get; }

    public static PartType Load(string name)
    {
        string path = Path.Combine(SharedData.RepositoryRoot, "Samples", "PartTypes", $"{name}.json");
        return PartTypeFile.Parse(File.ReadAllBytes(path), name);
    }

    /// <summary>The 7DL with a cycle of a standstill of 0.1 s and a dwell of 6000 rpm (100 Hz).</summary>
    public static PartType AtDwell(PartType partType, double dwellSeconds) => partType with
    {
        Steps =
        [
            new TestStep { Name = "rest", Kind = StepKind.Standstill, StartRpm = 0, EndRpm = 0, DurationSeconds = 0.1 },
            new TestStep { Name = "start", Kind = StepKind.RunUp, StartRpm = 0, EndRpm = 6000, DurationSeconds = 0.4 },
            new TestStep
            {
                Name = "dwell", Kind = StepKind.Dwell, StartRpm = 6000, EndRpm = 6000, DurationSeconds = dwellSeconds,
            },

            // Never reached: it keeps the top speed, on which all forces are scaled, where the part type has it.
            new TestStep { Name = "top", Kind = StepKind.Dwell, StartRpm = 6000, EndRpm = 12000, DurationSeconds = 1 },
        ],
    };

    public static Specimen Good(string serial = "7DL-2611-00042") => new(serial, 1, [], []);

    public static Specimen With(Defect defect, double severity = 0.5, string serial = "7DL-2611-00042") =>
        new(serial, 1, [new SeededDefect(defect, severity)], []);

    public static Specimen With(BenchFault fault) => new("7DL-2611-00042", 1, [], [fault]);

    public static TestMotor Run(PartType partType, Specimen specimen, double seconds) => new(partType, specimen, seconds);

    public ReadOnlySpan<float> Samples(string channel) => _samples[channel];

    /// <summary>Samples of a channel between two instants.</summary>
    public ReadOnlySpan<float> Samples(string channel, double fromSeconds, double toSeconds)
    {
        double rate = PartType.Channels.Single(c => c.Id == channel).SampleRateHz;
        return _samples[channel].AsSpan((int)(fromSeconds * rate)..(int)(toSeconds * rate));
    }
}
