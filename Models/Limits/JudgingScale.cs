using Bench.Analysis.Metrics;

namespace Bench.Models.Limits;

/// <summary>
/// The scale on which limits are learned: the one on which good motors scatter evenly. Levels are decibels as they are.
/// Percentages (unbalance, distortion) are small remainders that scatter by amounts: as they are. Other linear values
/// (a current, a kurtosis) scatter by factors: 20·lg, so that their limits multiply.
/// </summary>
internal static class JudgingScale
{
    /// <summary>Linear values at or below this count as this; none that is measured here comes near.</summary>
    private const double Smallest = 1e-9;

    /// <summary>Whether a curve's values scatter by amounts.</summary>
    public static bool IsPercentage(CurveDefinition curve) => curve.Unit == "%";

    /// <summary>A value of a curve on the scale.</summary>
    public static double To(CurveDefinition curve, double value) =>
        curve.IsDecibel || IsPercentage(curve) ? value : 20 * Math.Log10(Math.Max(value, Smallest));

    /// <summary>A value on the scale in the curve's own unit.</summary>
    public static double From(CurveDefinition curve, double scaled) =>
        curve.IsDecibel || IsPercentage(curve) ? scaled : Math.Pow(10, scaled / 20);

    /// <summary>Every vector on the scale, curve after curve.</summary>
    public static double[][] To(MeasurementDefinition definition, IReadOnlyList<double[]> rows)
    {
        double[][] scaled = [.. rows.Select(row => (double[])row.Clone())];
        int at = 0;
        foreach (CurveDefinition curve in definition.Curves)
        {
            for (int end = at + curve.Positions.Length; at < end; at++)
            {
                foreach (double[] row in scaled)
                {
                    row[at] = To(curve, row[at]);
                }
            }
        }

        return scaled;
    }
}
