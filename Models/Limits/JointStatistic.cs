using Bench.Analysis.Metrics;

namespace Bench.Models.Limits;

/// <summary>
/// One number for all learned limits: the largest deviation of a motor over all curves, each family's on its own scale,
/// as good motors were given when their group was left out. Where it exceeds the reach, a learned limit is exceeded,
/// unless the smallest distance or a hand has moved that limit away.
/// </summary>
internal static class JointStatistic
{
    /// <summary>The statistic; NaN for limits that were kept without its scales.</summary>
    public static double Of(LimitSet limits, Measurement measurement)
    {
        LimitCalibration calibration = limits.Calibration;
        if (calibration.Scores.IsEmpty)
        {
            return double.NaN;
        }

        double largest = double.NegativeInfinity;
        for (int c = 0; c < limits.Curves.Length; c++)
        {
            LimitCurve limit = limits.Curves[c];
            string family = LimitPolicy.FamilyOf(limit.Curve);
            bool bothSides = LimitPolicy.SidesOf(limit.Curve) == LimitSides.Both;
            ReadOnlySpan<float> values = measurement.Values(c);
            double[] deviations = new double[values.Length];
            for (int i = 0; i < values.Length; i++)
            {
                double median = JudgingScale.To(limit.Curve, limit.Median[i]);
                double spread = JudgingScale.To(limit.Curve, limit.Median[i] + limit.Spread[i]) - median;
                double z = (JudgingScale.To(limit.Curve, values[i]) - median) / spread;
                deviations[i] = bothSides ? Math.Abs(z) : z;
            }

            double counting = CountingDeviation.Of(limit.Curve, deviations);
            largest = Math.Max(largest, (counting - calibration.Middles[family]) / calibration.Scales[family]);
        }

        return largest;
    }
}
