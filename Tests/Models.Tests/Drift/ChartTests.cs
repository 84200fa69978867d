using Bench.Models.Drift;

namespace Bench.Models.Tests.Drift;

public class ChartTests
{
    // Montgomery, Introduction to Statistical Quality Control, table 9.1: target 10, σ 1, shifted by 1 σ after 20.
    private static readonly double[] s_published =
    [
        9.45, 7.99, 9.29, 11.66, 12.16, 10.18, 8.04, 11.46, 9.20, 10.34, 9.03, 11.47, 10.51, 9.40, 10.08, 9.37, 10.62,
        10.31, 8.52, 10.84, 10.90, 9.33, 12.29, 11.50, 10.60, 11.08, 10.38, 11.62, 11.31, 10.52,
    ];

    [Fact]
    public void Cusum_of_the_published_series_alarms_at_the_published_motor()
    {
        CusumChart chart = new(10, 1, new CusumOptions());
        ChartPoint[] points = [.. s_published[..29].Select(chart.Add)];

        Assert.Equal(28, Array.FindIndex(points, point => point.IsAlarm));
        Assert.Equal(5.28, points[28].Statistic, 1e-9);
        Assert.Equal(7, chart.Run);
    }

    [Fact]
    public void Ewma_of_the_published_series_alarms_at_the_published_motor()
    {
        // Example 9.2: λ = 0.1, L = 2.7; limits 9.73 and 10.27 at first, 9.38 and 10.62 in the end.
        EwmaChart chart = new(10, 1, new EwmaOptions { Weight = 0.1, Limit = 2.7 });
        ChartPoint[] points = [.. s_published.Select(chart.Add)];

        Assert.Equal(9.945, points[0].Statistic, 1e-9);
        Assert.Equal(9.7495, points[1].Statistic, 1e-9);
        Assert.Equal(10.27, points[0].High, 0.005);
        Assert.Equal(10.62, points[29].High, 0.005);
        Assert.Equal(28, Array.FindIndex(points, point => point.IsAlarm));
    }

    [Fact]
    public void A_missing_value_moves_no_chart()
    {
        CusumChart cusum = new(0, 1, new CusumOptions());
        EwmaChart ewma = new(0, 1, new EwmaOptions());
        ChartPoint before = ewma.Add(1);
        cusum.Add(3);

        Assert.Equal(before.Statistic, ewma.Add(double.NaN).Statistic);
        Assert.Equal(2.5, cusum.Add(double.NaN).Statistic);
    }

    [Fact]
    public void A_shift_down_is_negative() =>
        Assert.Equal(-1.5, new CusumChart(0, 1, new CusumOptions()).Add(-2).Statistic);

    [Theory]
    [InlineData(ControlRule.BeyondLimit, new[] { 0, 3.1, 0 }, 1, 1)]
    [InlineData(ControlRule.OneSide, new[] { -1, .1, .1, .2, .1, .3, .1, .1, .2, .1, .1, -1 }, 1, 10)]
    [InlineData(ControlRule.Trend, new[] { 0.5, -1, -.5, 0, .2, .4, .9, .8 }, 1, 6)]
    [InlineData(ControlRule.TwoOfThreeFar, new[] { 0, 2.1, 0, 2.2, 0 }, 1, 3)]
    [InlineData(ControlRule.FourOfFiveOff, new[] { 0, -1.1, -1.2, 0, -1.3, -1.4, 0 }, 1, 5)]
    [InlineData(ControlRule.TwoLevels, new[] { 0, 1.1, -1.1, 1.2, 1.1, -1.3, 1.1, -1.2, -1.2, 0 }, 1, 8)]
    public void Each_rule_finds_its_pattern(ControlRule rule, double[] z, int from, int to) =>
        Assert.Contains(
            new ControlViolation(rule, from, to), ControlRules.Find([.. z.Select(one => 7 + (2 * one))], 7, 2));

    [Fact]
    public void Alternating_and_quiet_series_are_found()
    {
        double[] alternating = [.. Enumerable.Range(0, 14).Select(i => i % 2 == 0 ? 0.5 : -0.5)];

        Assert.Equal([new(ControlRule.Alternating, 0, 13)], ControlRules.Find(alternating, 0, 1));
        Assert.Contains(
            new ControlViolation(ControlRule.TooQuiet, 0, 14), ControlRules.Find([.. alternating, 0], 0, 1));
    }

    [Fact]
    public void A_gap_breaks_a_pattern() =>
        Assert.Empty(ControlRules.Find([.1, .1, .1, .1, double.NaN, .1, .1, .1, .1, .1], 0, 1));
}
