using System.Collections.Immutable;
using Bench.Models.Calibration;
using MathNet.Numerics.Distributions;

namespace Bench.Models.Limits;

/// <summary>
/// Learning motors that are clearly none of the good ones: one curve of theirs lies where one good motor in a thousand
/// has any, or all curves together lie far off. Limits are learned a second time without them.
/// </summary>
internal static class LimitOutliers
{
    /// <summary>Share of good motors that the joint statistic sets aside by chance.</summary>
    private const double ByChance = 0.001;

    /// <summary>The same by the mean square of all deviations: beyond 3.5 of many robust standard deviations.</summary>
    private const double ByChanceOverall = 0.00025;

    /// <summary>
    /// At most this share is set aside, a little more than the fifth that is promised to do no harm; more would be a
    /// second population, for a person to judge.
    /// </summary>
    private const double MostSetAside = 0.25;

    /// <summary>Below this many motors nobody can tell an outlier from a tail.</summary>
    private const int FewestMotors = 10;

    /// <summary>Indices of the motors to keep, rising; what is usual is learned from those kept so far.</summary>
    public static ImmutableArray<int> Keep(
        ImmutableArray<int> kept, ImmutableArray<LeftOutDeviation> deviations, double[] statistics)
    {
        int n = deviations.Length;
        ImmutableArray<int> all = [.. Enumerable.Range(0, n)];
        if (n < FewestMotors)
        {
            return all;
        }

        (double middle, double mad) = RobustScale.MedianAndMad([.. kept.Select(i => statistics[i])]);
        double farthest = middle + (ExtremeValue.Reach(ByChance, kept.Length) * Math.Max(ExtremeValue.Scale(mad), 1));
        double[] logs = [.. deviations.Select(motor => Math.Log(Math.Max(motor.MeanSquare, double.Epsilon)))];
        (double logMiddle, double logMad) = RobustScale.MedianAndMad([.. kept.Select(i => logs[i])]);
        double logScale = Math.Max(RobustScale.NormalSigma(logMad, kept.Length), double.Epsilon);

        double farOff = StudentT.InvCDF(0, 1, ExtremeValue.Freedom(kept.Length), 1 - ByChanceOverall);

        // How many times each motor passes what sets it aside; whoever passes it most goes first.
        double[] excess = [.. all.Select(i => Math.Max(
            (statistics[i] - middle) / (farthest - middle), (logs[i] - logMiddle) / (farOff * logScale)))];
        ImmutableHashSet<int> aside =
        [
            .. all.Where(i => excess[i] > 1).OrderByDescending(i => excess[i]).Take((int)(MostSetAside * n)),
        ];
        return [.. all.Where(i => !aside.Contains(i))];
    }
}
