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

    /// <summary>
    /// What a band may catch of its neighbour's tone: the attenuation half a sixth octave beyond an edge.
    /// </summary>
    private const double LeakageDb = 20;

    private GoodBand(double[] median, double[] spread)
    {
        Median = median;
        Spread = spread;
    }

    /// <summary>Medians, curve after curve.</summary>
    public double[] Median { get; }

    /// <summary>Spreads, curve after curve.</summary>
    public double[] Spread { get; }

    /// <summary>
    /// Learns from the given rows; each row is one motor's vector on the judging scale (<see cref="JudgingScale"/>).
    /// </summary>
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
            Floor(curve, target, options);
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

    private static void Floor(CurveDefinition curve, Span<double> spread, TeachInOptions options)
    {
        double ofCurve = SmallestShareOfCurve * RobustScale.Median(spread.ToArray());
        double smallest = LimitPolicy.MinimumDistance(curve, options) / ReferenceFactor;
        for (int i = 0; i < spread.Length; i++)
        {
            spread[i] = Math.Max(Math.Max(spread[i], ofCurve), Math.Max(smallest, double.Epsilon));
        }
    }

    private static ImmutableArray<double> InUnit(
        CurveDefinition curve, ReadOnlySpan<double> median, ReadOnlySpan<double> distance, double times)
    {
        double[] values = new double[median.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = JudgingScale.From(curve, median[i] + (times * distance[i]));
        }

        return [.. values];
    }

    private static ImmutableArray<double> SpreadInUnit(
        CurveDefinition curve, ReadOnlySpan<double> median, ReadOnlySpan<double> spread)
    {
        double[] values = new double[median.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = JudgingScale.From(curve, median[i] + spread[i])
                - JudgingScale.From(curve, median[i]);
        }

        return [.. values];
    }

    /// <summary>
    /// Raises limits that lie far below a neighbouring band's: a tone near a band's edge moves into the next band with
    /// the last per cent of speed, which no scatter of a few dozen motors foretells.
    /// </summary>
    private static void AllowLeakage(ReadOnlySpan<double> median, Span<double> distance)
    {
        double[] limits = new double[median.Length];
        for (int i = 0; i < limits.Length; i++)
        {
            limits[i] = median[i] + distance[i];
        }

        for (int i = 0; i < limits.Length; i++)
        {
            double neighbour = Math.Max(i > 0
                ? limits[i - 1] : limits[i], i + 1 < limits.Length ? limits[i + 1]
                : limits[i]);
            distance[i] = Math.Max(distance[i], neighbour - LeakageDb - median[i]);
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
            double smallest = LimitPolicy.MinimumDistance(curve, options);
            for (int i = 0; i < length; i++)
            {
                distance[i] = Math.Max(factors[LimitPolicy.FamilyOf(curve)] * spread[i], smallest);
            }

            if (curve is { Family: CurveFamily.Spectrum, IsDecibel: true })
            {
                AllowLeakage(median, distance);
            }

            curves.Add(new LimitCurve
            {
                Curve = curve,
                Median = InUnit(curve, median, distance, 0),
                Spread = SpreadInUnit(curve, median, spread),
                Upper = InUnit(curve, median, distance, 1),
                Lower = LimitPolicy.SidesOf(curve) == LimitSides.Both ? InUnit(curve, median, distance, -1) : [],
            });
            start += length;
        }

        return curves.ToImmutable();
    }
}
