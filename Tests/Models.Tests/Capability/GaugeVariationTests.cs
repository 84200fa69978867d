using Bench.Models.Capability;

namespace Bench.Models.Tests.Capability;

public class GaugeVariationTests
{
    private static readonly GaugeTrials s_plan = new(Motors: 10, Conditions: 3, Repeats: 3);

    // AIAG, Measurement Systems Analysis, 4th edition, the study of chapter III: appraiser and trial by part.
    private static readonly double[][] s_published =
    [
        [0.29, -0.56, 1.34, 0.47, -0.80, 0.02, 0.59, -0.31, 2.26, -1.36],
        [0.41, -0.68, 1.17, 0.50, -0.92, -0.11, 0.75, -0.20, 1.99, -1.25],
        [0.64, -0.58, 1.27, 0.64, -0.84, -0.21, 0.66, -0.17, 2.01, -1.31],
        [0.08, -0.47, 1.19, 0.01, -0.56, -0.20, 0.47, -0.63, 1.80, -1.68],
        [0.25, -1.22, 0.94, 1.03, -1.20, 0.22, 0.55, 0.08, 2.12, -1.62],
        [0.07, -0.68, 1.34, 0.20, -1.28, 0.06, 0.83, -0.34, 2.19, -1.50],
        [0.04, -1.38, 0.88, 0.14, -1.46, -0.29, 0.02, -0.46, 1.77, -1.49],
        [-0.11, -1.13, 1.09, 0.20, -1.07, -0.67, 0.01, -0.56, 1.45, -1.77],
        [-0.15, -0.96, 0.67, 0.11, -1.45, -0.49, 0.21, -0.49, 1.87, -2.16],
    ];

    [Fact]
    public void The_published_study_gives_the_published_figures()
    {
        GaugeVariation variation = GaugeVariation.Of(s_plan, Published());

        // AIAG, table A 4: standard deviations 0.199933 (EV), 0.226838 (AV), 0.302373 (GRR), 1.042327 (PV).
        Assert.Equal(0.199933, Math.Sqrt(variation.Repeatability), 5e-6);
        Assert.Equal(0.226838, Math.Sqrt(variation.Reproducibility), 5e-6);
        Assert.Equal(0, variation.Interaction);
        Assert.Equal(0.302373, variation.GaugeSigma, 5e-6);
        Assert.Equal(1.042327, Math.Sqrt(variation.Motors), 5e-6);
        Assert.Equal(27.9, variation.PercentOfTotal, 0.05);
        Assert.Equal(4, variation.DistinctCategories);
    }

    [Fact]
    public void A_condition_that_treats_motors_differently_is_an_interaction()
    {
        double[] values = Published();
        for (int motor = 0; motor < s_plan.Motors; motor++)
        {
            for (int repeat = 0; repeat < s_plan.Repeats; repeat++)
            {
                values[s_plan.Index(motor, 1, repeat)] += motor % 2 == 0 ? 0.6 : -0.6;
            }
        }

        GaugeVariation variation = GaugeVariation.Of(s_plan, values);

        Assert.True(variation.InteractionPValue < 0.001);
        Assert.True(variation.Interaction > 0.05);
    }

    [Fact]
    public void With_one_bench_only_repeating_counts()
    {
        // Two motors at 0 and 10, tests at ± 1: mean square of motors 200, within 2; motors (200 - 2)/2.
        GaugeVariation variation = GaugeVariation.Of(new GaugeTrials(2, 1, 2), [-1, 1, 9, 11]);

        Assert.Equal(2, variation.Repeatability, 1e-12);
        Assert.Equal(0, variation.Reproducibility);
        Assert.Equal(49, variation.Motors, 1e-12);
        Assert.True(double.IsNaN(variation.InteractionPValue));
    }

    [Fact]
    public void A_missing_value_is_no_figure()
    {
        double[] values = Published();
        values[17] = double.NaN;

        Assert.True(double.IsNaN(GaugeVariation.Of(s_plan, values).GaugeSigma));
    }

    [Theory]
    [InlineData(1, 3, 3, "too small")]
    [InlineData(10, 3, 1, "too small")]
    [InlineData(10, 3, 3, "got 1 values; expected 90")]
    public void A_study_that_is_none_is_refused(int motors, int conditions, int repeats, string reason)
    {
        ArgumentException e = Assert.Throws<ArgumentException>(
            () => GaugeVariation.Of(new GaugeTrials(motors, conditions, repeats), [1]));

        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_map_has_the_figures_of_each_position()
    {
        double[] published = Published();
        Population population = new(1);
        GaugeMap map = GaugeMap.Of(s_plan, [
            .. published.Select((value, test) => population.Motor(1, (_, values) => values[0] = (float)value)),
        ]);

        Assert.Equal(27.9, map.Points(0)[0].PercentOfTotal, 0.05);
        Assert.Equal(0, map.Points(0)[1].GaugeSigma, 1e-9);
    }

    private static double[] Published()
    {
        double[] values = new double[s_plan.Count];
        for (int row = 0; row < s_published.Length; row++)
        {
            for (int motor = 0; motor < s_plan.Motors; motor++)
            {
                values[s_plan.Index(motor, row / 3, row % 3)] = s_published[row][motor];
            }
        }

        return values;
    }
}
