namespace Bench.Analysis.Transforms;

/// <summary>
/// The factors with which the last pass of a real transform in L lanes separates and turns its bins: for each bin k up
/// to n/2, L real and L imaginary parts of ½·W^(l·k), then as many of ½·W^((L+l)·k), W = exp(−2πi/N), N = 2·L·n.
/// Then the L real and imaginary parts of W^(l·n), and for each lane l those of exp(−2πi·l·q/L), q = 0 … L−1.
/// </summary>
internal static unsafe class SplitTables
{
    public static AlignedTable<float> Create(int lanes, int points)
    {
        int half = points / 2;
        var roots = new RootTable(2 * lanes * points);
        var table = new AlignedTable<float>((4 * lanes * (half + 1)) + (2 * lanes * (lanes + 1)));
        float* next = table.Pointer;
        for (int k = 0; k <= half; k++)
        {
            roots.Write(next, lanes, 0, k, 0.5);
            roots.Write(next + (2 * lanes), lanes, lanes, k, 0.5);
            next += 4 * lanes;
        }

        roots.Write(next, lanes, 0, points, 1);
        for (int l = 0; l < lanes; l++)
        {
            next += 2 * lanes;
            roots.Write(next, lanes, 0, 2L * l * points, 1);
        }

        return table;
    }
}
