using Bench.Models.Detectors;
using Bench.Models.Training;
using Bench.Models.Verdicts;

namespace Bench.Models.Tests.MlNet;

/// <summary>ML.NET's RandomizedPca behind our calibration; skipped where its package cannot be restored.</summary>
public sealed class MlNetEngineTests
{
    [Fact]
    public void The_same_motors_give_the_same_file()
    {
        IAnomalyEngine engine = MlNetPeer.Engine();
        double[][] rows = Rows(count: 30);

        Assert.Equal(engine.Train(rows), engine.Train(rows));
    }

    [Fact]
    public void A_deviation_outside_the_good_motors_subspace_scores_higher_than_one_within()
    {
        IAnomalyEngine engine = MlNetPeer.Engine();
        Func<double[], double> score = engine.Load(engine.Train(Rows(count: 30)));

        // Good motors' first ten features go together, and so do the other ten: one alone is a new pattern.
        double within = score([.. Enumerable.Range(0, 20).Select(j => j < 10 ? 3.0 : 0.0)]);
        double outside = score([.. Enumerable.Range(0, 20).Select(j => j == 15 ? 3.0 : 0.0)]);

        Assert.True(outside > within, $"{outside} should be above {within}");
    }

    [Fact]
    public void It_is_learned_kept_and_judged_beside_our_model()
    {
        Population population = new(seed: 61);
        Baseline baseline = BaselineTeachIn.Learn(
            Population.PartType, "", population.Good(24), new TeachInOptions { Engine = MlNetPeer.Engine() });

        Judgement judgement = baseline.Judge(population.Motor(300));

        Assert.Equal("mlnet", baseline.SecondOpinion!.Engine);
        Assert.InRange(judgement.SecondScore, 0, 1);
        Assert.InRange(judgement.SecondPValue, 1.0 / 25, 1);
    }

    private static double[][] Rows(int count)
    {
        Random random = new(5);
        return
        [
            .. Enumerable.Range(0, count).Select(_ =>
            {
                double[] common = [Population.Gaussian(random), Population.Gaussian(random)];
                return Enumerable.Range(0, 20)
                    .Select(j => common[j / 10] + (0.01 * Population.Gaussian(random)))
                    .ToArray();
            }),
        ];
    }
}
