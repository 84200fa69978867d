using Bench.Analysis.Orders;
using Bench.Analysis.Tacho;
using Bench.Analysis.Tests.Orders;

namespace Bench.Analysis.Tests.Tacho;

public sealed class ToothedWheelTests
{
    [Theory]
    [InlineData(600, 6000, 60, 2)]
    [InlineData(6000, 600, 60, 2)]
    [InlineData(3000, 3000, 60, 1)]
    [InlineData(6000, 600, 36, 1)]
    public void Missing_edges_are_put_back_and_the_angle_starts_behind_the_gap(
        double fromRpm, double toRpm, int teeth, int missing)
    {
        RunUp runUp = new(fromRpm, toRpm, 2);
        ShaftAngle angle = Read(Edges(runUp, teeth, missing), teeth, missing, 0, 2);

        Assert.Empty(angle.Events);
        AngleKnot first = angle.Knot(0);
        Assert.Equal(Math.Round(runUp.Revolutions(first.RawSeconds)), runUp.Revolutions(first.RawSeconds), 1e-9);
        double offset = runUp.Revolutions(first.RawSeconds) - first.Revolutions;
        Assert.InRange(angle.EndKnot, (runUp.Revolutions(2) - 2.1) * teeth, runUp.Revolutions(2) * teeth);
        for (long k = 0; k < angle.EndKnot; k++)
        {
            AngleKnot knot = angle.Knot(k);
            Assert.Equal(knot.Revolutions + offset, runUp.Revolutions(knot.RawSeconds), 1e-7);
        }
    }

