using Bench.Analysis.Kinematics;
using Bench.Analysis.PartTypes;
using Bench.Samples.Simulation;

namespace Bench.Samples.Tests.Simulation;

public class SwitchingLineTests
{
    private const double RateHz = 51_200;
    private const double From = 0.9;
    private const double To = 1.3;

    private static readonly PartType s_7dl = TestMotor.Load("7DL");

    [Theory]
    [InlineData(6000)]
    [InlineData(4500)]
    public void Lines_stand_beside_the_switching_frequency_at_every_speed(double rpm)
    {
        var motor = TestMotor.Run(TestMotor.AtDwell(s_7dl, 1, rpm), TestMotor.Good(), To);
        ReadOnlySpan<float> current = motor.Samples("CurU", From, To);
        ReadOnlySpan<float> sound = motor.Samples("Mic", From, To);

        foreach ((int carrier, int sideband) in (ReadOnlySpan<(int, int)>)[(1, -2), (1, 2), (2, -1), (2, 1)])
        {
            double hertz = CharacteristicOrders.SwitchingLineHz(s_7dl.Machine, carrier, sideband, rpm);
            Assert.True(AboveNeighboursDb(current, hertz) > 20, $"current, {hertz} Hz");
        }

        double force = CharacteristicOrders.SwitchingLineHz(s_7dl.Machine, 1, 1, rpm);
        Assert.True(AboveNeighboursDb(sound, force) > 10, $"sound, {force} Hz");
    }

    [Fact]
    public void A_switching_frequency_error_moves_the_lines_by_3_to_5_percent()
    {
        PartType partType = TestMotor.AtDwell(s_7dl, 1);
        var motor = TestMotor.Run(partType, TestMotor.With(Defect.SwitchingFrequency), To);
        ReadOnlySpan<float> current = motor.Samples("CurU", From, To);
        double strongest = 0;
        double at = 0;
        for (double hertz = 8600; hertz < 9800; hertz += 3)
        {
            double amplitude = Signal.Amplitude(current, RateHz, hertz);
            if (amplitude > strongest)
            {
                (strongest, at) = (amplitude, hertz);
            }
        }

        // 6000 rpm, four pole pairs: the strongest line is 800 Hz below the switching frequency.
        Assert.InRange(Math.Abs((at + 800) - 10_000), 300, 520);
    }

    [Fact]
    public void The_inverter_is_silent_at_standstill()
    {
        var motor = TestMotor.Run(TestMotor.AtDwell(s_7dl, 1), TestMotor.Good(), 0.1);

        Assert.InRange(Signal.Rms(motor.Samples("CurU")), 0.1, 2);
        Assert.True(Signal.Amplitude(motor.Samples("CurU"), RateHz, 10_000) < 0.1);
    }

    [Fact]
    public void Brush_noise_shows_in_the_excitation_current_and_as_high_frequency_vibration()
    {
        PartType partType = TestMotor.AtDwell(TestMotor.Load("6AM"), 1);
        var good = TestMotor.Run(partType, TestMotor.Good("6AM-2611-00042"), To);
        var motor = TestMotor.Run(partType, TestMotor.With(Defect.BrushNoise, serial: "6AM-2611-00042"), To);

        Assert.InRange(good.Samples("CurE", 1.2, 1.3)[0], 8, 13);
        Assert.True(Ripple(motor) > 1.6 * Ripple(good));
        Assert.True(
            Signal.Kurtosis(motor.Samples("AccB", From, To)) > 1.1 * Signal.Kurtosis(good.Samples("AccB", From, To)));
    }

    private static double Ripple(TestMotor motor)
    {
        float[] current = motor.Samples("CurE", 1, To).ToArray();
        float mean = current.Average();
        return Signal.Rms([.. current.Select(sample => sample - mean)]);
    }

    private static double AboveNeighboursDb(ReadOnlySpan<float> samples, double hertz)
    {
        double line = Signal.Amplitude(samples, RateHz, hertz);
        double beside = 0;
        foreach (double offset in (double[])[-57, -43, -31, 31, 43, 57])
        {
            beside += Signal.Amplitude(samples, RateHz, hertz + offset) / 6;
        }

        return Signal.Db(line / beside);
    }
}
