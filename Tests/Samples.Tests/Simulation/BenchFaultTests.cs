using System.Collections.Immutable;
using Bench.Analysis.PartTypes;
using Bench.Samples.Simulation;

namespace Bench.Samples.Tests.Simulation;

public class BenchFaultTests
{
    private static readonly PartType s_partType = TestMotor.ShortCycle(TestMotor.Load("7DL"));
    private static readonly TestMotor s_good = TestMotor.Run(s_partType, TestMotor.Good(), 2);
    private static readonly string[] s_accelerometers = ["AccA", "AccB", "AccZ"];

    [Fact]
    public void A_dead_sensor_has_nothing_but_amplifier_noise()
    {
        TestMotor motor = Run(BenchFault.DeadSensor);

        Channel dead = Assert.Single(
            s_partType.Channels[..4],
            channel => Signal.Rms(motor.Samples(channel.Id, 1, 2)) < channel.DeadBelow);
        Assert.True(Signal.Rms(motor.Samples(dead.Id)) > 0);
        Assert.All(s_partType.Channels, channel =>
            Assert.True(Signal.Rms(s_good.Samples(channel.Id, 1, 2)) > channel.DeadBelow, channel.Id));
    }

    [Fact]
    public void A_clipped_sensor_rests_at_full_scale_for_samples_on_end()
    {
        TestMotor motor = Run(BenchFault.ClippedSensor);

        Assert.Single(s_accelerometers, sensor => LongestClipping(motor, sensor) >= 3);
        Assert.All(s_partType.Channels, channel => Assert.Equal(0, LongestClipping(s_good, channel.Id)));
    }

    [Fact]
    public void Swapped_sensors_carry_each_others_samples()
    {
        TestMotor motor = Run(BenchFault.SwappedSensors);

        string other = Assert.Single(
            s_accelerometers[..2],
            sensor => motor.Samples("AccZ").SequenceEqual(s_good.Samples(sensor)));
        Assert.True(motor.Samples(other).SequenceEqual(s_good.Samples("AccZ")));
    }

    [Fact]
    public void A_loose_sensor_loses_the_high_frequencies_and_keeps_the_low_ones()
    {
        TestMotor motor = Run(BenchFault.LooseSensor);

        string loose = Assert.Single(s_accelerometers, sensor => ChangeDb(motor, sensor, 2200, 11_000) < -12);

        // What it rattles comes on top.
        Assert.InRange(ChangeDb(motor, loose, 60, 400), -3, 12);
    }

    [Fact]
    public void Lost_samples_are_a_few_blocks_in_the_middle()
    {
        TestMotor motor = Run(BenchFault.LostSamples);

        Assert.InRange(motor.LostBlocks, 3, 12);
        Assert.Equal(0, s_good.LostBlocks);
    }

    [Fact]
    public void A_hammer_blow_reaches_every_sensor_and_dies_away()
    {
        TestMotor motor = Run(BenchFault.HammerBlow);
        foreach (string sensor in (string[])[.. s_accelerometers, "Mic"])
        {
            float[] blow = Difference(motor.Samples(sensor), s_good.Samples(sensor));
            float peak = Signal.Peak(blow);
            int at = Array.FindIndex(blow, sample => Math.Abs(sample) == peak);

            Assert.True(peak > 3 * Signal.Peak(s_good.Samples(sensor)), $"{sensor}: {peak}");
            Assert.True(Signal.Peak(blow.AsSpan(at + 2560, 256)) < 0.1 * peak, $"{sensor} 50 ms later");
            Assert.Equal(0, LongestClipping(motor, sensor));
        }
    }

    [Fact]
    public void The_speed_off_profile_is_8_to_10_percent_wrong()
    {
        double[] edges = [.. TachoTests.RisingEdges(Run(BenchFault.SpeedOffProfile)).Where(t => t is > 1.4 and < 1.9)];
        double hertz = (edges.Length - 1) / 8.0 / (edges[^1] - edges[0]);

        Assert.InRange(Math.Abs((hertz / 100) - 1), 0.075, 0.105);
    }

    [Fact]
    public void A_shift_holds_every_defect_of_the_rotor_and_every_fault_once_among_good_motors()
    {
        PartType wound = TestMotor.Load("6AM");
        ImmutableArray<Specimen> shift = BenchShift.Shift(wound, 3, 20);

        Assert.Equal(20 + 11 + 8, shift.Length);
        Assert.Equal(11, shift.SelectMany(s => s.Defects).Select(d => d.Defect).Distinct().Count());
        Assert.DoesNotContain(shift.SelectMany(s => s.Defects), d => d.Defect == Defect.BrokenMagnet);
        Assert.All(shift.SelectMany(s => s.Defects), d => Assert.Equal(0.5, d.Severity));
        Assert.Equal(8, shift.SelectMany(s => s.Faults).Distinct().Count());
        Assert.Equal(20, shift.Count(s => s.Defects.IsEmpty && s.Faults.IsEmpty));
        Assert.Equal(shift.Length, shift.Select(s => s.SerialNumber).Distinct().Count());
        Assert.Equal(shift.Select(s => s.SerialNumber), BenchShift.Shift(wound, 3, 20).Select(s => s.SerialNumber));
        Assert.Empty(shift.Select(s => s.SerialNumber)
            .Intersect(BenchShift.GoodMotors(wound, 3, 100).Select(s => s.SerialNumber)));
        Assert.DoesNotContain(
            BenchShift.Shift(TestMotor.Load("7DL"), 3, 1).SelectMany(s => s.Defects),
            d => d.Defect == Defect.BrushNoise);
    }

    private static TestMotor Run(BenchFault fault) => TestMotor.Run(s_partType, TestMotor.With(fault), 2);

    private static int LongestClipping(TestMotor motor, string channel)
    {
        double limit = motor.PartType.Channels.Single(c => c.Id == channel).FullScale;
        int longest = 0;
        int run = 0;
        foreach (float sample in motor.Samples(channel))
        {
            run = Math.Abs(sample) >= limit ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }

    // Mean power at 60 frequencies of a band, against the good motor's.
    private static double ChangeDb(TestMotor motor, string channel, double fromHz, double toHz)
    {
        double power = 0;
        double goodPower = 0;
        for (int i = 0; i < 60; i++)
        {
            double hertz = fromHz * Math.Pow(toHz / fromHz, i / 59.0);
            power += Math.Pow(Signal.Amplitude(motor.Samples(channel, 0.8, 1.2), 51_200, hertz), 2);
            goodPower += Math.Pow(Signal.Amplitude(s_good.Samples(channel, 0.8, 1.2), 51_200, hertz), 2);
        }

        return 10 * Math.Log10(power / goodPower);
    }

    private static float[] Difference(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        float[] result = new float[a.Length];
        for (int i = 0; i < a.Length; i++)
        {
            result[i] = a[i] - b[i];
        }

        return result;
    }
}
