using Bench.Samples.Simulation;

namespace Bench.Samples.Tests.Simulation;

public class TachoTests
{
    private const int Teeth = 8;
    private const double Volts = 2.5;

    private static readonly TestMotor s_motor =
        TestMotor.Run(TestMotor.ShortCycle(TestMotor.Load("7DL")), TestMotor.Good(), 2);

    [Fact]
    public void Every_edge_stands_where_the_shaft_angle_meets_its_tooth()
    {
        (double[] errors, double[] toothErrors) = Errors(RisingEdges(s_motor));

        // Jitter is 1 µs; interpolation between samples 9.8 µs apart and 10 mV of noise may add 2 µs at most.
        double rms = Math.Sqrt(errors.Average(e => e * e));
        Assert.InRange(rms, 0.7e-6, 1.5e-6);
        Assert.True(errors.Max(Math.Abs) < 7e-6);

        // The wheel's own pattern is 0.1 % to 1 % of a spacing.
        Assert.InRange(toothErrors.Max(Math.Abs), 0.0005, 0.02);
    }

    [Fact]
    public void The_number_of_edges_is_that_of_the_turned_teeth()
    {
        double turned = s_motor.Revolutions[^1] - s_motor.Revolutions[0];

        Assert.Equal(turned * Teeth, RisingEdges(s_motor).Length, 1.5);
    }

    [Fact]
    public void Edges_have_a_finite_rise_and_pulses_reach_their_levels()
    {
        ReadOnlySpan<float> volts = s_motor.Samples("Tacho");
        float steepest = 0;
        for (int i = 1; i < volts.Length; i++)
        {
            steepest = Math.Max(steepest, Math.Abs(volts[i] - volts[i - 1]));
        }

        // Half a cosine over five samples or more rises by no more than 5 V sin(π/10) a sample.
        Assert.InRange(steepest, 0.5, 1.7);
        Assert.InRange(Signal.Peak(volts), 4.95, 5.1);
    }

    [Fact]
    public void The_drive_follows_the_profile_to_within_half_a_percent()
    {
        double[] edges = RisingEdges(s_motor);
        double[] dwell = [.. edges.Where(time => time is > 1.4 and < 1.9)];
        double rpm = 60.0 * (dwell.Length - 1) / Teeth / (dwell[^1] - dwell[0]);

        Assert.InRange(rpm, 5970, 6030);
        Assert.NotEqual(6000, rpm, 0.01);
    }

    [Fact]
    public void A_dropout_takes_the_pulses_of_50_to_300_ms_out_of_the_run_up()
    {
        double[] edges = RisingEdges(TestMotor.Run(s_motor.PartType, TestMotor.With(BenchFault.TachoDropout), 2));
        double gap = 0;
        double at = 0;
        for (int i = 1; i < edges.Length; i++)
        {
            if (edges[i - 1] > 0.3 && edges[i] - edges[i - 1] > gap)
            {
                (gap, at) = (edges[i] - edges[i - 1], edges[i - 1]);
            }
        }

        Assert.InRange(gap, 0.05, 0.31);
        Assert.InRange(at, 0.35, 1.0);
    }

    internal static double[] RisingEdges(TestMotor motor)
    {
        ReadOnlySpan<float> volts = motor.Samples("Tacho");
        List<double> edges = [];
        for (int i = 1; i < volts.Length; i++)
        {
            if (volts[i - 1] < Volts && volts[i] >= Volts)
            {
                double share = (Volts - volts[i - 1]) / (volts[i] - volts[i - 1]);
                edges.Add((i - 1 + share) / TestMotor.AngleRateHz);
            }
        }

        return [.. edges];
    }

    // Angle at each edge, less its number and the mean error of its tooth; in seconds at the speed there.
    private static (double[] Seconds, double[] Teeth) Errors(double[] edges)
    {
        double[] residual = new double[edges.Length];
        double[] speed = new double[edges.Length];
        double[] tooth = new double[Teeth];
        double[] count = new double[Teeth];
        for (int i = 0; i < edges.Length; i++)
        {
            double at = edges[i] * TestMotor.AngleRateHz;
            int first = (int)at;
            double rise = s_motor.Revolutions[first + 1] - s_motor.Revolutions[first];
            residual[i] = (Teeth * (s_motor.Revolutions[first] + ((at - first) * rise))) - i;
            speed[i] = Teeth * rise * TestMotor.AngleRateHz;
            if (edges[i] > 0.5)
            {
                tooth[i % Teeth] += residual[i];
                count[i % Teeth]++;
            }
        }

        double[] mean = [.. tooth.Select((sum, k) => sum / count[k])];
        double[] seconds = [.. residual.Select((r, i) => (r - mean[i % Teeth]) / speed[i])];
        double offset = mean.Average();
        return (seconds[(seconds.Length / 10)..], [.. mean.Select(m => m - offset)]);
    }
}
