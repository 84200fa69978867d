using System.Text.Json;
using Bench.Models.Calibration;
using Bench.Models.Detectors;
using Bench.Tests.Shared;

namespace Bench.Models.Tests;

public class T2SpeModelTests
{
    /// <summary>
    /// Against numpy and scipy: full singular value decomposition of the standardised 15 × 40 matrix, quantiles from
    /// scipy.stats.chi2, contributions by the d × d matrix of the formula, leave-one-group-out by a plain loop.
    /// </summary>
    [Fact]
    public void Scores_contributions_and_p_values_agree_with_numpy()
    {
        using JsonDocument vector = Vector();
        JsonElement root = vector.RootElement;
        double[][] rows = [.. root.GetProperty("learn").EnumerateArray().Select(Doubles)];
        double[] floor = Doubles(root.GetProperty("floor"));
        int[] groups = [.. root.GetProperty("groups").EnumerateArray().Select(group => group.GetInt32())];

        T2SpeModel model = T2SpeModel.Fit(rows, floor);
        double[] leftOut = [.. rows.Select((row, i) => T2SpeModel
            .Fit([.. rows.Where((_, k) => groups[k] != groups[i])], floor).Score(row).Total)];
        ConformalCalibration calibration = new(leftOut);

        Assert.Equal(root.GetProperty("components").GetInt32(), model.Components);
        Close(root.GetProperty("t2Limit").GetDouble(), model.T2Limit);
        Close(root.GetProperty("speLimit").GetDouble(), model.SpeLimit);
        Close(Doubles(root.GetProperty("leftOut")), leftOut);
        foreach (JsonElement judged in root.GetProperty("judge").EnumerateArray())
        {
            double[] x = Doubles(judged.GetProperty("x"));
            AnomalyScore score = model.Score(x);
            Close(judged.GetProperty("within").GetDouble(), score.WithinVariation);
            Close(judged.GetProperty("rest").GetDouble(), score.NewPattern);
            Close(judged.GetProperty("p").GetDouble(), calibration.PValue(score.Total));
            Close(Doubles(judged.GetProperty("contributions")), model.Contributions(x));
        }
    }

    [Fact]
    public void Contributions_are_never_negative_and_sum_to_the_score()
    {
        Random random = new(7);
        for (int run = 0; run < 30; run++)
        {
            int n = random.Next(4, 30);
            int d = random.Next(1, 60);
            double[][] rows = [.. Enumerable.Range(0, n).Select(_ => Row(random, d))];
            T2SpeModel model = T2SpeModel.Fit(rows, Enumerable.Repeat(1e-3, d).ToArray());
            double[] x = [.. Row(random, d).Select(value => 5 * value)];

            double[] contributions = model.Contributions(x);

            Assert.All(contributions, c => Assert.True(c >= 0));
            Close(model.Score(x).Total, contributions.Sum());
        }
    }

    [Fact]
    public void A_larger_deviation_in_the_same_direction_always_scores_higher()
    {
        Random random = new(8);
        double[][] rows = [.. Enumerable.Range(0, 20).Select(_ => Row(random, 50))];
        T2SpeModel model = T2SpeModel.Fit(rows, new double[50].Select(_ => 0.01).ToArray());
        double[] direction = Row(random, 50);
        double last = 0;
        for (double k = 0.5; k < 1e6; k *= 2)
        {
            double score = model.Score([.. direction.Select((u, j) => model.Mean[j] + (k * u))]).Total;
            Assert.True(score > last);
            last = score;
        }
    }

    [Fact]
    public void Constant_features_and_duplicate_motors_give_finite_scores()
    {
        Random random = new(9);
        double[] once = Row(random, 10);
        double[][] rows = [once, once, once, once, once, [.. once]];

        AnomalyScore score = T2SpeModel.Fit(rows, Enumerable.Repeat(0.3, 10).ToArray()).Score(Row(random, 10));

        Assert.True(double.IsFinite(score.Total));
        Assert.True(score.Total > 0);
    }

