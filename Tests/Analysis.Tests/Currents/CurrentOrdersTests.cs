using System.Collections.Immutable;
using Bench.Analysis.Currents;
using Bench.Analysis.PartTypes;
using Bench.Analysis.Signals;
using Bench.Tests.Shared;

namespace Bench.Analysis.Tests.Currents;

public sealed class CurrentOrdersTests
{
    private const double RateHz = 20_000;

    private static readonly Machine s_machine = new()
    {
        Rotor = RotorKind.PermanentMagnet,
        PolePairs = 4,
        StatorSlots = 48,
        SwitchingFrequencyHz = 10_000,
    };

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Sequences_harmonics_and_interharmonics_of_a_run_up_come_out_apart(int direction)
    {
        // Space vector 10·e^jθ + 0.5·e^−jθ + 0.4·e^−j5θ + 0.3·e^j7θ + 0.2·e^j2.5θ, 100 to 160 Hz in one second.
        CurrentOrders orders = new(10, 13);
        (float[][] phases, double[] angles) = Signal(
            20_000, direction, 60, (1, 10), (-1, 0.5), (-5, 0.4), (7, 0.3), (2.5, 0.2));
        orders.Add(phases[0], phases[1], phases[2], angles);
        Assert.InRange(orders.Frames, 20, 26);
        Assert.Equal(10 / Math.Sqrt(2), orders.FundamentalRms, 1e-3);
        Assert.Equal(5, orders.UnbalancePercent, 0.01);
        Assert.Equal(Math.Sqrt(0.25 + 0.16 + 0.09 - 0.25) * 10, orders.DistortionPercent, 0.01);
        Assert.Equal(2, orders.InterharmonicPercent, 0.01);
        Curve power = orders.Power();
        Assert.Equal(0.08, power.Values[power.Axis.Nearest(-5)], 1e-4);
        Assert.Equal(0.02, power.Values[power.Axis.Nearest(2.5)], 1e-4);
        Assert.InRange(power.Values[power.Axis.Nearest(5)], 0, 1e-7);
    }

    [Fact]
    public void Ripple_of_d_and_q_is_that_of_the_turning_frame()
    {
        // d = 3 + 0.4·cos 6θ, q = 5 + 0.6·cos(6θ + 1) + 0.1·cos 0.5θ.
        double[] angles = [.. Enumerable.Range(0, 30_000).Select(i => Math.Tau * 120 * i / RateHz)];
        float[][] phases = [.. Enumerable.Range(0, 3).Select(p => angles.Select(angle =>
        {
            double d = 3 + (0.4 * Math.Cos(6 * angle));
            double q = 5 + (0.6 * Math.Cos((6 * angle) + 1)) + (0.1 * Math.Cos(angle / 2));
            double phase = angle - (p * Math.Tau / 3);
            return (float)((d * Math.Cos(phase)) - (q * Math.Sin(phase)));
        }).ToArray())];
        CurrentOrders orders = new(10, 13);
        orders.Add(phases[0], phases[1], phases[2], angles);
        Curve ripple = orders.RippleQ();
        Assert.Equal(0.18, ripple.Values[ripple.Axis.Nearest(6)], 1e-4);
        Assert.Equal(0.005, ripple.Values[ripple.Axis.Nearest(0.5)], 1e-4);
        Assert.Equal(25, ripple.Values[0], 1e-3);
        Assert.Equal(0.08, orders.RippleD().Values[ripple.Axis.Nearest(6)], 1e-4);
        Assert.Equal(9, orders.RippleD().Values[0], 1e-3);

        // Order 6 of the field is order 24 of a shaft with four pole pairs.
        Curve torque = CurrentSignature.TorqueRippleOrders(s_machine, ripple);
        Assert.Equal(0.18, torque.Values[torque.Axis.Nearest(24)], 1e-4);
    }

