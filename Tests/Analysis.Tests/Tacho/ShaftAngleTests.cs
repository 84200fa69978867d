using Bench.Analysis.Tacho;
using Bench.Analysis.Tests.Orders;

namespace Bench.Analysis.Tests.Tacho;

public sealed class ShaftAngleTests
{
    [Theory]
    [InlineData(0, 1e-8)]
    [InlineData(1, 2e-4)]
    public void Time_over_angle_of_a_fast_run_up_is_exact(double smoothing, double tolerance)
    {
        // 1900 rpm/s from 1000 rpm.
        RunUp runUp = new(1000, 12000, 5.7894736842105265);
        ShaftAngle angle = Track(runUp.Pulses(8), 8, smoothing, runUp.DurationSeconds);
        double first = FirstPulse(runUp, 8);
        for (long k = 20; k + 21 < angle.EndKnot; k++)
        {
            AngleKnot from = angle.Knot(k);
            AngleKnot to = angle.Knot(k + 1);
            double middle = (from.Revolutions + to.Revolutions) / 2;
            double expected = runUp.Seconds(middle - angle.Knot(0).Revolutions + first);

            // In revolutions. What smoothing leaves at 1000 rpm and 1900 rpm/s varies slowly: it is no false line.
            Assert.Equal(0, (AngleKnot.TimeAt(from, to, middle) - expected) / from.SecondsPerRevolution, tolerance);
            Assert.Equal(runUp.SpeedRpm(from.TimeSeconds), from.SpeedRpm, 0.1);
        }
    }

    [Fact]
    public void Smoothing_over_two_revolutions_removes_a_pattern_and_holds_the_speed_within_3_rpm_with_5_us_jitter()
    {
        RunUp runUp = new(1000, 6000, 5);
        Random random = new(5);
        double[] pattern = [.. Enumerable.Range(0, 60).Select(_ => 0.0005 * (random.NextDouble() - 0.5))];
        double mean = pattern.Average();
        double[] pulses = [.. runUp.Pulses(60, i => pattern[i % 60] - mean).Select(t => t + (5e-6 * Gauss(random)))];
        ShaftAngle angle = Track(pulses, 60, 2, runUp.DurationSeconds);

        double worst = 0;
        double worstRaw = 0;
        for (long k = 241; k + 242 < angle.EndKnot; k++)
        {
            AngleKnot knot = angle.Knot(k);
            worst = Math.Max(worst, Math.Abs(knot.SpeedRpm - runUp.SpeedRpm(knot.TimeSeconds)));
            double rawRpm = 1 / (knot.RawSeconds - angle.Knot(k - 1).RawSeconds);
            worstRaw = Math.Max(worstRaw, Math.Abs(rawRpm - runUp.SpeedRpm(knot.TimeSeconds)));
        }

        Assert.InRange(worst, 0, 3.0);
        Assert.InRange(worstRaw, 50, double.PositiveInfinity);
    }

    [Fact]
    public void Look_ahead_is_as_stated()
    {
        RunUp steady = new(3000, 3000, 1);
        double[] pulses = steady.Pulses(8);
        ShaftAngle angle = new(8, 1);
        for (int i = 0; i < 100; i++)
        {
            angle.AddEdge(pulses[i]);
            Assert.Equal(Math.Max(0, i - angle.LookAheadEdges + 1), angle.EndKnot);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void Missing_pulses_are_reported_and_cut_the_curve(int missing)
    {
        RunUp runUp = new(600, 6000, 3);
        double[] pulses = runUp.Pulses(8);
        double[] left = [.. pulses.Where((_, i) => i < 300 || i >= 300 + missing)];
        ShaftAngle angle = Track(left, 8, 1, 3);

        TachoEvent found = Assert.Single(angle.Events);
        Assert.Equal(TachoEventKind.Dropout, found.Kind);
        Assert.Equal(pulses[299], found.TimeSeconds, 1e-12);
        Assert.Equal(pulses[300 + missing] - pulses[299], found.DurationSeconds, 1e-12);
        AngleKnot[] starts = [.. Knots(angle).Where(knot => knot.StartsSegment)];
        Assert.Equal(2, starts.Length);
        Assert.Equal(pulses[300 + missing], starts[1].RawSeconds);
    }

    [Fact]
    public void A_bouncing_edge_is_reported_and_left_out()
    {
        RunUp runUp = new(600, 6000, 3);
        double[] pulses = runUp.Pulses(8);
        double extra = pulses[200] + (0.1 * (pulses[201] - pulses[200]));
        double middle = pulses[400] + (0.45 * (pulses[401] - pulses[400]));
        ShaftAngle angle = Track([.. pulses.Append(extra).Append(middle).Order()], 8, 1, 3);

        Assert.Equal([extra, middle], angle.Events.Select(found => found.TimeSeconds));
        Assert.All(angle.Events, found => Assert.Equal(TachoEventKind.Bounce, found.Kind));
        Assert.Equal(pulses, Knots(angle).Select(knot => knot.RawSeconds));
    }

    [Fact]
    public void A_tacho_lost_until_the_end_is_reported()
    {
        RunUp steady = new(3000, 3000, 2);
        ShaftAngle angle = Track(steady.Pulses(8)[..400], 8, 1, 2);
        TachoEvent found = Assert.Single(angle.Events);
        Assert.Equal(TachoEventKind.Dropout, found.Kind);
        Assert.Equal(1.0, found.DurationSeconds, 1e-6);
    }

    [Fact]
    public void Starting_from_rest_and_braking_to_rest_is_no_fault()
    {
        RunUp start = new(0, 3000, 1);
        RunUp stop = new(3000, 0, 1);
        double end = stop.Revolutions(1);
        double[] up = start.Pulses(8);
        double[] down = [.. Enumerable.Range(0, (int)(end * 8)).Select(i => 1 + stop.Seconds(i / 8.0))];
        double[] again = [.. up.Select(t => 4 + t)];
        ShaftAngle angle = Track([.. up.Select(t => t), .. down, .. again], 8, 1, 5.0);

        Assert.Empty(angle.Events);
        Assert.Equal(2, Knots(angle).Count(knot => knot.StartsSegment));
    }

    [Fact]
    public void Old_knots_can_be_dropped()
    {
        RunUp steady = new(6000, 6000, 10);
        ShaftAngle angle = Track(steady.Pulses(8), 8, 1, 10);
        AngleKnot kept = angle.Knot(5000);
        angle.Forget(5000);
        Assert.Equal(5000, angle.FirstKnot);
        Assert.Equal(kept, angle.Knot(5000));
    }

    private static double FirstPulse(
        RunUp runUp, int perRevolution) => runUp.Revolutions(runUp.Pulses(perRevolution)[0]);

    private static ShaftAngle Track(double[] pulses, int perRevolution, double smoothing, double endSeconds)
    {
        ShaftAngle angle = new(perRevolution, smoothing);
        foreach (double pulse in pulses)
        {
            angle.AddEdge(pulse);
        }

        angle.Complete(endSeconds);
        return angle;
    }

    private static IEnumerable<AngleKnot> Knots(ShaftAngle angle)
    {
        for (long k = angle.FirstKnot; k < angle.EndKnot; k++)
        {
            yield return angle.Knot(k);
        }
    }

    private static double Gauss(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
