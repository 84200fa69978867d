using Bench.Analysis.Orders;
using Bench.Analysis.Tacho;
using Bench.Analysis.Tests.Orders;

namespace Bench.Analysis.Tests.Tacho;

public sealed class SpeedEstimateTests
{
    private const double RateHz = 12800;
    private const int PolePairs = 4;

    private static readonly SpeedEstimateOptions s_options = new() { FromRpm = 500, ToRpm = 7000 };

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Three_currents_give_speed_and_angle_of_a_run_up(int direction)
    {
        RunUp runUp = new(600, 6000, 5);
        (float[] u, float[] v, float[] w) = Currents(runUp, direction);
        EstimatedSpeed found = SpeedEstimate.FromThreePhases(u, v, w, RateHz, PolePairs, s_options);

        Assert.Equal(SpeedSourceKind.ThreePhaseCurrent, found.Source.Kind);
        Assert.InRange(found.Source.Confidence, 0.9, 1);
        AssertSpeed(runUp, found, 3);
        AssertAngle(runUp, found.Angle, 0.002);
    }

    [Fact]
    public void One_current_gives_speed_and_angle_of_a_coast_down()
    {
        RunUp coast = new(6000, 600, 5);
        EstimatedSpeed found =
            SpeedEstimate.FromOnePhase(Currents(coast, 1).U, RateHz, PolePairs, s_options);

        Assert.Equal(SpeedSourceKind.OnePhaseCurrent, found.Source.Kind);
        Assert.InRange(found.Source.Confidence, 0.9, 1);
        AssertSpeed(coast, found, 5);
        AssertAngle(coast, found.Angle, 0.005);
    }

    [Fact]
    public void A_comb_of_orders_in_noise_gives_the_speed_and_true_order_cuts()
    {
        RunUp runUp = new(900, 4500, 6);
        float[] samples = runUp.Signal(RateHz, (1, 0.5), (2, 0.3), (8, 1), (24, 0.3));
        Random random = new(3);
        for (int n = 0; n < samples.Length; n++)
        {
            samples[n] += (float)(random.NextDouble() - 0.5);
        }

        EstimatedSpeed found = SpeedEstimate.FromOrders(
            samples, RateHz, [1, 2, 8, 24], s_options with { FromRpm = 800, ToRpm = 5000 });
        Assert.Equal(SpeedSourceKind.VibrationComb, found.Source.Kind);
        Assert.InRange(found.Source.Confidence, 0.6, 1);
        AssertSpeed(runUp, found, 5);

        OrderOptions options = new() { MaxOrder = 30, Source = found.Source };
        OrderFrames frames = OrderRecorder.Record(samples, RateHz, found.Angle, options);
        OrderLevels levels = OrderLevels.Of(frames, new() { Orders = [8], Step = 250 });
        Assert.Contains("comb of 4 orders", levels.Cuts[0].Method, StringComparison.Ordinal);
        Assert.Contains("confidence 0.", levels.Cuts[0].Method, StringComparison.Ordinal);
        IEnumerable<double> known = levels.Cuts[0].Values.Where(double.IsFinite);
        Assert.InRange(known.Count(), 11, 16);
        Assert.All(known, rms => Assert.Equal(1, rms * Math.Sqrt(2), 0.03));
    }

    [Fact]
    public void Noise_gives_no_angle_and_a_low_confidence()
    {
        Random random = new(5);
        float[] noise = [.. Enumerable.Range(0, 5 * (int)RateHz).Select(_ => (float)(random.NextDouble() - 0.5))];
        EstimatedSpeed comb = SpeedEstimate.FromOrders(noise, RateHz, [1, 2, 8, 24], s_options);
        EstimatedSpeed current = SpeedEstimate.FromOnePhase(noise, RateHz, PolePairs, s_options);

        Assert.InRange(comb.Source.Confidence, 0, 0.3);
        Assert.InRange(current.Source.Confidence, 0, 0.1);
        Assert.Equal(0, current.Angle.EndKnot);
        Assert.True(comb.Speed.Values.Count(double.IsFinite) < comb.Speed.Values.Length / 5);
    }