    [Fact]
    public void A_value_that_is_not_a_number_gives_no_p_value_rather_than_a_good_one()
    {
        double[][] rows = [.. Enumerable.Range(0, 8).Select(i => Row(new Random(i), 5))];
        T2SpeModel model = T2SpeModel.Fit(rows, new double[5].Select(_ => 0.1).ToArray());

        double score = model.Score([1, 2, double.NaN, 4, 5]).Total;

        Assert.True(double.IsNaN(score));
        Assert.True(double.IsNaN(new ConformalCalibration([1, 2, 3]).PValue(score)));
    }

    [Fact]
    public void Learning_from_a_hundred_motors_of_four_thousand_values_takes_less_than_a_few_seconds()
    {
        Random random = new(10);
        double[][] rows = [.. Enumerable.Range(0, 100).Select(_ => Row(random, 4000))];
        System.Diagnostics.Stopwatch watch = System.Diagnostics.Stopwatch.StartNew();

        T2SpeModel model = T2SpeModel.Fit(rows, Enumerable.Repeat(0.1, 4000).ToArray());

        // Measured 0.1 s; the bound only catches a decomposition of the 4000 × 4000 matrix, which takes minutes.
        Assert.True(watch.Elapsed.TotalSeconds < 5);
        Assert.Equal(33, model.Components);
    }

    [Fact]
    public void No_fold_splits_a_group_and_every_motor_is_left_out_once()
    {
        Random random = new(11);
        for (int run = 0; run < 100; run++)
        {
            string[] groups = [.. Enumerable.Range(0, random.Next(3, 60)).Select(_ => $"lot {random.Next(1, 25)}")];

            GroupFolds folds = GroupFolds.Of(groups);

            Assert.Equal(Enumerable.Range(0, groups.Length), folds.Folds.SelectMany(fold => fold).Order());
            if (folds.Unit == FoldUnit.Group)
            {
                Assert.All(
                    groups.Distinct(),
                    group => Assert.Single(folds.Folds, fold => fold.Any(motor => groups[motor] == group)));
            }
            else
            {
                Assert.True(groups.Distinct().Count() < GroupFolds.FewestGroups);
            }

            Assert.Equal(groups.Distinct().Count(), folds.Groups);
        }
    }

    [Theory]
    [InlineData(0.01, 98, false)]
    [InlineData(0.01, 99, true)]
    [InlineData(0.005, 198, false)]
    [InlineData(0.005, 199, true)]
    [InlineData(0.05, 19, true)]
    public void A_model_may_reject_from_the_first_motor_count_that_supports_the_rate(double share, int motors, bool may)
    {
        Assert.Equal(may, ConformalCalibration.MayReject(share, motors));
        Assert.Equal(may, motors >= ConformalCalibration.MotorsNeeded(share));
    }

    [Fact]
    public void The_confidence_bound_is_the_beta_quantile()
    {
        // 0.95 quantile of Beta(1, n): 1 - 0.05^(1/n). 299 motors are the least for 1 % with 95 % confidence.
        Assert.Equal(1 - Math.Pow(0.05, 1 / 299.0), ConformalCalibration.ConfidenceBound(1 / 300.0, 299), 1e-9);
        Assert.True(ConformalCalibration.ConfidenceBound(1 / 300.0, 299) < 0.01);
    }

    private static double[] Row(Random random, int length) =>
        [.. Enumerable.Range(0, length).Select(_ => Population.Gaussian(random))];

    private static double[] Doubles(JsonElement array) =>
        [.. array.EnumerateArray().Select(value => value.GetDouble())];

    private static void Close(double expected, double actual) =>
        Assert.InRange(Math.Abs(actual - expected), 0, 1e-9 * Math.Max(1, Math.Abs(expected)));

    private static void Close(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        foreach ((double e, double a) in expected.Zip(actual))
        {
            Close(e, a);
        }
    }

    private static JsonDocument Vector() => JsonDocument.Parse(File.ReadAllBytes(
        Path.Combine(SharedData.RepositoryRoot, "Tests", "Models.Tests", "Vectors", "t2spe-numpy.json")));
}
