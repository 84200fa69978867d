using System.Numerics;

namespace Bench.Analysis.Spectra;

/// <summary>Adds powers of many frames up in double precision.</summary>
internal static class PowerSum
{
    /// <summary>sum[k] += power[k] for every sum. In vectors: it runs over every bin of every frame.</summary>
    /// <param name="sum">The sums.</param>
    /// <param name="power">At least as many powers.</param>
    public static void Add(Span<double> sum, ReadOnlySpan<float> power)
    {
        int k = 0;
        for (; k <= sum.Length - Vector<float>.Count; k += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(power[k..]), out Vector<double> low, out Vector<double> high);
            Span<double> lowSum = sum[k..];
            Span<double> highSum = sum[(k + Vector<double>.Count)..];
            (new Vector<double>(lowSum) + low).CopyTo(lowSum);
            (new Vector<double>(highSum) + high).CopyTo(highSum);
        }

        for (; k < sum.Length; k++)
        {
            sum[k] += power[k];
        }
    }
}