    [Fact]
    public void Signature_lines_are_read_relative_to_the_fundamental()
    {
        CurrentOrders orders = new(40, 4);
        (float[][] phases, double[] angles) = Signal(40_000, 1, 0, (1, 10), (0.75, 0.1), (1.25, 0.05), (-1, 0.2));
        Random random = new(3);
        foreach (float[] phase in phases)
        {
            for (int i = 0; i < phase.Length; i++)
            {
                phase[i] += (float)(0.05 * (random.NextDouble() - 0.5));
            }
        }

        orders.Add(phases[0], phases[1], phases[2], angles);
        ImmutableArray<SignatureReading> readings = CurrentSignature.Read(orders, CurrentSignature.Lines(s_machine));
        Assert.Equal(7, readings.Length);
        Assert.Equal(-40, At(0.75).RelativeDb, 0.1);
        Assert.Equal(-46.02, At(1.25).RelativeDb, 0.2);
        Assert.Equal(20 * Math.Log10(0.02), At(-1).RelativeDb, 0.1);
        Assert.InRange(At(0.75).SignalToNoiseDb, 30, 70);
        Assert.InRange(At(0.5).SignalToNoiseDb, -15, 10);

        SignatureReading At(double order) => readings.Single(reading => reading.Line.ElectricalOrder == order);
    }

    [Fact]
    public void Bearings_draw_lines_at_their_orders_over_the_pole_pairs()
    {
        Bearing bearing = new()
        {
            Name = "A-side",
            Balls = 9,
            BallDiameterMillimetres = 7.94,
            PitchDiameterMillimetres = 39.04,
        };
        ImmutableArray<SignatureLine> lines = CurrentSignature.Lines(s_machine with { Bearings = [bearing] }, 1);
        SignatureLine upper = lines.Last(line => line.Cause == "bearing A-side, outer ring");
        Assert.Equal(1 + (3.5848 / 4), upper.ElectricalOrder, 1e-4);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(701)]
    public void Cutting_into_blocks_does_not_change_a_bit(int size)
    {
        (float[][] phases, double[] angles) = Signal(8000, 1, 30, (1, 3), (-5, 1));
        CurrentOrders whole = new(8, 6);
        CurrentOrders cut = new(8, 6);
        whole.Add(phases[0], phases[1], phases[2], angles);
        for (int i = 0; i < angles.Length; i += size)
        {
            Range range = i..Math.Min(angles.Length, i + size);
            cut.Add(phases[0].AsSpan(range), phases[1].AsSpan(range), phases[2].AsSpan(range), angles.AsSpan(range));
        }

        Assert.Equal(whole.Power().Values, cut.Power().Values);
        Assert.Equal(whole.RippleQ().Values, cut.RippleQ().Values);
    }

    [Fact]
    public void Gaps_and_a_turning_back_begin_a_new_frame_and_adding_allocates_nothing()
    {
        (float[][] phases, double[] angles) = Signal(8000, 1, 0, (1, 3));
        CurrentOrders orders = new(8, 4);
        Assert.True(double.IsNaN(orders.FundamentalRms));
        angles[1000] = double.NaN;
        phases[1][2000] = float.NaN;
        for (int i = 3000; i < angles.Length; i++)
        {
            angles[i] = (2 * angles[2999]) - angles[i];
        }

        Range first = ..3000;
        orders.Add(phases[0].AsSpan(first), phases[1].AsSpan(first), phases[2].AsSpan(first), angles.AsSpan(first));

        // 8 periods of 100 Hz are 1600 samples: none fits between the gaps.
        Assert.Equal(0, orders.Frames);
        orders.Add(phases[0].AsSpan(3000), phases[1].AsSpan(3000), phases[2].AsSpan(3000), angles.AsSpan(3000));
        Assert.Equal(5, orders.Frames);

        // Where the angle runs against the field its fundamental is at −1.
        Assert.Equal(3 / Math.Sqrt(2), Math.Sqrt(orders.Power().Values[orders.Power().Axis.Nearest(-1)]), 1e-3);
        Assert.Equal(0, Allocations.PerCall(() => orders.Add(phases[0], phases[0], phases[0], angles)));
        Assert.Throws<ArgumentException>(() => orders.Add(phases[0], phases[1], phases[2], [0.0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CurrentOrders(3, 10));
    }

    private static (float[][] Phases, double[] Angles) Signal(
        int length, int direction, double hertzPerSecond, params (double Order, double Amplitude)[] lines)
    {
        double[] angles = [.. Enumerable.Range(0, length).Select(i => i / RateHz)
            .Select(t => direction * Math.Tau * ((100 * t) + (hertzPerSecond * t * t / 2)))];
        float[][] phases = [.. Enumerable.Range(0, 3).Select(p => angles.Select(angle =>
            (float)lines.Sum(line => line.Amplitude * Math.Cos((line.Order * angle) - (p * Math.Tau / 3)))).ToArray())];
        return (phases, angles);
    }
}
