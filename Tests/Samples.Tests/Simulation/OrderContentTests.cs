using System.Numerics;
using Bench.Analysis.PartTypes;
using Bench.Samples.Simulation;

namespace Bench.Samples.Tests.Simulation;

public class OrderContentTests
{
    private const double From = 0.8;
    private const double To = 1.5;

    private static readonly PartType s_partType = TestMotor.AtDwell(TestMotor.Load("7DL"), 1);
    private static readonly TestMotor s_good = TestMotor.Run(s_partType, TestMotor.Good(), To);

    [Fact]
    public void Medium_unbalance_raises_order_1_by_12_dB_and_nothing_else()
    {
        var motor = TestMotor.Run(s_partType, TestMotor.With(Defect.Unbalance), To);

        Assert.InRange(ChangeDb(motor, "AccA", 1), 10.5, 13.5);
        Assert.InRange(ChangeDb(motor, "AccB", 1), 10.5, 13.5);
        Assert.InRange(ChangeDb(motor, "AccA", 8), -0.5, 0.5);
        Assert.InRange(ChangeDb(motor, "AccA", 48), -0.5, 0.5);
    }

    [Fact]
    public void Small_unbalance_stays_within_the_scatter_of_production()
    {
        var motor = TestMotor.Run(s_partType, TestMotor.With(Defect.Unbalance, 0.15), To);

        Assert.InRange(ChangeDb(motor, "AccA", 1), 0.2, 3);
    }

    [Fact]
    public void Stator_eccentricity_raises_the_pole_order_and_its_sidebands()
    {
        var motor = TestMotor.Run(s_partType, TestMotor.With(Defect.StatorEccentricity), To);

        foreach (string sensor in (string[])["AccA", "AccB", "Mic"])
        {
            Assert.InRange(ChangeDb(motor, sensor, 8), 7, 13);
            Assert.InRange(ChangeDb(motor, sensor, 7), 7, 14);
            Assert.InRange(ChangeDb(motor, sensor, 9), 7, 14);
        }

        Assert.InRange(ChangeDb(motor, "AccA", 1), -0.5, 0.5);
    }

    [Fact]
    public void A_broken_magnet_makes_sidebands_of_the_pole_order_and_takes_more_current()
    {
        var motor = TestMotor.Run(s_partType, TestMotor.With(Defect.BrokenMagnet), To);

        foreach (double order in (double[])[5, 6, 7, 9, 10, 11])
        {
            Assert.True(ChangeDb(motor, "AccA", order) > 6, $"order {order}: {ChangeDb(motor, "AccA", order):F1} dB");
        }

        double current = motor.Order("CurU", 4, From, To) / s_good.Order("CurU", 4, From, To);
        Assert.InRange(current, 1.04, 1.08);
    }

    [Fact]
    public void A_turn_short_makes_a_negative_sequence_and_torque_at_twice_the_electrical_frequency()
    {
        var motor = TestMotor.Run(s_partType, TestMotor.With(Defect.TurnShort), To);

        Assert.InRange(NegativeSequence(motor), 0.06, 0.10);
        Assert.InRange(NegativeSequence(s_good), 0.0005, 0.02);
        Assert.True(ChangeDb(motor, "Trq", 8) > 10);
        Assert.True(ChangeDb(motor, "AccA", 8) > 2);
    }

    [Fact]
    public void Phase_unbalance_makes_the_amplitudes_unequal_by_8_percent()
    {
        var motor = TestMotor.Run(s_partType, TestMotor.With(Defect.PhaseUnbalance), To);

        Assert.InRange(Inequality(motor), 0.065, 0.10);
        Assert.InRange(Inequality(s_good), 0, 0.02);
    }

    [Fact]
    public void Phase_currents_add_up_to_zero_but_for_offsets_gains_and_noise()
    {
        double sum = 0;
        for (int i = 0; i < s_good.Samples("CurU").Length; i++)
        {
            double zero = s_good.Samples("CurU")[i] + s_good.Samples("CurV")[i] + s_good.Samples("CurW")[i];
            sum += zero * zero;
        }

        Assert.InRange(Math.Sqrt(sum / s_good.Samples("CurU").Length), 0.5, 3);
        Assert.InRange(Signal.Rms(s_good.Samples("CurU", From, To)), 70, 215);
    }

    [Fact]
    public void Good_motors_differ_like_real_ones()
    {
        List<double> pole = [];
        List<double> unbalance = [];
        foreach (Specimen specimen in BenchShift.GoodMotors(s_partType, 7, 16))
        {
            var motor = TestMotor.Run(s_partType, specimen, 1.2);
            pole.Add(Signal.Db(motor.Order("AccA", 8, From, 1.2)));
            unbalance.Add(Signal.Db(motor.Order("AccA", 1, From, 1.2)));
        }

        Assert.InRange(Deviation(pole), 0.5, 2.5);
        Assert.InRange(Deviation(unbalance), 0.5, 2.5);
    }

    [Fact]
    public void Levels_are_those_of_a_real_bench()
    {
        var motor = TestMotor.Run(TestMotor.ShortCycle(s_partType), TestMotor.Good(), 1.1);

        foreach (string sensor in (string[])["AccA", "AccB", "AccZ"])
        {
            Assert.InRange(Signal.Rms(motor.Samples(sensor, 1, 1.1)), 5, 60);
        }

        Assert.InRange(Signal.Db(Signal.Rms(motor.Samples("Mic", 1, 1.1)) / 20e-6), 80, 95);
        Assert.InRange(Signal.Db(Signal.Rms(motor.Samples("Mic", 0, 0.1)) / 20e-6), 50, 66);
    }

    private static double ChangeDb(TestMotor motor, string channel, double order) =>
        Signal.Db(motor.Order(channel, order, From, To) / s_good.Order(channel, order, From, To));

    // The phasors of the fundamental by a plain Fourier sum; Fortescue's components from them.
    private static double NegativeSequence(TestMotor motor)
    {
        Complex[] phasors = Phasors(motor);
        var turn = Complex.FromPolarCoordinates(1, 2 * Math.PI / 3);
        Complex positive = phasors[0] + (turn * phasors[1]) + (turn * turn * phasors[2]);
        Complex negative = phasors[0] + (turn * turn * phasors[1]) + (turn * phasors[2]);
        return negative.Magnitude / positive.Magnitude;
    }

    private static double Inequality(TestMotor motor)
    {
        double[] amplitudes = [.. Phasors(motor).Select(phasor => phasor.Magnitude)];
        return (amplitudes.Max() - amplitudes.Min()) / amplitudes.Average();
    }

    private static Complex[] Phasors(TestMotor motor) =>
        [.. ((string[])["CurU", "CurV", "CurW"]).Select(channel => Fundamental(motor, channel))];

    private static Complex Fundamental(TestMotor motor, string channel)
    {
        ReadOnlySpan<float> samples = motor.Samples(channel, From, To);
        double[] angles = motor.AnglesOf(samples.Length, From, To);
        Complex sum = 0;
        for (int i = 0; i < samples.Length; i++)
        {
            double window = 1 - Math.Cos(2 * Math.PI * i / samples.Length);
            sum += window * samples[i] * Complex.FromPolarCoordinates(1, -2 * Math.PI * 4 * angles[i]);
        }

        return sum;
    }

    private static double Deviation(List<double> levels)
    {
        double mean = levels.Average();
        return Math.Sqrt(levels.Sum(level => (level - mean) * (level - mean)) / (levels.Count - 1));
    }
}
