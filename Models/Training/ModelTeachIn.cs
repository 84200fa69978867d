using System.Collections.Immutable;
using Bench.Models.Calibration;
using Bench.Models.Detectors;

namespace Bench.Models.Training;

/// <summary>
/// Learns the anomaly model: cleans the learning set, fits, and scores every good motor by a model that did not see
/// its group (cross-conformal calibration). Below 20 motors there is no model; until α(n + 1) ≥ 1 and five groups it
/// only advises.
/// </summary>
internal static class ModelTeachIn
{
    /// <summary>Fewest motors for any model.</summary>
    public const int FewestMotors = 20;

    /// <summary>Fewest groups for a model that rejects.</summary>
    public const int FewestGroups = 5;

    /// <summary>Learns; null if there are too few motors.</summary>
    public static AnomalyModel? Learn(
        IReadOnlyList<GoodMotor> motors,
        IReadOnlyList<double[]> rows,
        ReadOnlySpan<double> smallestSigma,
        double share,
        TeachInOptions options)
    {
        if (motors.Count < FewestMotors)
        {
            return null;
        }

        double[] smallest = smallestSigma.ToArray();
        ImmutableArray<int> kept = AdaptiveClean.Keep(AdaptiveClean.RobustDistances(rows, smallest));
        ImmutableArray<double> again = LeftOutScores(motors, rows, kept, smallest, out _);
        kept = AdaptiveClean.Keep(again);

        ImmutableArray<double> scores = LeftOutScores(motors, rows, kept, smallest, out int groups);
        ConformalCalibration calibration = new(kept.Select(motor => scores[motor]));
        bool mayReject = groups >= FewestGroups && ConformalCalibration.MayReject(share, kept.Length);
        return new AnomalyModel(
            T2SpeModel.Fit([.. kept.Select(motor => rows[motor])], smallest),
            calibration,
            mayReject ? ModelAuthority.Rejects : ModelAuthority.Advises,
            mayReject ? share : options.AdvisoryShare,
            [.. kept.Select(motor => motors[motor].SerialNumber)],
            [.. kept.Select(motor => Array.ConvertAll(rows[motor], value => (float)value))],
            [.. Enumerable.Range(0, motors.Count).Except(kept).Select(motor => motors[motor].SerialNumber)]);
    }

    /// <summary>Score of every motor, kept or not, by a model of the kept motors outside its fold.</summary>
    private static ImmutableArray<double> LeftOutScores(
        IReadOnlyList<GoodMotor> motors,
        IReadOnlyList<double[]> rows,
        ImmutableArray<int> kept,
        double[] smallestSigma,
        out int groups)
    {
        GroupFolds folds = GroupFolds.Of([.. motors.Select(motor => motor.Group)]);
        groups = folds.Groups;
        double[] scores = new double[rows.Count];
        foreach (ImmutableArray<int> fold in folds.Folds)
        {
            double[][] learning = [.. kept.Where(motor => !fold.Contains(motor)).Select(motor => rows[motor])];
            T2SpeModel model = T2SpeModel.Fit(learning, smallestSigma);
            foreach (int motor in fold)
            {
                scores[motor] = model.Score(rows[motor]).Total;
            }
        }

        return [.. scores];
    }
}
