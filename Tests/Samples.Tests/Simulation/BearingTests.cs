using Bench.Analysis.Kinematics;
using Bench.Analysis.PartTypes;
using Bench.Samples.Simulation;

namespace Bench.Samples.Tests.Simulation;

public class BearingTests
{
    private const double From = 0.7;
    private const double To = 1.5;

    private static readonly PartType s_partType = TestMotor.AtDwell(TestMotor.Load("7DL"), 1.1);

    [Theory]
    [InlineData(Defect.BearingOuter)]
    [InlineData(Defect.BearingInner)]
    [InlineData(Defect.BearingBall)]
    [InlineData(Defect.BearingCage)]
    public void The_envelope_has_the_defects_line_and_its_harmonic(Defect defect)
    {
        var motor = TestMotor.Run(s_partType, TestMotor.With(defect), To);
        (double first, double second) = LinesDb(motor, defect);

        Assert.True(first > 15, $"{defect}: first line {first:F1} dB above the floor");
        Assert.True(second > 8, $"{defect}: second line {second:F1} dB above the floor");
    }

    [Theory]
    [InlineData(Defect.BearingOuter)]
    [InlineData(Defect.BearingInner)]
    [InlineData(Defect.BearingBall)]
    public void A_good_bearing_has_no_such_line(Defect defect)
    {
        var motor = TestMotor.Run(s_partType, TestMotor.Good(), To);

        Assert.True(LinesDb(motor, defect).First < 13);
    }

    [Theory]
    [InlineData(Defect.BearingInner)]
    [InlineData(Defect.LoosePart)]
    public void Impacts_raise_the_kurtosis(Defect defect)
    {
        var good = TestMotor.Run(s_partType, TestMotor.Good(), To);
        var motor = TestMotor.Run(s_partType, TestMotor.With(defect), To);

        Assert.InRange(Math.Max(Kurtosis(good, "AccA"), Kurtosis(good, "AccB")), 1.5, 3.8);
        Assert.True(Math.Max(Kurtosis(motor, "AccA"), Kurtosis(motor, "AccB")) > 4.5);
    }

    [Fact]
    public void A_loose_part_does_not_strike_at_low_speed()
    {
        PartType slow = TestMotor.AtDwell(TestMotor.Load("7DL"), 1.5, 2400);
        var good = TestMotor.Run(slow, TestMotor.Good(), To);
        var motor = TestMotor.Run(slow, TestMotor.With(Defect.LoosePart), To);

        Assert.Equal(Kurtosis(good, "AccA"), Kurtosis(motor, "AccA"), 0.01);
    }

    private static double Kurtosis(TestMotor motor, string channel) =>
        Signal.Kurtosis(motor.Samples(channel, From, To));

    // Levels over the median of the envelope spectrum, of whichever bearing and sensor shows the line best.
    private static (double First, double Second) LinesDb(TestMotor motor, Defect defect)
    {
        (double First, double Second) best = (double.NegativeInfinity, double.NegativeInfinity);
        foreach (string sensor in (string[])["AccA", "AccB"])
        {
            float[] envelope = Signal.Envelope(motor.Samples(sensor, From, To), 51_200, 4000, 12_000);
            double[] angles = motor.AnglesOf(envelope.Length, From, To);
            double floor = Median([.. Enumerable.Range(0, 40).Select(
                i => Signal.OrderAmplitude(envelope, angles, 1.3 + (0.1931 * i)))]);
            foreach (Bearing bearing in motor.PartType.Machine.Bearings)
            {
                double order = OrderOf(defect, bearing);
                double first = Signal.Db(Highest(envelope, angles, order) / floor);
                if (first > best.First)
                {
                    best = (first, Signal.Db(Highest(envelope, angles, 2 * order) / floor));
                }
            }
        }

        return best;
    }

    private static double OrderOf(Defect defect, Bearing bearing) => defect switch
    {
        Defect.BearingOuter => CharacteristicOrders.BallPassOuter(bearing),
        Defect.BearingInner => CharacteristicOrders.BallPassInner(bearing),
        Defect.BearingBall => 2 * CharacteristicOrders.BallSpin(bearing),
        _ => CharacteristicOrders.Cage(bearing),
    };

    // Slip lowers the order by up to 2 %.
    private static double Highest(float[] envelope, double[] angles, double order)
    {
        double highest = 0;
        for (double slip = 0; slip <= 0.02; slip += 0.002)
        {
            highest = Math.Max(highest, Signal.OrderAmplitude(envelope, angles, order * (1 - slip)));
        }

        return highest;
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }
}
