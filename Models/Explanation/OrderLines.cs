using Bench.Analysis.Metrics;
using Bench.Analysis.PartTypes;
using Bench.Models.Calibration;

namespace Bench.Models.Explanation;

/// <summary>
/// How much single orders have grown against good motors and against their own surroundings. A broadband rise lifts
/// all orders; only a line that rises out of it tells of something that turns with the shaft.
/// </summary>
internal sealed class OrderLines(Evidence evidence)
{
    /// <summary>
    /// Half the width in orders of the band that an order cut or a point of an order spectrum sums: a line this far
    /// from an order still counts as that order.
    /// </summary>
    public const double HalfWidth = 0.25;

    /// <summary>Orders on either side that make up the surroundings.</summary>
    private const double Surroundings = 3;

    /// <summary>
    /// Growth in dB of the order's level over the good median, less that of the points between whole orders around it;
    /// the largest over all vibration and sound channels and steps. 0 where no order spectrum has the order.
    /// </summary>
    public double GrownDb(double order)
    {
        double largest = 0;
        foreach (int c in evidence.CurvesWhere(curve => curve.Family == CurveFamily.OrderSpectrum && curve.IsDecibel))
        {
            CurveDefinition curve = evidence.Limits.Curves[c].Curve;
            bool isVibration = evidence.QuantityOf(curve) is Quantity.Acceleration or Quantity.SoundPressure;
            int at = isVibration ? IndexOf(curve, order) : -1;
            if (at >= 0)
            {
                largest = Math.Max(largest, evidence.DeviationAt(c, at) - Floor(c, curve, order));
            }
        }

        return largest;
    }

    private double Floor(int c, CurveDefinition curve, double order)
    {
        double[] between =
        [
            .. Enumerable.Range(0, curve.Positions.Length)
                .Where(i => Math.Abs(curve.Positions[i] - order) <= Surroundings && IsBetweenOrders(curve.Positions[i]))
                .Select(i => evidence.DeviationAt(c, i)),
        ];
        return between.Length == 0 ? 0 : Math.Max(0, RobustScale.Median(between));
    }

    private static bool IsBetweenOrders(double order) => Math.Abs(order - Math.Round(order)) > 0.3;

    private static int IndexOf(CurveDefinition curve, double order)
    {
        for (int i = 0; i < curve.Positions.Length; i++)
        {
            if (Math.Abs(curve.Positions[i] - order) < 1e-6)
            {
                return i;
            }
        }

        return -1;
    }
}
