using System.Collections.Immutable;
using Bench.Analysis.Metrics;
using Bench.Models.Calibration;
using Bench.Models.Training;

namespace Bench.Models.Limits;

/// <summary>Median and robust, smoothed and floored scatter of good motors at every position of every curve.</summary>
internal sealed class GoodBand
{
    /// <summary>
    /// A limit lies at least this many spreads from the median; a spread is at least the smallest distance over it,
    /// so that points which scatter less than matters do not drive the factor of all others up.
    /// </summary>
    private const double ReferenceFactor = 4;

    /// <summary>Smallest spread as a share of the curve's median one (anomaly-model practice: 10 %).</summary>
    private const double SmallestShareOfCurve = 0.1;

    private GoodBand(double[] median, double[] spread)
    {
        Median = median;
        Spread = spread;
    }

    /// <summary>Medians, curve after curve.</summary>
    public double[] Median { get; }

    /// <summary>Spreads, curve after curve.</summary>
    public double[] Spread { get; }

    /// <summary>Learns from the given rows; each row is one motor's vector.</summary>
    public static GoodBand Learn(MeasurementDefinition definition, IReadOnlyList<double[]> rows, TeachInOptions options)
    {
        double[] median = new double[definition.Length];
        double[] raw = new double[definition.Length];
        double[] column = new double[rows.Count];
        for (int j = 0; j < median.Length; j++)
        {
            for (int i = 0; i < column.Length; i++)
            {
                column[i] = rows[i][j];
            }

            (median[j], double mad) = RobustScale.MedianAndMad(column);
            raw[j] = RobustScale.NormalSigma(mad, column.Length);
        }

        double[] spread = new double[definition.Length];
        int start = 0;
        foreach (CurveDefinition curve in definition.Curves)
        {
            int length = curve.Positions.Length;
            Span<double> target = spread.AsSpan(start, length);
            Smooth(raw.AsSpan(start, length), target, options.SmoothingPoints);
            Floor(curve, median.AsSpan(start, length), target, options);
            start += length;
        }

        return new GoodBand(median, spread);
    }

    /// <summary>
    /// Weighted mean of the variances of the neighbours, weights falling linearly; the curve's ends use what there is.
    /// </summary>
    private static void Smooth(ReadOnlySpan<double> raw, Span<double> smooth, int reach)
    {
        for (int i = 0; i < raw.Length; i++)
        {
            double sum = 0;
            double weights = 0;
            for (int k = Math.Max(0, i - reach); k <= Math.Min(raw.Length - 1, i + reach); k++)
            {
                double weight = reach + 1 - Math.Abs(k - i);
                sum += weight * raw[k] * raw[k];
                weights += weight;
            }

            smooth[i] = Math.Sqrt(sum / weights);
        }
    }

    private static void Floor(
        CurveDefinition curve, ReadOnlySpan<double> median, Span<double> spread, TeachInOptions options)
    {
        double ofCurve = SmallestShareOfCurve * RobustScale.Median(spread.ToArray());
        for (int i = 0; i < spread.Length; i++)
        {
            double smallest = LimitPolicy.MinimumDistance(curve, median[i], options) / ReferenceFactor;
            spread[i] = Math.Max(Math.Max(spread[i], ofCurve), Math.Max(smallest, double.Epsilon));
        }
    }

    /// <summary>The limits at the given factors.</summary>
    public ImmutableArray<LimitCurve> Limits(
        MeasurementDefinition definition, IReadOnlyDictionary<string, double> factors, TeachInOptions options)
    {
        ImmutableArray<LimitCurve>.Builder curves = ImmutableArray.CreateBuilder<LimitCurve>();
        int start = 0;
        foreach (CurveDefinition curve in definition.Curves)
        {
            int length = curve.Positions.Length;
            ReadOnlySpan<double> median = Median.AsSpan(start, length);
            ReadOnlySpan<double> spread = Spread.AsSpan(start, length);
            double[] distance = new double[length];
            for (int i = 0; i < length; i++)
            {
                double smallest = LimitPolicy.MinimumDistance(curve, median[i], options);
                distance[i] = Math.Max(factors[LimitPolicy.FamilyOf(curve)] * spread[i], smallest);
            }

            curves.Add(new LimitCurve
            {
                Curve = curve,
                Median = [.. median],
                Spread = [.. spread],
                Upper = [.. distance.Zip(median.ToArray(), (by, middle) => middle + by)],
                Lower = LimitPolicy.SidesOf(curve) == LimitSides.Both
                    ? [.. distance.Zip(median.ToArray(), (by, middle) => middle - by)]
                    : [],
            });
            start += length;
        }

        return curves.ToImmutable();
    }
}
