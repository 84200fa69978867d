using Bench.Analysis.Metrics;
using Bench.Models.Training;
using Bench.Models.Verdicts;

namespace Bench.Models.Tests;

public class BaselineTests
{
    private static readonly TeachInOptions s_options = new();
    private static readonly Baseline s_baseline = Learn(new Population(1), 40);

    [Fact]
    public void Fresh_good_motors_pass_as_promised_by_limits_learned_from_forty()
    {
        // 8 populations of 40, 100 fresh motors each. 1 % of 800 are 8; the 99.9 % binomial bound is 18.
        int rejected = 0;
        for (int seed = 1; seed <= 8; seed++)
        {
            Population population = new(seed);
            Baseline baseline = Learn(population, 40);
            rejected += Enumerable.Range(
                1000, 100).Count(i => baseline.Judge(population.Motor(i)).Verdict != Verdict.Pass);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{rejected} of 800 rejected");
        Assert.InRange(rejected, 0, 18);
    }

    [Fact]
    public void A_rise_of_six_decibels_over_the_limit_at_three_neighbouring_points_is_found_with_its_place()
    {
        int cut = IndexOf("run-up/AccZ/OrderCut/order 8");
        for (int i = 2000; i < 2010; i++)
        {
            Measurement bad = new Population(1).Motor(i, (curve, values) =>
            {
                if (curve.Key == "run-up/AccZ/OrderCut/order 8")
                {
                    for (int k = 13; k <= 15; k++)
                    {
                        values[k] = (float)s_baseline.Limits.Curves[cut].Upper[k] + 6;
                    }
                }
            });

            Judgement judgement = s_baseline.Judge(bad);

            Assert.Equal(Verdict.Fail, judgement.Verdict);
            Finding finding = judgement.Findings[0];
            Assert.Equal("run-up/AccZ/OrderCut/order 8", finding.Curve);
            Assert.Equal(7500, finding.From);
            Assert.Equal(8500, finding.To);
            Assert.Contains("order 8", finding.Text, StringComparison.Ordinal);
            Assert.Contains(
                "+6.0 dB over its limit, 7500-8500 rpm, accelerometer axial", finding.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_value_that_is_not_a_number_makes_the_motor_invalid_with_its_place()
    {
        Measurement gap = new Population(1).Motor(3000, (curve, values) =>
        {
            if (curve.Key == "run-up/AccZ/OrderCut/order 8")
            {
                values[3] = float.NaN;
            }
        });

        Judgement judgement = s_baseline.Judge(gap);

        Assert.Equal(Verdict.Invalid, judgement.Verdict);
        Finding finding = Assert.Single(judgement.Findings);
        Assert.Equal("value-missing", finding.Code);
        Assert.Contains("run-up/AccZ/OrderCut/order 8 at 2500 rpm", finding.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_measurement_of_another_recipe_is_invalid()
    {
        MeasurementDefinition other = new([Population.Definition.Curves[0]]);

        Judgement judgement = s_baseline.Judge(new Measurement(other, [new float[22]]));

        Assert.Equal(Verdict.Invalid, judgement.Verdict);
        Assert.Equal("definition-differs", Assert.Single(judgement.Findings).Code);
    }

    [Fact]
    public void The_statement_says_what_forty_motors_cannot_promise()
    {
        Assert.StartsWith(
            "The limits together reject about 1 % of good motors", s_baseline.Statement, StringComparison.Ordinal);
        Assert.Contains("n = 40 in 8 groups", s_baseline.Statement, StringComparison.Ordinal);
        Assert.Contains("40 motors support no less than 2.44 %", s_baseline.Statement, StringComparison.Ordinal);
        Assert.Contains("needs 199 good motors in 5 groups and has", s_baseline.Statement, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_of_forty_motors_only_advises()
    {
        // Every second point of all curves up, the others down: no limit is exceeded, the pattern is new.
        Measurement odd = new Population(1).Motor(4000, (curve, values) =>
        {
            for (int i = 0; i < values.Length && curve.Axis != CurveAxis.None; i++)
            {
                values[i] += i % 2 == 0 ? 1.5f : -1.5f;
            }
        });

        Judgement judgement = s_baseline.Judge(odd);

        Assert.Equal(Verdict.Pass, judgement.Verdict);
        Finding finding = Assert.Single(judgement.Findings);
        Assert.Equal("anomaly", finding.Code);
        Assert.StartsWith(
            "advice only: a pattern that good motors do not have", finding.Text, StringComparison.Ordinal);
        Assert.Equal(1.0 / 41, judgement.PValue, 0.003);
    }

    private static Baseline Learn(Population population, int count) =>
        BaselineTeachIn.Learn(Population.PartType, "0123", population.Good(count), s_options);

    private static int IndexOf(string key) =>
        Population.Definition.Curves.Select(
            (curve, index) => (curve, index)).First(pair => pair.curve.Key == key).index;
}