    [Fact]
    public void A_coast_down_with_missing_teeth_and_jitter_keeps_orders_true()
    {
        RunUp coast = new(6000, 600, 6);
        Random random = new(4);
        double[] edges = [.. Edges(coast, 60, 2).Select(t => t + (1e-6 * (random.NextDouble() - 0.5)))];
        float[] samples = coast.Signal(25600, (1, 1), (24, 0.3), (48, 0.05));
        OrderFrames frames = OrderRecorder.Record(samples, 25600, Read(edges, 60, 2, 1, 6), new());
        OrderLevels levels = OrderLevels.Of(frames, new() { Orders = [1, 24, 48], Step = 100 });

        double[] amplitudes = [1, 0.3, 0.05];
        for (int i = 0; i < 3; i++)
        {
            IEnumerable<double> known = levels.Cuts[i].Values.Where(double.IsFinite);
            Assert.InRange(known.Count(), 40, 55);
            Assert.All(known, rms => Assert.Equal(1, rms * Math.Sqrt(2) / amplitudes[i], 0.005));
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void A_revolution_with_an_edge_too_few_or_too_many_is_left_out(int extra)
    {
        RunUp runUp = new(1200, 1800, 3);
        List<double> edges = [.. Edges(runUp, 60, 2)];
        if (extra < 0)
        {
            edges.RemoveAt(1000);
        }
        else
        {
            edges.Insert(1001, (edges[1000] + edges[1001]) / 2);
        }

        double fault = edges[1000];
        ShaftAngle angle = Read([.. edges], 60, 2, 0, 3);
        SpeedSource source = SpeedSource.Of(SpeedSourceKind.Tacho, angle, 0);
        Assert.Equal(1 - (angle.Events[0].DurationSeconds / 2.9), source.Confidence, 0.005);
        TachoEvent found = Assert.Single(angle.Events);
        Assert.Equal(TachoEventKind.Dropout, found.Kind);
        Assert.InRange(fault, found.TimeSeconds, found.TimeSeconds + found.DurationSeconds);
        double offset = Math.Round(runUp.Revolutions(angle.Knot(0).RawSeconds));
        for (long k = 0; k < angle.EndKnot; k++)
        {
            AngleKnot knot = angle.Knot(k);
            double error = runUp.Revolutions(knot.RawSeconds) - knot.Revolutions - offset;
            Assert.Equal(Math.Round(error), error, 1e-7);
        }
    }

    [Fact]
    public void A_wheel_without_its_gap_gives_no_angle()
    {
        Assert.Equal(0, Read(new RunUp(1000, 2000, 2).Pulses(60), 60, 2, 0, 2).EndKnot);
    }

    [Fact]
    public void A_standstill_between_two_runs_is_no_angle()
    {
        RunUp runUp = new(1200, 1800, 1);
        double[] once = Edges(runUp, 60, 2);
        ShaftAngle angle = Read([.. once, .. once.Select(t => t + 5)], 60, 2, 0, 6);
        AngleReader reader = new(angle);
        Assert.True(reader.TryRead(0.9, out _, out double speedRpm));
        Assert.Equal(1740, speedRpm, 0.5);
        Assert.False(reader.TryRead(2, out _, out _));
        Assert.True(reader.TryRead(5.9, out _, out _));
    }

    [Fact]
    public void A_learned_pattern_is_taken_off_the_raw_speed()
    {
        RunUp runUp = new(1500, 1600, 4);
        Random random = new(8);
        double[] pattern = [.. Enumerable.Range(0, 60).Select(_ => 0.0006 * (random.NextDouble() - 0.5))];
        double mean = pattern.Average();
        ShaftAngle angle = new(60, 1);
        foreach (double edge in runUp.Pulses(60, i => pattern[i % 60] - mean))
        {
            angle.AddEdge(edge);
        }

        angle.Complete(4);
        PulsePattern learned = PulsePattern.Learn(angle, ToothNumbering.FirstEdge);
        ShaftAngle corrected = learned.Correct(angle, ToothNumbering.FirstEdge, 1);

        Assert.InRange(learned.Revolutions, 90, 104);
        for (int tooth = 0; tooth < 60; tooth++)
        {
            // Pulse 1 of the run-up is the first edge.
            Assert.Equal(pattern[(tooth + 1) % 60] - mean, learned.ErrorsRevolutions[tooth], 2e-6);
        }

        Assert.InRange(RawDeviation(angle), 30, 100);
        Assert.InRange(RawDeviation(corrected), 0, 0.5);

        double RawDeviation(ShaftAngle of)
        {
            double worst = 0;
            for (long k = 300; k + 300 < of.EndKnot; k++)
            {
                double rawRpm = 1 / (of.Knot(k).RawSeconds - of.Knot(k - 1).RawSeconds);
                worst = Math.Max(worst, Math.Abs(rawRpm - runUp.SpeedRpm(of.Knot(k).RawSeconds)));
            }

            return worst;
        }
    }

    [Fact]
    public void A_pattern_is_not_learned_from_too_little_or_over_a_gap_that_loses_the_count()
    {
        RunUp runUp = new(1200, 1800, 3);
        double[] pulses = runUp.Pulses(8);
        ShaftAngle whole = new(8, 1);
        Array.ForEach(pulses[..60], whole.AddEdge);
        whole.Complete(pulses[59]);
        Assert.Contains(
            "8 smoothed revolutions",
            Assert.Throws<ArgumentException>(() => PulsePattern.Learn(whole, ToothNumbering.FirstEdge)).Message,
            StringComparison.Ordinal);

        ShaftAngle cut = new(8, 1);
        Array.ForEach([.. pulses.Where((_, i) => i is < 300 or > 305)], cut.AddEdge);
        cut.Complete(3);
        Assert.Contains(
            "gaps",
            Assert.Throws<ArgumentException>(() => PulsePattern.Learn(cut, ToothNumbering.FirstEdge)).Message,
            StringComparison.Ordinal);
    }

    private static double[] Edges(RunUp runUp, int teeth, int missing) =>
        [.. runUp.Pulses(teeth).Where((_, i) => (i + 1) % teeth < teeth - missing)];

    private static ShaftAngle Read(double[] edges, int teeth, int missing, double smoothing, double endSeconds)
    {
        ToothedWheel wheel = new(teeth, missing, smoothing);
        Array.ForEach(edges, wheel.AddEdge);
        wheel.Complete(endSeconds);
        return wheel.Angle;
    }
}
