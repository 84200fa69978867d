namespace Bench.Analysis.Tacho;

/// <summary>
/// The path of speed with the highest sum of scores over all frames that never changes faster than allowed (A. J.
/// Viterbi, 1967).
/// </summary>
internal static class SpeedRidge
{
    /// <summary>Finds the path.</summary>
    /// <param name="scores">Score per frame and speed.</param>
    /// <param name="maxChange">Most speeds that the path may move from frame to frame.</param>
    /// <returns>Index of the speed in each frame.</returns>
    public static int[] Find(IReadOnlyList<float[]> scores, int maxChange)
    {
        int speeds = scores[0].Length;
        int[][] cameFrom = [.. scores.Select(_ => new int[speeds])];
        double[] sums = Array.ConvertAll(scores[0], score => (double)score);
        double[] next = new double[speeds];
        for (int frame = 1; frame < scores.Count; frame++)
        {
            for (int i = 0; i < speeds; i++)
            {
                int best = i;
                for (int j = Math.Max(0, i - maxChange); j <= Math.Min(speeds - 1, i + maxChange); j++)
                {
                    best = sums[j] > sums[best] ? j : best;
                }

                next[i] = sums[best] + scores[frame][i];
                cameFrom[frame][i] = best;
            }

            (sums, next) = (next, sums);
        }

        int[] path = new int[scores.Count];
        path[^1] = Array.IndexOf(sums, sums.Max());
        for (int frame = scores.Count - 1; frame > 0; frame--)
        {
            path[frame - 1] = cameFrom[frame][path[frame]];
        }

        return path;
    }
}
