using Bench.Models.Calibration;
using Bench.Models.Evaluation;
using Bench.Models.Explanation;
using Bench.Models.Features;
using Bench.Models.Limits;
using Bench.Models.Training;

namespace Bench.Models.Tests;

public class BudgetTests
{
    private static readonly RejectBudget s_budget = new()
    {
        Asked = 0.001,
        Fixed = 0,
        Limits = 0.001,
        Model = 0,
        Motors = 40,
        Groups = 8,
        Beyond = 0,
    };

    [Fact]
    public void Too_few_motors_cannot_promise_a_thousandth_and_the_statement_says_what_they_can()
    {
        Assert.False(s_budget.IsKept);
        Assert.Equal(1 / 41.0, s_budget.Promise, 1e-12);
        Assert.StartsWith(
            "Cannot yet promise 0.1 %; today's promise is 2.44 % of good motors rejected (n = 40 in 8 groups, 0 of",
            s_budget.Statement,
            StringComparison.Ordinal);
        Assert.Contains("999 good motors are needed", s_budget.Statement, StringComparison.Ordinal);
    }

    [Fact]
    public void The_tolerance_bound_is_that_of_Clopper_and_Pearson()
    {
        // 1 - 0.05^(1/40); and scipy.stats.beta.ppf(0.95, 3, 98), for 2 of 100.
        Assert.Equal(1 - Math.Pow(0.05, 1 / 40.0), s_budget.LimitsUpperBound, 1e-9);
        Assert.Equal(0.0616192, (s_budget with { Motors = 100, Beyond = 2 }).LimitsUpperBound, 1e-7);
    }

    [Fact]
    public void A_promise_is_kept_from_the_first_number_of_motors_that_supports_it()
    {
        RejectBudget one = s_budget with { Asked = 0.01, Limits = 0.01 };

        Assert.False((one with { Motors = 98 }).IsKept);
        Assert.True((one with { Motors = 99 }).IsKept);
        Assert.False((one with { Motors = 99, Beyond = 1 }).IsKept);
        Assert.Equal(99, one.MotorsNeeded);
        Assert.StartsWith(
            "Promised: at most 1 % of good motors of the same process are rejected, learned limits 0.5 % + model 0.5 %",
            (one with { Motors = 300, Limits = 0.005, Model = 0.005 }).Statement,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_whole_group_of_three_is_no_contamination_and_one_of_five_is()
    {
        double[] values = [.. Enumerable.Range(0, 20).Select(i => i % 4 * 0.1)];
        double[] three = [.. values[..5], .. values[5..10], .. values[10..15].Select(value => value + 9)];
        double[] five = [.. values, .. values[..5].Select(value => value + 9)];

        Assert.InRange(Excess(three), 5, 9);
        Assert.Equal(0, Excess(five));
    }

    [Fact]
    public void Shares_of_an_explanation_point_at_the_raised_curve_and_repairing_it_would_pass()
    {
        Population population = new(14);
        Baseline baseline = BaselineTeachIn.Learn(
            Population.PartType, "", population.Good(40), new TeachInOptions());
        Analysis.Metrics.Measurement odd = population.Motor(900, (curve, values) =>
        {
            for (int i = 10; i < 14 && curve.Key == "run-up/AccZ/OrderCut/order 8"; i++)
            {
                values[i] += 25;
            }
        });

        ModelExplanation explanation = baseline.Explain(odd, MotorOrigin.Unknown)!;

        CurveContribution top = explanation.Curves[0];
        Assert.Equal("run-up/AccZ/OrderCut/order 8", top.Curve.Key);

        // Four points about 15 of their standard deviations off, beside some 3000 points of about one each: 900/3900.
        Assert.InRange(top.Share, 0.15, 0.45);
        Assert.InRange(top.Difference, 18, 32);
        Assert.Equal((6000, 7500), (top.From, top.To));
        Assert.Equal("pole order", top.Source);
        Assert.Equal(AnomalyKind.NewPattern, explanation.Kind);
        Assert.InRange(explanation.PassesAt, 0.01, 0.99);
        Assert.Equal("run-up/AccZ/OrderCut/order 8", explanation.PassesWithout[0]);
        Assert.Equal(5, explanation.NearestGood.Length);
    }

    [Fact]
    public void Evaluation_by_groups_finds_a_defect_and_rejects_few_good_motors()
    {
        Population population = new(15);
        FeatureTable table = new("7DL", Population.Definition,
        [
            .. population.Good(80).Select(motor =>
                new MotorFeatures(motor.SerialNumber, motor.Group, motor.Measurement) { Label = "good" }),
            .. Enumerable.Range(500, 10).Select(i => new MotorFeatures($"F{i}", "later", population.Motor(
                i, (curve, values) => values[0] += curve.IsDecibel ? 15 : 0)) { Label = "step" }),
        ]);

        EvaluationReport report = ModelEvaluation.Run(
            Population.PartType, table, new EvaluationOptions { Rounds = 4 });

        Assert.Equal((80, 60), (report.Good.Motors, report.LearnedFrom));
        Assert.InRange(report.Good.Rejected, 0, 4);
        EvaluationGroup step = Assert.Single(report.Faulty);
        Assert.Equal((40, 40), (step.Motors, step.Rejected));
        Assert.Equal(1, step.LimitAuc, 1e-12);
        Assert.Equal((0, 3), report.Band);
    }

    private static double Excess(double[] values)
    {
        GroupFolds folds = GroupFolds.Of([.. values.Select((_, i) => $"file {i / 5}")]);
        double middle = RobustScale.Median([.. values]);
        return GroupExcess.Of(folds, [.. Enumerable.Range(0, values.Length)], i => values[i], middle, 0.1);
    }
}
