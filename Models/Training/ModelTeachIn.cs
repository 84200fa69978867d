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
        LearningSet set, ReadOnlySpan<double> smallestSigma, double share, TeachInOptions options)
    {
        int motors = set.Rows.Count;
        if (motors < FewestMotors)
        {
            return null;
        }

        double[] smallest = smallestSigma.ToArray();
        double[][] rows = set.Centred(Enumerable.Range(0, motors), set.Centring);
        ImmutableArray<int> kept = AdaptiveClean.Keep(AdaptiveClean.RobustDistances(rows, smallest));
        kept = AdaptiveClean.Keep(LeftOutScores(set, kept, smallest));

        ImmutableArray<double> scores = LeftOutScores(set, kept, smallest);
        ConformalCalibration calibration = new(kept.Select(motor => scores[motor]));
        bool mayReject = set.Folds.Groups >= FewestGroups && ConformalCalibration.MayReject(share, kept.Length);
        return new AnomalyModel(
            T2SpeModel.Fit([.. kept.Select(motor => rows[motor])], smallest),
            calibration,
            mayReject ? ModelAuthority.Rejects : ModelAuthority.Advises,
            mayReject ? share : options.AdvisoryShare,
            [.. kept.Select(motor => set.SerialNumbers[motor])],
            [.. kept.Select(motor => Array.ConvertAll(rows[motor], value => (float)value))],
            [.. Enumerable.Range(0, motors).Except(kept).Select(motor => set.SerialNumbers[motor])]);
    }

    /// <summary>Score of every motor, kept or not, by centring and a model that did not see its fold.</summary>
    private static ImmutableArray<double> LeftOutScores(
        LearningSet set, ImmutableArray<int> kept, double[] smallestSigma)
    {
        double[] scores = new double[set.Rows.Count];
        foreach (ImmutableArray<int> fold in set.Folds.Folds)
        {
            Centring centring = set.CentringWithout(fold);
            T2SpeModel model = T2SpeModel.Fit(set.Centred(kept.Except(fold), centring), smallestSigma);
            foreach (int motor in fold)
            {
                scores[motor] = model.Score(centring.Apply(set.Rows[motor], set.Origins[motor])).Total;
            }
        }

        return [.. scores];
    }
}
