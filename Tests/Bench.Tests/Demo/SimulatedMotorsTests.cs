using Bench.Acquisition;
using Bench.Bench.Tests.Testing;
using Bench.Demo;
using Bench.Recordings;
using Bench.Results;
using Bench.Samples.Simulation;
using Bench.Testing;
using Bench.Tests.Shared;

namespace Bench.Bench.Tests.Demo;

public sealed class SimulatedMotorsTests
{
    [Fact]
    public void Samples_that_the_device_loses_are_missing_here_too()
    {
        using RunEvidence evidence = SimulatedMotors.Gather(LiveBench.Recipe, LiveBench.LosingSamples("SIM-1"));
        Assert.Equal("samples-lost", evidence.Faults[0].Code);
    }

    [Fact]
    public void A_recording_of_a_virtual_motor_says_how_many_samples_are_missing_and_where()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("lost.mf4");
        Specimen motor = LiveBench.LosingSamples("SIM-2");
        MotorRecorder.Record(LiveBench.Recipe.PartType, motor, path, new RecordingHeader
        {
            SerialNumber = SerialNumber.Parse(motor.SerialNumber),
            PartType = "short",
            RecipeHash = LiveBench.Recipe.Hash,
            Bench = "test",
            StartedAt = DateTimeOffset.UnixEpoch,
        });
        using RecordingReader recording = RecordingReader.Open(path);
        Assert.Equal(recording.Channels.Length, recording.Faults.Length);
        foreach (RecordedFault fault in recording.Faults)
        {
            RecordedGroup[] parts =
                [.. recording.Groups.Where(group => group.Columns.Any(column => column.Channel == fault.Channel))];
            Assert.Equal(2, parts.Length);
            Assert.Equal(parts[0].Rows, fault.FirstIndex);
            Assert.Equal(parts[1].FirstIndex, fault.FirstIndex + fault.MissingSamples);
            SampleClock clock = parts[0].Clock;
            double seconds = clock.Seconds(fault.MissingSamples * clock.TicksPerSample);
            Assert.True(seconds > 2 * MotorSimulation.BlockSeconds, $"Only {seconds} s are missing.");
        }
    }
}
