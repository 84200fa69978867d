using System.Collections.Immutable;
using Bench.Analysis.Metrics;

namespace Bench.Models.Limits;

/// <summary>One stretch of neighbouring positions of one curve beyond its limit.</summary>
/// <param name="CurveIndex">Index of the curve in the definition.</param>
/// <param name="Curve">The curve.</param>
/// <param name="Side">Which limit.</param>
/// <param name="First">First position's index.</param>
/// <param name="Last">Last position's index.</param>
/// <param name="At">Index of the largest exceedance relative to the allowed distance.</param>
/// <param name="Value">Measured value there.</param>
/// <param name="Limit">Limit there.</param>
/// <param name="Severity">
/// 1 + √Σm² over the stretch, where m is a point's distance beyond the limit over the limit's distance from the
/// median, both in dB (of linear values as well): three bins 6 dB over a limit that lies 6 dB above the median give
/// 2.7, one bin 0.6 dB over it gives 1.1.
/// </param>
internal sealed record Exceedance(
    int CurveIndex,
    CurveDefinition Curve,
    LimitSide Side,
    int First,
    int Last,
    int At,
    double Value,
    double Limit,
    double Severity)
{
    /// <summary>
    /// A stretch of a curve counts from this root of its squared margins on: by margin and width together, so that one
    /// bin 0.4 dB over a limit 8 dB above the median is none, and four such neighbours are.
    /// </summary>
    internal const double LeastCounting = 0.06;

    /// <summary>More than this many limit distances beyond a limit is no worse: severities stay finite.</summary>
    private const double MostDistances = 1000;

    /// <summary>First position in the unit of the curve's axis.</summary>
    public double From => Curve.Positions[First];

    /// <summary>Last position in the unit of the curve's axis.</summary>
    public double To => Curve.Positions[Last];

    /// <summary>Position of the largest exceedance.</summary>
    public double Position => Curve.Positions[At];

    /// <summary>How far beyond the limit, always positive, in the curve's unit.</summary>
    public double Excess => Side == LimitSide.Above ? Value - Limit : Limit - Value;

    /// <summary>All exceedances of a measurement, curve after curve.</summary>
    public static ImmutableArray<Exceedance> Find(LimitSet limits, Measurement measurement)
    {
        ImmutableArray<Exceedance>.Builder found = ImmutableArray.CreateBuilder<Exceedance>();
        for (int c = 0; c < limits.Curves.Length; c++)
        {
            LimitCurve limit = limits.Curves[c];
            ReadOnlySpan<float> values = measurement.Values(c);
            Collect(found, c, limit, values, limit.Upper, LimitSide.Above);
            if (!limit.Lower.IsEmpty)
            {
                Collect(found, c, limit, values, limit.Lower, LimitSide.Below);
            }
        }

        return found.ToImmutable();
    }

    private static void Collect(
        ImmutableArray<Exceedance>.Builder found,
        int curveIndex,
        LimitCurve limit,
        ReadOnlySpan<float> values,
        ImmutableArray<double> allowed,
        LimitSide side)
    {
        int i = 0;
        while (i < values.Length)
        {
            if (!(Beyond(limit, allowed, side, i, values[i]) > 0))
            {
                i++;
                continue;
            }

            int first = i;
            int at = i;
            double sum = 0;
            for (; i < values.Length && Beyond(limit, allowed, side, i, values[i]) > 0; i++)
            {
                double margin = Beyond(limit, allowed, side, i, values[i]);
                sum += margin * margin;
                at = margin > Beyond(limit, allowed, side, at, values[at]) ? i : at;
            }

            if (limit.Curve.Axis == CurveAxis.None || Math.Sqrt(sum) >= LeastCounting)
            {
                found.Add(new Exceedance(
                    curveIndex, limit.Curve, side, first, i - 1, at, values[at], allowed[at], 1 + Math.Sqrt(sum)));
            }
        }
    }

    /// <summary>Distance beyond the limit over the limit's distance from the median; positive beyond.</summary>
    private static double Beyond(
        LimitCurve limit, ImmutableArray<double> allowed, LimitSide side, int position, double value)
    {
        double allowedDb = JudgingScale.To(limit.Curve, allowed[position]);
        double distance = Math.Abs(allowedDb - JudgingScale.To(limit.Curve, limit.Median[position]));
        double valueDb = JudgingScale.To(limit.Curve, value);
        double beyond = side == LimitSide.Above ? valueDb - allowedDb : allowedDb - valueDb;
        return Math.Min(beyond / distance, MostDistances);
    }
}
