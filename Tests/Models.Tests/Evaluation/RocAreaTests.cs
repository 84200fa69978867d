using Bench.Models.Evaluation;

namespace Bench.Models.Tests.Evaluation;

public class RocAreaTests
{
    // scipy 1.10: mannwhitneyu(faulty, good).statistic / 80; DeLong's variance and McClish's partial area in numpy.
    private static readonly double[] s_good = [0.1, 0.4, 0.35, 0.8, 0.2, 0.3, 0.15, 0.5];
    private static readonly double[] s_faulty = [0.9, 0.8, 0.45, 0.7, 0.95, 0.3, 0.85, 0.6, 0.75, 0.99];

    [Fact]
    public void Area_and_interval()
    {
        RocArea area = RocArea.Of(s_good, s_faulty);

        Assert.Equal(0.875, area.Area, 1e-12);
        Assert.Equal(0.707266599052, area.Low, 1e-9);
        Assert.Equal(1.0, area.High, 1e-9);
        Assert.Equal(0.705263157895, area.PartialArea, 1e-9);
    }

    [Fact]
    public void Perfect_and_by_chance()
    {
        RocArea perfect = RocArea.Of([1, 2], [3, double.NaN]);
        Assert.Equal((1, 1, 1), (perfect.Area, perfect.Low, perfect.PartialArea));
        Assert.Equal(0.5, RocArea.Of([1, 1], [1, 1]).Area);
        Assert.Equal(0.5, RocArea.Of([1, 1], [1, 1]).PartialArea, 1e-12);
        Assert.True(double.IsNaN(RocArea.Of([1], []).Area));
    }

    [Fact]
    public void A_share_of_few_has_a_wide_interval()
    {
        // scipy 1.10: binomtest(2, 100).proportion_ci(method="exact"); binom.sf(1, 100, 0.01) = 0.264.
        ShareInterval share = ShareInterval.For(2, 100);

        Assert.Equal(0.002431337, share.Low, 1e-8);
        Assert.Equal(0.070383932, share.High, 1e-8);
        Assert.True(share.Keeps(0.01));
        Assert.False(ShareInterval.For(5, 100).Keeps(0.01));
        Assert.True(ShareInterval.For(0, 10).Keeps(0.001));
        Assert.Equal((0.0, 1.0), (ShareInterval.For(0, 0).Low, ShareInterval.For(0, 0).High));
    }
}
