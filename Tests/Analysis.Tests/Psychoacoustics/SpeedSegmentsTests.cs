using System.Collections.Immutable;
using Bench.Analysis.Psychoacoustics;
using Bench.Analysis.Tacho;

namespace Bench.Analysis.Tests.Psychoacoustics;

public class SpeedSegmentsTests
{
    // Speed and value both rise evenly: in each range the values are a ramp.
    [Fact]
    public void A_ramp_has_the_figures_of_its_ranges()
    {
        SpeedTrace speed = new([.. Times(101)], [.. Times(101).Select(t => 1000 + (100 * t))]);
        double[] values = [.. Enumerable.Range(0, 1000).Select(i => i * 0.1)];
        ImmutableArray<SegmentFigures> figures = SpeedSegments.Compute(values, 0.1, speed, 1000, 2000, 7, 10);
        Assert.Equal(7, figures.Length);
        Assert.Equal(3000, figures[1].FromRpm);
        Assert.Equal(5000, figures[1].ToRpm);
        Assert.Equal(20, figures[1].Seconds, 0.2);
        Assert.Equal(29.5, figures[1].Mean, 0.1);
        Assert.Equal(39.4, figures[1].Maximum, 0.11);
        Assert.Equal(37.4, figures[1].Exceeded, 0.15);
        Assert.Equal(0, figures[6].Seconds);
        Assert.True(double.IsNaN(figures[6].Mean));
    }

    [Fact]
    public void A_NaN_shows_in_its_range_only()
    {
        SpeedTrace speed = new([0, 1], [1000, 2000]);
        ImmutableArray<SegmentFigures> figures =
            SpeedSegments.Compute([1, 2, double.NaN, 4, 5], 0.3, speed, 500, 1000, 2);
        Assert.Equal(1.5, figures[0].Mean);
        Assert.Equal(5, SpeedSegments.Compute([1, 2, 3, 4, 5], 0.3, speed, 500, 1000, 2)[1].Maximum);
        Assert.True(double.IsNaN(figures[1].Maximum));
        Assert.Throws<ArgumentException>(() => SpeedSegments.Compute([1], 1, new SpeedTrace([], []), 0, 1, 1));
    }

    private static IEnumerable<double> Times(int count) => Enumerable.Range(0, count).Select(i => (double)i);
}
