using System.Collections.Immutable;
using Bench.Analysis.Tacho;
using Bench.Models.Verdicts;
using Bench.Plots;
using Bench.Reports;

namespace Bench.Bench.Tests.Reports;

public sealed class CurvePlotTests
{
    [Fact]
    public void An_area_beyond_the_limit_starts_and_ends_where_the_lines_cross()
    {
        // 0, 2, 2, 0 against 1: the crossings lie half way in the first and the last piece.
        PlotArea area = Assert.Single(ExceededAreas.Above([0, 1, 2, 3], [0, 2, 2, 0], [1, 1, 1, 1]));

        Assert.Equal([0.5, 1, 2, 2.5], area.X);
        Assert.Equal([1, 1, 1, 1], area.Lower);
        Assert.Equal([1, 2, 2, 1], area.Upper);
    }

    [Fact]
    public void A_curve_below_its_limit_has_no_area_beyond() =>
        Assert.Empty(ExceededAreas.Above([0, 1, 2], [0, double.NaN, 1], [1, 1, 2]));

    [Fact]
    public void A_hole_ends_the_area()
    {
        PlotArea[] areas = [.. ExceededAreas.Above([0, 1, 2, 3, 4], [2, 2, double.NaN, 2, 2], [1, 1, 1, 1, 1])];

        Assert.Equal([new double[] { 0, 1 }, [3, 4]], areas.Select(area => area.X.ToArray()));
    }

    [Fact]
    public void Below_a_lower_limit_counts_as_well()
    {
        PlotArea area = Assert.Single(ExceededAreas.Below([0, 1], [0, 2], [1, 1]));

        Assert.Equal([0, 0.5], area.X);
    }

    [Fact]
    public void The_worst_finding_carries_the_figure_and_every_finding_its_range()
    {
        Finding worst = ShiftExample.Fail().Findings[0];
        Finding[] findings = [worst, worst with { From = 2000, To = 2000 }];
        LinePlot plot = Assert.IsType<LinePlot>(Plot(0, findings));

        PlotCallout callout = Assert.Single(plot.Callouts);
        Assert.Equal("+2.6 dB", callout.Text);
        Assert.Equal(["7\u202f500–8\u202f500 rpm", "2\u202f000 rpm"], plot.Spans.Select(span => span.Text));
        Assert.Equal("accelerometer A-side, run-up", plot.Subtitle);
    }

    [Fact]
    public void The_axis_of_a_curve_chooses_the_kind_of_plot()
    {
        Assert.IsType<LinePlot>(Plot(0, []));
        BarPlot bars = Assert.IsType<BarPlot>(Plot(1, []));
        Assert.Equal(ShiftExample.Definition.Curves[1].Positions.Length + 1, bars.Edges.Length);
        Assert.All(bars.Edges.Skip(1).Zip(bars.Edges), edge =>
            Assert.Equal(Math.Pow(10, 0.05), edge.First / edge.Second, 1e-9));
        Assert.IsType<RangePlot>(Plot(3, []));
    }

    [Fact]
    public void A_specified_limit_is_shown_whatever_was_learned()
    {
        RangePlot plot = Assert.IsType<RangePlot>(Plot(3, [ShiftExample.Fail().Findings[2] with { Limit = 1.25 }]));

        Assert.Equal(1.25, plot.UpperLimit);
        Assert.Equal(2, Assert.IsType<RangePlot>(Plot(3, [])).UpperLimit);
    }

    [Fact]
    public void A_models_finding_carries_no_figure_at_a_point()
    {
        Finding finding = ShiftExample.Fail().Findings[0] with { Source = FindingSource.Model };

        Assert.Empty(Assert.IsType<LinePlot>(Plot(0, [finding])).Callouts);
    }

    [Fact]
    public void An_envelope_spectrum_marks_the_orders_of_both_bearings()
    {
        LinePlot plot = Assert.IsType<LinePlot>(Plot(2, []));

        // 9/2 (1 - 11.906/60) and 8/2 (1 - 12.303/52).
        Assert.Equal(3.6071, plot.Markers.Single(marker => marker.Text == "outer A").X, 1e-4);
        Assert.Equal(3.0536, plot.Markers.Single(marker => marker.Text == "outer B").X, 1e-4);
    }

    [Fact]
    public void A_drop_out_of_one_sample_survives_thinning()
    {
        ImmutableArray<double> times = [.. Enumerable.Range(0, 100000).Select(i => 0.001 * i)];
        ImmutableArray<double> speeds = [.. Enumerable.Range(0, 100000).Select(i => i == 54321 ? 0.0 : 6000)];

        LinePlot plot = SpeedTracePlot.Of(ShiftExample.PartType, new SpeedTrace(times, speeds));

        PlotSeries measured = plot.Series[^1];
        Assert.InRange(measured.X.Length, 100, 1600);
        Assert.Equal(54.321, measured.X[measured.Y.IndexOf(0)], 1e-9);
    }

    private static PlotDescription Plot(int curve, IReadOnlyList<Finding> findings) => CurvePlot.Of(
        ShiftExample.PartType, ShiftExample.MeasurementOf(7.5, 0), curve, ShiftExample.LimitsOf(curve), findings);
}
