using MathNet.Numerics.Distributions;

namespace Bench.Models.Capability;

/// <summary>
/// Gauge R&amp;R by analysis of variance (AIAG, Measurement Systems Analysis, 4th edition, appendix A): how much of
/// what varies between tests is the motors, and how much the measuring. Variances are in the square of the value's
/// unit; a negative estimate counts as 0, as the method says.
/// </summary>
/// <param name="Repeatability">Variance between tests of one motor under one condition (EV²).</param>
/// <param name="Reproducibility">Variance between conditions (AV²), without the interaction; 0 with one
/// condition.</param>
/// <param name="Interaction">
/// Variance by which conditions treat motors differently; 0 where it was not significant and counts as repeatability.
/// </param>
/// <param name="Motors">Variance between motors (PV²).</param>
/// <param name="InteractionPValue">p-value of the interaction's F-test; NaN with one condition.</param>
public sealed record GaugeVariation(
    double Repeatability, double Reproducibility, double Interaction, double Motors, double InteractionPValue)
{
    // AIAG pools an interaction that is not significant at 0.25: pooling one that is there would hide it.
    private const double PoolAbove = 0.25;

    /// <summary>Standard deviation of measuring: repeatability, reproducibility and interaction together.</summary>
    public double GaugeSigma => Math.Sqrt(Repeatability + Reproducibility + Interaction);

    /// <summary>Standard deviation of all that varies.</summary>
    public double TotalSigma => Math.Sqrt(Repeatability + Reproducibility + Interaction + Motors);

    /// <summary>%GRR: measuring in percent of all variation. Below 10 is good, above 30 unfit (AIAG).</summary>
    public double PercentOfTotal => 100 * GaugeSigma / TotalSigma;

    /// <summary>
    /// ndc: classes of motors that can be told apart, 1.41·PV/GRR rounded down, at least 1. 5 or more is wanted (AIAG).
    /// </summary>
    public int DistinctCategories =>
        GaugeSigma > 0
            ? (int)Math.Clamp(Math.Floor(Math.Sqrt(2 * Motors) / GaugeSigma), 1, int.MaxValue)
            : int.MaxValue;

    /// <summary>Measuring in percent of a tolerance of this width: six standard deviations over it.</summary>
    public double PercentOfTolerance(double tolerance) => 100 * 6 * GaugeSigma / tolerance;

    /// <summary>
    /// Evaluates a study. Values lie as <see cref="GaugeTrials.Index"/> says; one that is NaN makes every figure NaN.
    /// </summary>
    /// <exception cref="ArgumentException">The plan is too small, or values are missing.</exception>
    public static GaugeVariation Of(GaugeTrials plan, ReadOnlySpan<double> values)
    {
        plan.Require(values.Length);
        Sums sums = Sums.Of(plan, values);
        int m = plan.Motors, c = plan.Conditions, r = plan.Repeats;
        double meanSquareMotors = sums.Motors / (m - 1);
        double repeatability = sums.Within / (m * c * (r - 1));
        if (c == 1)
        {
            return new GaugeVariation(
                repeatability, 0, 0, AtLeastZero((meanSquareMotors - repeatability) / r), double.NaN);
        }

        int freedom = (m - 1) * (c - 1);
        double meanSquareInteraction = sums.Interaction / freedom;
        double meanSquareConditions = sums.Conditions / (c - 1);
        double pValue = repeatability > 0
            ? 1 - FisherSnedecor.CDF(freedom, m * c * (r - 1), meanSquareInteraction / repeatability)
            : 0;
        double interaction = AtLeastZero((meanSquareInteraction - repeatability) / r);
        double error = meanSquareInteraction;
        if (pValue > PoolAbove)
        {
            error = (sums.Within + sums.Interaction) / ((m * c * (r - 1)) + freedom);
            repeatability = error;
            interaction = 0;
        }

        return new GaugeVariation(
            repeatability,
            AtLeastZero((meanSquareConditions - error) / (m * r)),
            interaction,
            AtLeastZero((meanSquareMotors - error) / (c * r)),
            pValue);
    }

    private static double AtLeastZero(double variance) => variance < 0 ? 0 : variance;

    /// <summary>Sums of squares of the two-way layout.</summary>
    private readonly record struct Sums(double Motors, double Conditions, double Interaction, double Within)
    {
        public static Sums Of(GaugeTrials plan, ReadOnlySpan<double> values)
        {
            double[] motor = new double[plan.Motors];
            double[] condition = new double[plan.Conditions];
            double[] cell = new double[plan.Motors * plan.Conditions];
            double mean = 0;
            for (int i = 0; i < values.Length; i++)
            {
                int inCell = i / plan.Repeats;
                mean += values[i] / values.Length;
                cell[inCell] += values[i] / plan.Repeats;
                motor[inCell / plan.Conditions] += values[i] / (plan.Conditions * plan.Repeats);
                condition[inCell % plan.Conditions] += values[i] / (plan.Motors * plan.Repeats);
            }

            double within = 0;
            for (int i = 0; i < values.Length; i++)
            {
                within += Square(values[i] - cell[i / plan.Repeats]);
            }

            double interaction = 0;
            for (int i = 0; i < cell.Length; i++)
            {
                interaction += plan.Repeats
                    * Square(cell[i] - motor[i / plan.Conditions] - condition[i % plan.Conditions] + mean);
            }

            return new Sums(
                plan.Conditions * plan.Repeats * motor.Sum(value => Square(value - mean)),
                plan.Motors * plan.Repeats * condition.Sum(value => Square(value - mean)),
                interaction,
                within);
        }

        private static double Square(double value) => value * value;
    }
}
