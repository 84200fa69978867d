using System.Collections.Immutable;
using Bench.Judging;
using Bench.Models;
using Bench.Models.Evaluation;
using Bench.Models.Training;
using Bench.Models.Verdicts;
using Bench.Recipes;

namespace Bench.ModelWork;

/// <summary>
/// What a baseline does to good motors that it has not seen: groups (bench and day) are left out in turn, limits and
/// model are learned anew without them, and the left-out motors are judged.
/// </summary>
/// <param name="FalseRejects">Good motors that were rejected.</param>
/// <param name="Rejected">Their serial numbers.</param>
/// <param name="Scores">Anomaly scores of all good motors; NaN where there was no model.</param>
/// <param name="SecondScores">The second engine's scores of all good motors; NaN where there was none.</param>
internal sealed record HeldOut(
    ShareInterval FalseRejects,
    ImmutableArray<string> Rejected,
    ImmutableArray<double> Scores,
    ImmutableArray<double> SecondScores)
{
    /// <summary>
    /// Most times that a baseline is learned: it bounds the time, and a tenth left out changes little.
    /// </summary>
    private const int MostFolds = 10;

    // Leaving out one of two groups would leave half: then motors are left out without regard to groups.
    private const int FewestGroups = 3;

    /// <summary>Learns and judges fold by fold.</summary>
    public static HeldOut Of(
        Recipe recipe, ImmutableArray<GoodMotor> motors, TeachInOptions options, CancellationToken cancel)
    {
        List<string> rejected = [];
        List<double> scores = [];
        List<double> secondScores = [];
        foreach (ImmutableArray<GoodMotor> fold in Folds(motors))
        {
            cancel.ThrowIfCancellationRequested();
            Baseline baseline =
                BaselineTeachIn.Learn(recipe.PartType, recipe.Hash, [.. motors.Except(fold)], options);
            foreach (GoodMotor motor in fold)
            {
                Judgement judgement = Judge.Decide(
                    [], motor.Measurement, baseline, baseline.PartType, motor.Origin);
                scores.Add(judgement.AnomalyScore);
                secondScores.Add(judgement.SecondScore);
                if (judgement.Verdict != Verdict.Pass)
                {
                    rejected.Add(motor.SerialNumber);
                }
            }
        }

        return new HeldOut(
            ShareInterval.For(rejected.Count, motors.Length), [.. rejected], [.. scores], [.. secondScores]);
    }

    private static IEnumerable<ImmutableArray<GoodMotor>> Folds(ImmutableArray<GoodMotor> motors)
    {
        string[] groups = [.. motors.Select(motor => motor.Group).Distinct().Order(StringComparer.Ordinal)];
        bool byGroup = groups.Length >= FewestGroups;
        int folds = Math.Min(MostFolds, byGroup ? groups.Length : motors.Length);
        return motors
            .Select((motor, index) =>
                (Motor: motor, Fold: (byGroup ? Array.IndexOf(groups, motor.Group) : index) % folds))
            .GroupBy(pair => pair.Fold)
            .OrderBy(fold => fold.Key)
            .Select(fold => fold.Select(pair => pair.Motor).ToImmutableArray());
    }
}
