using Bench.Models.Drift;

namespace Bench.Models.Tests.Drift;

public class ChartDesignTests
{
    [Theory]
    [InlineData(0.1, 2.814, 500)]
    [InlineData(0.25, 2.998, 500)]
    [InlineData(0.1, 2.703, 370)]
    public void Ewma_has_the_published_run_length(double weight, double limit, double runLength)
    {
        // Lucas and Saccucci 1990, Technometrics 32, table 3; Montgomery, table 9.11 for 370.
        Assert.InRange(ChartDesign.EwmaRunLength(weight, limit), 0.98 * runLength, 1.02 * runLength);
        Assert.Equal(limit, ChartDesign.EwmaLimit(weight, runLength), 0.01);
    }

    [Theory]
    [InlineData(4, 168)]
    [InlineData(5, 465)]
    public void Cusum_has_the_published_run_length(double interval, double runLength)
    {
        // Montgomery, table 9.3 (Hawkins 1993), k = 1/2.
        Assert.InRange(ChartDesign.CusumRunLength(0.5, interval), 0.99 * runLength, 1.01 * runLength);
        Assert.Equal(interval, ChartDesign.CusumInterval(0.5, runLength), 0.02);
    }
}