    [Fact]
    public void A_current_that_fails_for_a_while_makes_a_gap()
    {
        RunUp steady = new(3000, 3000, 4);
        float[] u = Currents(steady, 1).U;
        Random random = new(7);
        for (int n = 2 * (int)RateHz; n < 3 * (int)RateHz; n++)
        {
            u[n] = n % 1000 == 0 ? float.NaN : (float)(0.1 * random.NextDouble());
        }

        EstimatedSpeed found = SpeedEstimate.FromOnePhase(u, RateHz, PolePairs, s_options);
        AngleReader reader = new(found.Angle);
        Assert.True(reader.TryRead(1, out _, out double before));
        Assert.Equal(3000, before, 2.0);
        Assert.False(reader.TryRead(2.5, out _, out _));
        Assert.True(reader.TryRead(3.5, out _, out double after));
        Assert.Equal(3000, after, 2.0);
    }

    [Fact]
    public void Bounds_that_the_samples_do_not_hold_are_refused()
    {
        float[] samples = new float[100000];
        Assert.Contains("sample faster", Refusal([96], s_options), StringComparison.Ordinal);
        Assert.Contains("ToRpm", Refusal([1], s_options with { ToRpm = 100 }), StringComparison.Ordinal);
        Assert.Contains("record longer", Refusal([1], s_options with { FromRpm = 20 }), StringComparison.Ordinal);
        Assert.Contains("above 0", Refusal([0], s_options), StringComparison.Ordinal);

        string Refusal(double[] orders, SpeedEstimateOptions options) => Assert.Throws<ArgumentException>(
            () => SpeedEstimate.FromOrders(samples, RateHz, [.. orders], options)).Message;
    }

    // A sine with 4 % of fifth and seventh harmonic and switching ripple of 10 %.
    private static (float[] U, float[] V, float[] W) Currents(RunUp runUp, int direction)
    {
        float[][] phases = [.. Enumerable.Range(0, 3).Select(phase =>
            Enumerable.Range(0, (int)(runUp.DurationSeconds * RateHz)).Select(n =>
            {
                double t = n / RateHz;
                double shift = 2 * Math.PI * phase / 3;
                double angle = (direction * 2 * Math.PI * PolePairs * runUp.Revolutions(t)) - shift;
                double ripple = 0.1 * Math.Cos((2 * Math.PI * 5000 * t) - shift);
                double harmonics = (0.04 * Math.Cos(5 * angle)) + (0.04 * Math.Cos(7 * angle));
                return (float)(20 * (Math.Cos(angle) + harmonics + ripple));
            }).ToArray())];
        return (phases[0], phases[1], phases[2]);
    }

    private static void AssertSpeed(RunUp runUp, EstimatedSpeed found, double toleranceRpm)
    {
        int known = 0;
        for (int i = 2; i < found.Speed.Axis.Count - 2; i++)
        {
            if (double.IsFinite(found.Speed.Values[i]))
            {
                Assert.Equal(runUp.SpeedRpm(found.Speed.Axis.At(i)), found.Speed.Values[i], toleranceRpm);
                known++;
            }
        }

        Assert.InRange(known, 0.9 * found.Speed.Axis.Count, found.Speed.Axis.Count);
    }

    private static void AssertAngle(RunUp runUp, ShaftAngle angle, double toleranceRevolutions)
    {
        double offset = runUp.Revolutions(angle.Knot(40).TimeSeconds) - angle.Knot(40).Revolutions;
        for (long k = 10; k + 10 < angle.EndKnot; k++)
        {
            AngleKnot knot = angle.Knot(k);
            Assert.Equal(runUp.Revolutions(knot.TimeSeconds), knot.Revolutions + offset, toleranceRevolutions);
        }
    }
}
