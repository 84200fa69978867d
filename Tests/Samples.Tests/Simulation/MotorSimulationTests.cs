using System.Collections.Immutable;
using Bench.Analysis.PartTypes;
using Bench.Samples.Simulation;
using Bench.Tests.Shared;

namespace Bench.Samples.Tests.Simulation;

public class MotorSimulationTests
{
    private static readonly PartType s_partType = TestMotor.AtDwell(TestMotor.Load("7DL"), 0.3);

    [Fact]
    public void The_same_specimen_gives_the_same_samples()
    {
        Specimen specimen = TestMotor.With(Defect.LoosePart);
        var first = TestMotor.Run(s_partType, specimen, 0.8);
        var second = TestMotor.Run(s_partType, specimen, 0.8);

        foreach (Channel channel in s_partType.Channels)
        {
            Assert.True(first.Samples(channel.Id).SequenceEqual(second.Samples(channel.Id)), channel.Id);
        }
    }

    [Theory]
    [InlineData("7DL-2611-00043", 1)]
    [InlineData("7DL-2611-00042", 2)]
    public void Another_serial_number_or_seed_gives_another_motor(string serial, long seed)
    {
        var first = TestMotor.Run(s_partType, TestMotor.Good(), 0.6);
        var second = TestMotor.Run(s_partType, new Specimen(serial, seed, [], []), 0.6);

        foreach (Channel channel in s_partType.Channels)
        {
            Assert.False(first.Samples(channel.Id).SequenceEqual(second.Samples(channel.Id)), channel.Id);
        }
    }

    [Fact]
    public void The_motor_stands_still_after_its_cycle()
    {
        PartType partType = s_partType with { Steps = s_partType.Steps.RemoveAt(3) };
        var motor = TestMotor.Run(partType, TestMotor.Good(), 1.6);

        Assert.True(Signal.Rms(motor.Samples("AccA", 0.6, 0.7)) > 1);
        Assert.InRange(Signal.Rms(motor.Samples("AccA", 1.4, 1.6)), 0.01, 0.05);
        Assert.InRange(Signal.Rms(motor.Samples("Trq", 1.5, 1.6)), 0.01, 0.5);
        Assert.True(Signal.Peak(motor.Samples("Tacho", 1.5, 1.6)) is < 0.1f or > 4.9f);
    }

    [Fact]
    public void A_rate_that_is_no_multiple_of_100_Hz_is_refused_by_name()
    {
        Channel odd = s_partType.Channels[0] with { SampleRateHz = 44_117.647 };
        PartType partType = s_partType with { Channels = s_partType.Channels.SetItem(0, odd) };

        Specimen good = TestMotor.Good();
        ArgumentException error = Assert.Throws<ArgumentException>(() => new MotorSimulation(partType, good));

        Assert.Contains("AccA", error.Message, StringComparison.Ordinal);
        Assert.Contains("44117.647", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Channels_of_any_fitting_rate_hold_the_same_physics()
    {
        ImmutableArray<Channel> channels = s_partType.Channels;
        PartType mixed = s_partType with { Channels = channels.SetItem(0, channels[0] with { SampleRateHz = 44_100 }) };

        var motor = TestMotor.Run(mixed, TestMotor.Good(), 0.8);
        var reference = TestMotor.Run(s_partType, TestMotor.Good(), 0.8);

        double level = Signal.Rms(motor.Samples("AccA", 0.5, 0.8));
        Assert.Equal(Signal.Rms(reference.Samples("AccA", 0.5, 0.8)), level, 0.05 * level);
        Assert.Equal(441 * 80, motor.Samples("AccA").Length);
    }

    [Fact]
    public void Rendering_allocates_nothing()
    {
        var simulation = new MotorSimulation(s_partType, TestMotor.With(Defect.BearingBall));
        float[][] block = [.. Enumerable.Range(0, 9).Select(i => new float[simulation.BlockSamples(i)])];
        for (int i = 0; i < 50; i++)
        {
            simulation.Render(block);
        }

        long allocated = Allocations.PerCall(() =>
        {
            for (int i = 0; i < 50; i++)
            {
                simulation.Render(block);
            }
        });
        Assert.Equal(0, allocated);
    }
}
