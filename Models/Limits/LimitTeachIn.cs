using System.Collections.Immutable;
using Bench.Analysis.Metrics;
using Bench.Models.Calibration;
using Bench.Models.Training;

namespace Bench.Models.Limits;

/// <summary>
/// Learns limit curves with one joint false-reject rate. Each good motor is compared with medians and spreads learned
/// without its group; its largest standardised deviation per family of curves is what a fresh good motor would show.
/// The families are brought to one scale, the largest over all of them is one number per motor, and the distance at
/// which a fresh motor exceeds it with the promised probability follows from those numbers by an extreme-value
/// extrapolation. Hundreds of independent three-sigma tests, by contrast, would reject half of the good motors.
/// <para>
/// Contamination: medians and median absolute deviations are used at every stage, so one bad motor in five, as bad as
/// it likes, moves a point's median by at most 0.32 standard deviations and widens its spread and the two scales
/// above it by about 1.4 each for a large population. Of 40 motors with 8 bad ones, limits move by less than 3/4 of
/// their distance from the median on average, and none by more than one and a half of it (tested).
/// </para>
/// </summary>
internal static class LimitTeachIn
{
    /// <summary>
    /// Smallest Gumbel scale of a family's maximum, in spreads: that of the largest of 3000 normal values is 0.25, and
    /// less than 0.2 in a sample is luck.
    /// </summary>
    private const double SmallestFamilyScale = 0.2;

    /// <summary>
    /// The maximum of Gumbel variables of scale 1 has scale 1; a sample that says less than 0.8 is luck.
    /// </summary>
    private const double SmallestJointScale = 0.8;

    /// <summary>Learns from one vector per motor.</summary>
    public static LimitSet Learn(
        MeasurementDefinition definition,
        IReadOnlyList<double[]> rows,
        IReadOnlyList<string> serialNumbers,
        GroupFolds folds,
        double share,
        TeachInOptions options)
    {
        ImmutableArray<string> families =
            [.. definition.Curves.Select(LimitPolicy.FamilyOf).Distinct().Order(StringComparer.Ordinal)];
        double[][] maxima = LeftOutMaxima(definition, rows, folds, families, options);

        double[] middle = new double[families.Length];
        double[] scale = new double[families.Length];
        for (int f = 0; f < families.Length; f++)
        {
            (middle[f], double mad) = RobustScale.MedianAndMad([.. maxima.Select(motor => motor[f])]);
            scale[f] = Math.Max(ExtremeValue.Scale(mad), SmallestFamilyScale);
        }

        double[] joint = [.. maxima.Select(motor => motor.Select((m, f) => (m - middle[f]) / scale[f]).Max())];
        (double jointMiddle, double jointMad) = RobustScale.MedianAndMad([.. joint]);
        double reach = jointMiddle
            + ExtremeValue.Reach(share, rows.Count) * Math.Max(ExtremeValue.Scale(jointMad), SmallestJointScale);

        ImmutableSortedDictionary<string, double> factors = families
            .Select((family, f) => KeyValuePair.Create(family, middle[f] + reach * scale[f]))
            .ToImmutableSortedDictionary(StringComparer.Ordinal);
        LimitCalibration calibration = new()
        {
            Share = share,
            Motors = rows.Count,
            Exceeding = [.. serialNumbers.Where((_, motor) => joint[motor] > reach)],
            Factors = factors,
        };
        GoodBand band = GoodBand.Learn(definition, rows, options);
        return new LimitSet(definition, band.Limits(definition, factors, options), calibration);
    }

    /// <summary>Per motor and family: its largest standardised deviation from the motors outside its fold.</summary>
    private static double[][] LeftOutMaxima(
        MeasurementDefinition definition,
        IReadOnlyList<double[]> rows,
        GroupFolds folds,
        ImmutableArray<string> families,
        TeachInOptions options)
    {
        double[][] maxima = new double[rows.Count][];
        foreach (ImmutableArray<int> fold in folds.Folds)
        {
            GoodBand band = GoodBand.Learn(definition, [.. rows.Where((_, motor) => !fold.Contains(motor))], options);
            foreach (int motor in fold)
            {
                maxima[motor] = MaximaOf(definition, band, rows[motor], families);
            }
        }

        return maxima;
    }

    private static double[] MaximaOf(
        MeasurementDefinition definition, GoodBand band, double[] row, ImmutableArray<string> families)
    {
        double[] maxima = new double[families.Length];
        Array.Fill(maxima, double.NegativeInfinity);
        int at = 0;
        foreach (CurveDefinition curve in definition.Curves)
        {
            int family = families.IndexOf(LimitPolicy.FamilyOf(curve), 0, StringComparer.Ordinal);
            LimitSides sides = LimitPolicy.SidesOf(curve);
            for (int i = 0; i < curve.Positions.Length; i++, at++)
            {
                double z = (row[at] - band.Median[at]) / band.Spread[at];
                maxima[family] = Math.Max(maxima[family], sides == LimitSides.Both ? Math.Abs(z) : z);
            }
        }

        return maxima;
    }
}
