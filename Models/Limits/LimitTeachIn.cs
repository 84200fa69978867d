using System.Collections.Immutable;
using Bench.Models.Calibration;
using Bench.Models.Training;

namespace Bench.Models.Limits;

/// <summary>
/// Learns limit curves with one joint false-reject rate. Each good motor is compared with medians and spreads learned
/// without its group; its largest standardised deviation per family of curves is what a fresh good motor would show.
/// The families are brought to one scale, and the largest over all of them is one number per motor, the joint conformal
/// statistic. The limits lie where a fresh motor exceeds it with the promised probability: at the statistic's conformal
/// order statistic where there are enough motors, and at an extreme-value extrapolation, which is wider, below.
/// Hundreds of independent three-sigma tests, by contrast, would reject half of the good motors.
/// <para>
/// Contamination: medians and median absolute deviations are used at every stage, and what stands out after a first
/// pass is set aside for further ones, in which limits do not see it (<see cref="LimitOutliers"/>). Of 40 motors with
/// 8 bad ones, limits move by less than a quarter of their distance from the median on average and three quarters at
/// the worst point where the bad ones are 6 dB or more too loud; 3 dB everywhere, hidden among good motors that scatter
/// by 1.6 dB, moves them by 0.6 on average and 1.4 at the worst (tested).
/// </para>
/// </summary>
internal static class LimitTeachIn
{
    /// <summary>
    /// Bad motors hide one another by widening every scale; without the worst, the next ones show. It ends
    /// as soon as nobody else stands out.
    /// </summary>
    private const int CleaningPasses = 3;

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
    public static LimitSet Learn(LearningSet set, double share, TeachInOptions options)
    {
        ImmutableArray<string> families =
            [.. set.Definition.Curves.Select(LimitPolicy.FamilyOf).Distinct().Order(StringComparer.Ordinal)];
        ImmutableArray<int> all = [.. Enumerable.Range(0, set.Rows.Count)];
        ImmutableArray<LeftOutDeviation> deviations = LeftOutDeviation.Of(set, all, families, options);
        Joint joint = JointOf(set, all, deviations, share);
        ImmutableArray<int> kept = all;
        for (int pass = 1; pass <= CleaningPasses; pass++)
        {
            ImmutableArray<int> cleaner = LimitOutliers.Keep(kept, deviations, joint.Statistics);
            if (cleaner.SequenceEqual(kept))
            {
                break;
            }

            kept = cleaner;
            deviations = LeftOutDeviation.Of(set, kept, families, options);
            joint = JointOf(set, kept, deviations, share);
        }

        ImmutableSortedDictionary<string, double> Named(IEnumerable<double> values) => families
            .Zip(values, KeyValuePair.Create)
            .ToImmutableSortedDictionary(StringComparer.Ordinal);

        LimitCalibration calibration = new()
        {
            Share = share,
            Motors = kept.Length,
            Exceeding = [.. set.SerialNumbers.Where((_, motor) => joint.Statistics[motor] > joint.Reach)],
            Factors = Named(joint.Middle.Select((middle, f) => middle + (joint.Reach * joint.Scale[f]))),
            SetAside = [.. all.Except(kept).Select(motor => set.SerialNumbers[motor])],
            Middles = Named(joint.Middle),
            Scales = Named(joint.Scale),
            Scores = [.. kept.Select(motor => joint.Statistics[motor]).Order()],
            Reach = joint.Reach,
        };
        GoodBand band = GoodBand.Learn(set.Definition, set.Centred(kept, set.Centring), options);
        return new LimitSet(
            set.Definition, band.Limits(set.Definition, calibration.Factors, options), calibration, set.Centring);
    }

    private static Joint JointOf(
        LearningSet set, ImmutableArray<int> kept, ImmutableArray<LeftOutDeviation> deviations, double share)
    {
        int families = deviations[0].Maxima.Length;
        double[] middle = new double[families];
        double[] scale = new double[families];
        for (int f = 0; f < families; f++)
        {
            (middle[f], double mad) = RobustScale.MedianAndMad([.. kept.Select(motor => deviations[motor].Maxima[f])]);
            scale[f] = Math.Max(ExtremeValue.Scale(mad), SmallestFamilyScale);
            middle[f] += GroupExcess.Of(
                set.Folds, kept, motor => deviations[motor].Maxima[f], middle[f], scale[f]);
        }

        double[] statistics =
            [.. deviations.Select(motor => motor.Maxima.Select((m, f) => (m - middle[f]) / scale[f]).Max())];
        double[] ofKept = [.. kept.Select(motor => statistics[motor]).Order()];
        (double jointMiddle, double jointMad) = RobustScale.MedianAndMad([.. ofKept]);
        double extrapolated = jointMiddle + (ExtremeValue.Reach(share, kept.Length)
            * Math.Max(ExtremeValue.Scale(jointMad), SmallestJointScale));
        int most = (int)Math.Floor((share * (statistics.Length + 1)) + 1e-9);

        // Those set aside are beyond the limits as well; a good one among them counts against the share.
        int beyond = Math.Max(1, most - (statistics.Length - kept.Length));
        return new Joint(middle, scale, statistics, most >= 1 ? ofKept[kept.Length - beyond] : extrapolated);
    }

    /// <summary>What all families say together.</summary>
    private sealed record Joint(double[] Middle, double[] Scale, double[] Statistics, double Reach);
}
