using Bench.Models.Drift;

namespace Bench.Models.Tests.Drift;

public class ConformalMartingaleTests
{
    [Fact]
    public void Two_motors_give_the_product_of_their_bets()
    {
        // One third bets each way; after the first motor 99 % stay: 1 + 0.99·2/3·(p₁ - ½)(p₂ - ½).
        ConformalMartingale martingale = new();
        martingale.Add(0.1);
        Assert.Equal(0, martingale.LogCapital, 1e-12);
        martingale.Add(0.2);

        Assert.Equal(Math.Log(1 + (0.99 * 2 / 3 * 0.4 * 0.3)), martingale.LogCapital, 1e-12);
    }

    [Fact]
    public void While_nothing_changes_it_seldom_alarms()
    {
        // Ville: at most 5 % of series ever reach 20. 2000 series of 300 motors, seed 1; three standard deviations.
        Random random = new(1);
        int alarms = Enumerable.Range(0, 2000).Count(_ => Run(300, random.NextDouble).IsAlarm(0.05));

        Assert.InRange(alarms, 0, 100 + (3 * 10));
    }

    [Fact]
    public void A_change_is_noticed_within_a_shift()
    {
        // Scores of 100 motors as ever, then 100 that are one sigma worse.
        Random random = new(2);
        OnlinePValues pValues = new(3);
        ConformalMartingale martingale = new();
        for (int motor = 0; motor < 100; motor++)
        {
            martingale.Add(pValues.Add(Normal(random)));
        }

        Assert.False(martingale.IsAlarm(0.01));
        for (int motor = 0; motor < 100; motor++)
        {
            martingale.Add(pValues.Add(Normal(random) + 1));
        }

        Assert.True(martingale.IsAlarm(0.01));
    }

    [Fact]
    public void P_values_rank_a_score_among_those_before_it()
    {
        OnlinePValues pValues = new(1);
        Assert.InRange(pValues.Add(5), 0, 1);
        Assert.InRange(pValues.Add(4), 0.5, 1);
        Assert.InRange(pValues.Add(6), 0, 1.0 / 3);
        Assert.InRange(pValues.Add(5), 1.0 / 4, 3.0 / 4);
        Assert.True(double.IsNaN(pValues.Add(double.NaN)));
        Assert.InRange(pValues.Add(7), 0, 1.0 / 5);
    }

    [Fact]
    public void A_p_value_is_a_probability()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConformalMartingale().Add(1.1));
        Assert.Equal(0, Run(3, () => double.NaN).LogCapital);
    }

    private static ConformalMartingale Run(int motors, Func<double> pValue)
    {
        ConformalMartingale martingale = new();
        for (int motor = 0; motor < motors; motor++)
        {
            martingale.Add(pValue());
        }

        return martingale;
    }

    private static double Normal(Random random) => MathNet.Numerics.Distributions.Normal.Sample(random, 0, 1);
}
