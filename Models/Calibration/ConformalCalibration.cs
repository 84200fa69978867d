using System.Collections.Immutable;
using MathNet.Numerics.Distributions;

namespace Bench.Models.Calibration;

/// <summary>
/// Scores of good motors, each from a model that did not see its group, and the p-values they give to others.
/// </summary>
internal sealed class ConformalCalibration
{
    private readonly double[] _sorted;

    /// <summary>Takes the left-out scores of the good motors.</summary>
    public ConformalCalibration(IEnumerable<double> leftOutScores)
    {
        _sorted = [.. leftOutScores.Order()];
    }

    /// <summary>The scores, rising.</summary>
    public ImmutableArray<double> Scores => [.. _sorted];

    /// <summary>Number of good motors n.</summary>
    public int Motors => _sorted.Length;

    /// <summary>
    /// Smallest p-value there can be, 1/(n + 1): the smallest false-reject rate that n motors can support.
    /// </summary>
    public double SmallestPValue => 1.0 / (_sorted.Length + 1);

    /// <summary>
    /// p = (1 + number of good scores at or above this one)/(n + 1); NaN for a score that is not a number.
    /// </summary>
    public double PValue(double score)
    {
        if (double.IsNaN(score))
        {
            return double.NaN;
        }

        int below = 0;
        while (below < _sorted.Length && _sorted[below] < score)
        {
            below++;
        }

        return (1.0 + _sorted.Length - below) / (_sorted.Length + 1);
    }

    /// <summary>
    /// Largest score whose p-value is above a share: the k-th largest good score with k = ⌊α(n + 1)⌋; without bound
    /// where no score has so small a p-value.
    /// </summary>
    public double LargestPassing(double share)
    {
        int k = (int)Math.Floor((share * (_sorted.Length + 1)) + 1e-9);
        return k < 1 ? double.PositiveInfinity : _sorted[Math.Max(0, _sorted.Length - k)];
    }

    /// <summary>Whether n motors suffice to reject at this rate: α(n + 1) ≥ 1.</summary>
    public static bool MayReject(double share, int motors) => share * (motors + 1) >= 1 - 1e-12;

    /// <summary>Good motors needed to reject at this rate: the smallest n with α(n + 1) ≥ 1.</summary>
    public static int MotorsNeeded(double share) => (int)Math.Ceiling((1 / share) - 1e-9) - 1;

    /// <summary>
    /// With 95 % confidence over the choice of the learning motors, the long-run rate of false rejects at α lies below
    /// this: the 95 % quantile of Beta(k, n + 1 - k) with k = ⌊α(n + 1)⌋ (Vovk 2012). Exact for a calibration set
    /// that was held out; for left-out groups it is an approximation.
    /// </summary>
    public static double ConfidenceBound(double share, int motors)
    {
        int k = (int)Math.Floor(share * (motors + 1) + 1e-9);
        return k < 1 ? double.NaN : Beta.InvCDF(k, motors + 1 - k, 0.95);
    }
}
