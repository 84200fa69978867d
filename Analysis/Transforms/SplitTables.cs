using System.Numerics;

namespace Bench.Analysis.Transforms;

/// <summary>
/// The factors with which the last pass of a real transform in L lanes separates and turns its bins: for each bin k up
/// to n/2, L real and L imaginary parts of ½·W^(l·k), then as many of ½·W^((L+l)·k), W = exp(−2πi/N), N = 2·L·n.
/// Then the L real and imaginary parts of W^(l·n), and for each lane l those of exp(−2πi·l·q/L), q = 0 … L−1.
/// </summary>
internal static unsafe class SplitTables
{
    public static AlignedTable Create(int lanes, int points)
    {
        int half = points / 2;
        long length = 2L * lanes * points;
        var table = new AlignedTable((4 * lanes * (half + 1)) + (2 * lanes * (lanes + 1)));
        float* next = table.Pointer;
        for (int k = 0; k <= half; k++)
        {
            next = Write(next, lanes, 0.5, k, 0, length);
            next = Write(next, lanes, 0.5, k, lanes, length);
        }

        next = Write(next, lanes, 1, points, 0, length);
        for (int l = 0; l < lanes; l++)
        {
            next = Write(next, lanes, 1, l, 0, lanes);
        }

        return table;
    }

    private static float* Write(float* next, int lanes, double scale, int bin, int firstLane, long length)
    {
        for (int l = 0; l < lanes; l++)
        {
            Complex root = scale * Roots.Forward((long)(firstLane + l) * bin, length);
            next[l] = (float)root.Real;
            next[lanes + l] = (float)root.Imaginary;
        }

        return next + (2 * lanes);
    }
}
