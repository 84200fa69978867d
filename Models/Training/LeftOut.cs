using System.Collections.Immutable;

namespace Bench.Models.Training;

/// <summary>
/// Scores of motors by models that did not see their fold: the raw material of cross-conformal p-values.
/// </summary>
internal static class LeftOut
{
    /// <summary>Score of every motor, kept or not, by centring and a model that did not see its fold.</summary>
    /// <param name="set">The motors with their folds.</param>
    /// <param name="kept">Those that may be learned from.</param>
    /// <param name="fit">Makes a scoring function from centred rows.</param>
    public static double[] Scores(
        LearningSet set, ImmutableArray<int> kept, Func<double[][], Func<double[], double>> fit)
    {
        double[] scores = new double[set.Rows.Count];
        foreach (ImmutableArray<int> fold in set.Folds.Folds)
        {
            Centring centring = set.CentringWithout(fold);
            Func<double[], double> score = fit(set.Centred(kept.Except(fold), centring));
            foreach (int motor in fold)
            {
                scores[motor] = score(centring.Apply(set.Rows[motor], set.Origins[motor]));
            }
        }

        return scores;
    }
}
