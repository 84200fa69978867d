using System.Collections.Immutable;
using Bench.Analysis.Metrics;
using Bench.Models.Training;

namespace Bench.Models.Limits;

/// <summary>How far one motor lies from the good ones outside its fold.</summary>
/// <param name="Maxima">Per family of curves: its largest deviation that counts, in spreads.</param>
/// <param name="MeanSquare">Mean square of all standardised deviations; 1 or so for a good motor.</param>
internal sealed record LeftOutDeviation(double[] Maxima, double MeanSquare)
{
    /// <summary>
    /// One per motor of the set, kept or not; limits are learned from kept motors of other folds only.
    /// </summary>
    public static ImmutableArray<LeftOutDeviation> Of(
        LearningSet set, ImmutableArray<int> kept, ImmutableArray<string> families, TeachInOptions options)
    {
        LeftOutDeviation[] deviations = new LeftOutDeviation[set.Rows.Count];
        foreach (ImmutableArray<int> fold in set.Folds.Folds)
        {
            Centring centring = set.CentringWithout(fold);
            GoodBand band = GoodBand.Learn(set.Definition, set.Centred(kept.Except(fold), centring), options);
            foreach (int motor in fold)
            {
                double[] row = centring.Apply(set.Rows[motor], set.Origins[motor]);
                deviations[motor] = Of(set.Definition, band, row, families);
            }
        }

        return [.. deviations];
    }

    private static LeftOutDeviation Of(
        MeasurementDefinition definition, GoodBand band, double[] row, ImmutableArray<string> families)
    {
        double[] maxima = new double[families.Length];
        Array.Fill(maxima, double.NegativeInfinity);
        double[] deviations = new double[definition.Curves.Max(curve => curve.Positions.Length)];
        double squares = 0;
        int at = 0;
        foreach (CurveDefinition curve in definition.Curves)
        {
            int family = families.IndexOf(LimitPolicy.FamilyOf(curve), 0, StringComparer.Ordinal);
            LimitSides sides = LimitPolicy.SidesOf(curve);
            Span<double> ofCurve = deviations.AsSpan(0, curve.Positions.Length);
            for (int i = 0; i < ofCurve.Length; i++, at++)
            {
                double z = (row[at] - band.Median[at]) / band.Spread[at];
                ofCurve[i] = sides == LimitSides.Both ? Math.Abs(z) : z;
                squares += z * z;
            }

            maxima[family] = Math.Max(maxima[family], CountingDeviation.Of(curve, ofCurve));
        }

        return new LeftOutDeviation(maxima, squares / definition.Length);
    }
}
