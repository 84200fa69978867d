using System.Collections.Immutable;
using Bench.Models.Calibration;

namespace Bench.Models.Training;

/// <summary>
/// Finds learning motors that do not belong to the good ones, so that they do not teach the model that they do. It
/// starts from the robust distance to the medians, drops what stands out in its logarithm, and the caller repeats it
/// with scores from models that did not see the motor.
/// </summary>
internal static class AdaptiveClean
{
    /// <summary>Robust standard deviations of the log score beyond which a motor stands out.</summary>
    public const double OutlierDistance = 3;

    /// <summary>At most this share is dropped; more would be a second population, for a person to judge.</summary>
    public const double MostDropped = 0.15;

    /// <summary>Indices to keep, rising, given one positive score per motor (high is odd).</summary>
    public static ImmutableArray<int> Keep(IReadOnlyList<double> scores)
    {
        double[] logs = [.. scores.Select(score => Math.Log(Math.Max(score, double.Epsilon)))];
        (double median, double mad) = RobustScale.MedianAndMad([.. logs]);
        double threshold = median + OutlierDistance * RobustScale.NormalSigma(mad, logs.Length);
        int most = (int)(MostDropped * logs.Length);
        HashSet<int> dropped =
        [
            .. Enumerable.Range(0, logs.Length)
                .Where(motor => logs[motor] > threshold)
                .OrderByDescending(motor => logs[motor])
                .ThenBy(motor => motor)
                .Take(most),
        ];
        return [.. Enumerable.Range(0, logs.Length).Where(motor => !dropped.Contains(motor))];
    }

    /// <summary>
    /// Mean squared distance of each row from the medians, in robust standard deviations, diagonal only.
    /// </summary>
    public static double[] RobustDistances(IReadOnlyList<double[]> rows, ReadOnlySpan<double> smallestSigma)
    {
        int d = rows[0].Length;
        double[] distances = new double[rows.Count];
        double[] column = new double[rows.Count];
        for (int j = 0; j < d; j++)
        {
            for (int i = 0; i < column.Length; i++)
            {
                column[i] = rows[i][j];
            }

            (double median, double mad) = RobustScale.MedianAndMad(column);
            double sigma = Math.Max(RobustScale.NormalSigma(mad, rows.Count), smallestSigma[j]);
            for (int i = 0; i < distances.Length; i++)
            {
                double z = (rows[i][j] - median) / sigma;
                distances[i] += z * z / d;
            }
        }

        return distances;
    }
}
