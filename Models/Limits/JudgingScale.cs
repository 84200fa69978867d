using Bench.Analysis.Metrics;

namespace Bench.Models.Limits;

/// <summary>
/// Limits are learned in decibels: a level's own, and 20·lg of a linear value, because ratios of positive values
/// (a current's unbalance, a kurtosis) scatter by factors, not by amounts. Limits of linear values thus multiply.
/// </summary>
internal static class JudgingScale
{
    /// <summary>Linear values at or below this count as this; none that is measured here comes near.</summary>
    private const double Smallest = 1e-9;

    /// <summary>A value of a curve in decibels.</summary>
    public static double ToDecibel(CurveDefinition curve, double value) =>
        curve.IsDecibel ? value : 20 * Math.Log10(Math.Max(value, Smallest));

    /// <summary>Decibels in the curve's own unit.</summary>
    public static double FromDecibel(CurveDefinition curve, double decibel) =>
        curve.IsDecibel ? decibel : Math.Pow(10, decibel / 20);

    /// <summary>Every vector in decibels, curve after curve.</summary>
    public static double[][] ToDecibel(MeasurementDefinition definition, IReadOnlyList<double[]> rows)
    {
        double[][] scaled = [.. rows.Select(row => (double[])row.Clone())];
        int at = 0;
        foreach (CurveDefinition curve in definition.Curves)
        {
            for (int end = at + curve.Positions.Length; at < end; at++)
            {
                foreach (double[] row in scaled)
                {
                    row[at] = ToDecibel(curve, row[at]);
                }
            }
        }

        return scaled;
    }
}
