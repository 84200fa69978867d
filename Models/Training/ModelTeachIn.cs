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

    /// <summary>
    /// Learns; null if there are too few motors. Of the good motors that limits and model together may reject,
    /// ⌊α(n + 1)⌋ of n, the model takes the smaller half, so that none of them is lost to rounding twice.
    /// </summary>
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
        kept = AdaptiveClean.Keep(LeftOut.Scores(set, kept, Fit));

        double[] scores = LeftOut.Scores(set, kept, Fit);
        ConformalCalibration calibration = new(kept.Select(motor => scores[motor]));
        SecondOpinion? second = options.Engine is { } engine ? SecondOpinion.Learn(engine, set, kept, rows) : null;
        int half = (int)Math.Floor((share * (kept.Length + 1)) + 1e-9) / 2;
        bool mayReject = set.Folds.Groups >= FewestGroups && half >= 1;
        return new AnomalyModel(
            T2SpeModel.Fit([.. kept.Select(motor => rows[motor])], smallest),
            calibration,
            mayReject ? ModelAuthority.Rejects : ModelAuthority.Advises,
            mayReject ? half / (kept.Length + 1.0) : options.AdvisoryShare,
            [.. kept.Select(motor => set.SerialNumbers[motor])],
            [.. kept.Select(motor => Array.ConvertAll(rows[motor], value => (float)value))],
            [.. Enumerable.Range(0, motors).Except(kept).Select(motor => set.SerialNumbers[motor])])
        {
            SecondOpinion = second,
        };

        Func<double[], double> Fit(double[][] learning)
        {
            T2SpeModel model = T2SpeModel.Fit(learning, smallest);
            return vector => model.Score(vector).Total;
        }
    }
}
