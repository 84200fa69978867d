using MathNet.Numerics.Distributions;

namespace Bench.Models.Evaluation;

/// <summary>
/// How well a score tells faulty motors from good ones: the area under the receiver operating characteristic, which is
/// the probability that a faulty motor scores higher than a good one (ties count half; Mann and Whitney 1947).
/// </summary>
/// <param name="Good">Number of good motors.</param>
/// <param name="Faulty">Number of faulty motors.</param>
/// <param name="Area">The area, 0.5 by chance, 1 without an error; NaN where either kind is missing.</param>
/// <param name="Low">Lower end of its 95 % interval (DeLong 1988), not below 0.</param>
/// <param name="High">Upper end, not above 1.</param>
/// <param name="PartialArea">
/// The area up to 10 % false rejects, scaled so that chance is 0.5 and perfection 1 (McClish 1989): the part of the
/// curve that a line works in.
/// </param>
public sealed record RocArea(int Good, int Faulty, double Area, double Low, double High, double PartialArea)
{
    /// <summary>Highest share of false rejects that counts in <see cref="PartialArea"/>.</summary>
    public const double PartialFalseRejects = 0.1;

    /// <summary>
    /// Evaluates scores; higher means more unusual. A score that is not a number counts as the highest.
    /// </summary>
    public static RocArea Of(IReadOnlyList<double> good, IReadOnlyList<double> faulty)
    {
        if (good.Count == 0 || faulty.Count == 0)
        {
            return new RocArea(good.Count, faulty.Count, double.NaN, double.NaN, double.NaN, double.NaN);
        }

        double[] goodSorted = Sorted(good);
        double[] faultySorted = Sorted(faulty);
        double[] ofFaulty = [.. faultySorted.Select(score => ShareBelow(goodSorted, score))];
        double[] ofGood = [.. goodSorted.Select(score => 1 - ShareBelow(faultySorted, score))];
        double area = ofFaulty.Average();
        double half = Normal.InvCDF(0, 1, 0.975)
            * Math.Sqrt((Variance(ofFaulty) / ofFaulty.Length) + (Variance(ofGood) / ofGood.Length));
        return new RocArea(
            good.Count,
            faulty.Count,
            area,
            Math.Max(0, area - half),
            Math.Min(1, area + half),
            Partial(goodSorted, faultySorted));
    }

    private static double[] Sorted(IReadOnlyList<double> scores) =>
        [.. scores.Select(score => double.IsNaN(score) ? double.PositiveInfinity : score).Order()];

    private static double ShareBelow(double[] sorted, double score)
    {
        int below = 0;
        int equal = 0;
        foreach (double other in sorted)
        {
            below += other < score ? 1 : 0;
            equal += other == score ? 1 : 0;
        }

        return (below + (0.5 * equal)) / sorted.Length;
    }

    private static double Variance(double[] values)
    {
        double mean = values.Average();
        return values.Length < 2 ? 0 : values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1);
    }

    // Trapezoids between the thresholds, cut at the highest share of false rejects.
    private static double Partial(double[] good, double[] faulty)
    {
        double area = 0;
        double lastFalse = 0;
        double lastTrue = 0;
        foreach (double threshold in good.Concat(faulty).Distinct().OrderDescending())
        {
            double isFalse = (double)good.Count(score => score >= threshold) / good.Length;
            double isTrue = (double)faulty.Count(score => score >= threshold) / faulty.Length;
            if (isFalse >= PartialFalseRejects)
            {
                double share = (PartialFalseRejects - lastFalse) / (isFalse - lastFalse);
                double at = lastTrue + (share * (isTrue - lastTrue));
                area += (PartialFalseRejects - lastFalse) * (lastTrue + at) / 2;
                break;
            }

            area += (isFalse - lastFalse) * (lastTrue + isTrue) / 2;
            (lastFalse, lastTrue) = (isFalse, isTrue);
        }

        const double Chance = PartialFalseRejects * PartialFalseRejects / 2;
        return 0.5 * (1 + ((area - Chance) / (PartialFalseRejects - Chance)));
    }
}
