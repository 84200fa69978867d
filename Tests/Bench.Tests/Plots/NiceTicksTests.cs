using Bench.Plots;

namespace Bench.Bench.Tests.Plots;

public sealed class NiceTicksTests
{
    [Theory]
    [InlineData(0, 10, 5, new double[] { 0, 2, 4, 6, 8, 10 })]
    [InlineData(-3, 14, 6, new double[] { 0, 5, 10 })]
    [InlineData(0.1, 0.3, 2, new[] { 0.1, 0.2, 0.3 })]
    [InlineData(1000, 11500, 12, new double[] { 1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000, 9000, 10000, 11000 })]
    public void Linear_ticks_are_round_and_within_the_range(double from, double to, int count, double[] expected)
    {
        double[] ticks = NiceTicks.Linear(from, to, count);

        Assert.Equal(expected.Length, ticks.Length);
        Assert.All(ticks.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-12));
    }

    [Fact]
    public void Logarithmic_ticks_are_one_two_five()
    {
        double[] ticks = NiceTicks.Logarithmic(45, 2500, 12);

        Assert.All(ticks.Zip([50.0, 100, 200, 500, 1000, 2000]), pair => Assert.Equal(pair.Second, pair.First, 1e-9));
        Assert.Equal(6, ticks.Length);
    }

    [Fact]
    public void Many_decades_keep_powers_of_ten_only()
    {
        Assert.Equal(7, NiceTicks.Logarithmic(1, 1e6, 12).Length);
    }

    [Fact]
    public void Every_linear_range_has_at_least_two_ticks_and_not_too_many()
    {
        Random random = new(4711);
        for (int i = 0; i < 2000; i++)
        {
            double from = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-6, 7));
            double to = from + (random.NextDouble() * Math.Pow(10, random.Next(-6, 7))) + 1e-9;
            double[] ticks = NiceTicks.Linear(from, to, 7);

            Assert.InRange(ticks.Length, 1, 8);
            Assert.All(ticks, tick => Assert.InRange(tick, from - (1e-6 * (to - from)), to + (1e-6 * (to - from))));
        }
    }

    [Theory]
    [InlineData(double.NaN, 1)]
    [InlineData(0, double.PositiveInfinity)]
    [InlineData(5, 5)]
    public void Ranges_without_extent_do_not_loop(double from, double to) =>
        Assert.InRange(NiceTicks.Linear(from, to, 5).Length, 0, 1);

    [Theory]
    [InlineData(12000, 2000, "12\u202f000")]
    [InlineData(0.30000000000000004, 0.1, "0.3")]
    [InlineData(-5, 1, "−5")]
    [InlineData(-0.0, 1, "0")]
    public void Numbers_have_the_decimals_their_step_needs(double value, double step, string expected) =>
        Assert.Equal(expected, NiceTicks.Format(value, step));

    [Theory]
    [InlineData(3.1, 4, "3.1")]
    [InlineData(1413.4, 4, "1\u202f413")]
    [InlineData(0.016, 3, "0.016")]
    [InlineData(double.NaN, 3, "–")]
    public void Significant_numbers_carry_no_empty_zeros(double value, int digits, string expected) =>
        Assert.Equal(expected, NiceTicks.Significant(value, digits));
}
