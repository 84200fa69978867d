using Bench.Models.Capability;

namespace Bench.Models.Tests.Capability;

// Expected values: numpy 1.24 and scipy 1.10 (ttest_1samp, lstsq, t.ppf) on the numbers below.
public class CapabilityTests
{
    private static readonly double[] s_values = [10.2, 9.7, 10.4, 10.1, 9.9, 10.6, 10.0, 10.3, 9.8, 10.2, 10.5, 10.1];

    [Fact]
    public void Type_1_study()
    {
        GaugeStudy study = GaugeStudy.Of(s_values, reference: 10, tolerance: 6);

        Assert.Equal(0.15, study.Bias, 1e-12);
        Assert.Equal(0.0851455836279, study.BiasPValue, 1e-9);
        Assert.Equal(0.728093731554, study.Cg, 1e-9);
        Assert.Equal(0.546070298665, study.Cgk, 1e-9);
        Assert.False(study.IsCapable);
        Assert.True(GaugeStudy.Of(s_values, reference: 10.15, tolerance: 12).IsCapable);
    }

    [Fact]
    public void A_bench_that_never_varies_is_biased_or_perfect()
    {
        double[] same = [.. Enumerable.Repeat(3.0, 10)];

        Assert.Equal(1, GaugeStudy.Of(same, 3, 1).BiasPValue);
        Assert.Equal(0, GaugeStudy.Of(same, 4, 1).BiasPValue);
        Assert.True(GaugeStudy.Of(same, 3, 1).IsCapable);
    }

    [Fact]
    public void A_study_too_short_or_with_gaps_is_refused()
    {
        Assert.Throws<ArgumentException>(() => GaugeStudy.Of([1, 2, 3], 2, 1));
        Assert.Throws<ArgumentException>(() => GaugeStudy.Of([.. s_values, double.NaN], 10, 6));
    }

    [Fact]
    public void Capability_with_an_upper_limit()
    {
        var capability = ProcessCapability.Of([.. s_values, double.NaN], low: null, high: 12);

        Assert.Equal(12, capability.Count);
        Assert.Equal(1.56207592180, capability.Cpk, 1e-9);
        Assert.Equal(2.24495567229, capability.Ppk, 1e-9);
        Assert.Equal(1.44193304761, capability.PpkAtLeast, 1e-9);
        Assert.True(double.IsNaN(capability.Cp));
        Assert.Equal(1.68873072627, ProcessCapability.Of(s_values, 8, 12).Cp, 1e-9);
    }

    [Fact]
    public void Capability_needs_motors_and_a_limit()
    {
        Assert.Throws<ArgumentException>(() => ProcessCapability.Of([1], null, 2));
        Assert.Throws<ArgumentException>(() => ProcessCapability.Of(s_values, null, null));
    }

    [Fact]
    public void Verdicts_that_flip_are_counted_with_a_bound()
    {
        var flip = VerdictFlip.Observed([[false, true, true], [true], [false, false]]);
        Assert.Equal((3, 1), (flip.Pairs, flip.Flips));

        // None in 20: 1 - 0.05^(1/20).
        var none = VerdictFlip.Observed(Enumerable.Repeat<IReadOnlyList<bool>>([false, false], 20));
        Assert.Equal(1 - Math.Pow(0.05, 0.05), none.AtMost, 1e-9);
        Assert.Equal(0.5, VerdictFlip.Expected(0, 1), 1e-12);
        Assert.Equal(2 * 0.977249868052 * 0.022750131948, VerdictFlip.Expected(-2, 1), 1e-9);
    }

    [Fact]
    public void Benches_are_compared_by_the_motors_they_share()
    {
        var offsets = BenchOffsets.Of(
        [
            new("M1", "A", [1.0, 2.0]), new("M1", "B", [1.6, 1.9]), new("M2", "A", [0.2, 2.5]),
            new("M2", "B", [0.9, 2.6]), new("M2", "C", [0.1, 3.4]), new("M3", "C", [1.4, 1.1]),
            new("M3", "B", [2.1, 0.3]),
        ]);

        double[][] expected = [[-0.18, -0.28], [0.46, -0.273333333333], [-0.28, 0.553333333333]];
        double[][] uncertain =
        [
            [0.121697396896, 0.198731016948], [0.0993655084737, 0.162263195862], [0.121697396896, 0.198731016948],
        ];
        for (int bench = 0; bench < 3; bench++)
        {
            for (int position = 0; position < 2; position++)
            {
                Assert.Equal(expected[bench][position], offsets.Offsets[bench][position], 1e-9);
                Assert.Equal(uncertain[bench][position], offsets.Uncertainties[bench][position], 1e-9);
            }
        }
    }

    [Fact]
    public void Benches_without_a_common_motor_cannot_be_compared()
    {
        BenchCurve[] curves = [new("M1", "A", [1]), new("M1", "A", [2]), new("M2", "B", [3]), new("M2", "B", [4])];

        ArgumentException e = Assert.Throws<ArgumentException>(() => BenchOffsets.Of(curves));

        Assert.Contains("share no motor", e.Message, StringComparison.Ordinal);
    }
}
