using System.Collections.Immutable;

namespace Bench.Analysis.Psychoacoustics;

/// <summary>Discrete tones over a run-up or coast-down.</summary>
/// <param name="Points">The tone that stands out most at each moment with a known speed, in time.</param>
public sealed record ToneTrack(ImmutableArray<TonePoint> Points)
{
    /// <summary>Orders within this share of each other are one order.</summary>
    public const double OrderTolerance = 0.01;

    /// <summary>The method.</summary>
    public string Standard { get; } =
        "ECMA-418-1:2024 (3rd edition), clauses 11 and 12, on frames resampled to constant speed";

    /// <summary>The order that is prominent most often; NaN if no tone is prominent.</summary>
    public double ProminentOrder
    {
        get
        {
            double[] group = LargestGroup();
            return group.Length == 0 ? double.NaN : group[group.Length / 2];
        }
    }

    /// <summary>Share of all moments in which <see cref="ProminentOrder"/> is the prominent tone, 0 to 1.</summary>
    public double ProminentShare => Points.IsEmpty ? 0 : (double)LargestGroup().Length / Points.Length;

    // The longest run of sorted orders that differ by no more than the tolerance.
    private double[] LargestGroup()
    {
        double[] orders = [.. Points.Where(point => point.IsProminent).Select(point => point.Order).Order()];
        int start = 0;
        (int from, int to) = (0, 0);
        for (int end = 0; end < orders.Length; end++)
        {
            while (orders[end] > orders[start] * (1 + OrderTolerance))
            {
                start++;
            }

            (from, to) = end + 1 - start > to - from ? (start, end + 1) : (from, to);
        }

        return orders[from..to];
    }
}
