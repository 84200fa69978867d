using Bench.Analysis.Metrics;
using Bench.Analysis.PartTypes;
using Bench.Models.Calibration;
using Bench.Models.Detectors;
using Bench.Models.Limits;

namespace Bench.Models.Training;

/// <summary>
/// Learns a baseline, limits and model together, from good motors. Same input, same baseline, bit for bit.
/// </summary>
public static class BaselineTeachIn
{
    /// <summary>A feature's repeatability as a share of the smallest limit distance (0.3 dB of 3 dB, say).</summary>
    private const double RepeatabilityShare = 0.1;

    /// <summary>
    /// Learns from good motors. The part type's false-reject budget goes to the limits alone while the model may only
    /// advise, and half to each (union bound) as soon as there are enough motors for the model to reject.
    /// </summary>
    /// <param name="partType">The part type that measured them.</param>
    /// <param name="recipeHash">SHA-256 of the part type's file.</param>
    /// <param name="motors">The good motors; with one bad in five, limits move by less than half of their distance on
    /// average.</param>
    /// <param name="options">How to learn.</param>
    /// <exception cref="ArgumentException">Too few motors, a serial number twice, unlike definitions, or a value that
    /// is
    /// not finite: the message names the motor and the curve.</exception>
    public static Baseline Learn(
        PartType partType, string recipeHash, IReadOnlyList<GoodMotor> motors, TeachInOptions options)
    {
        Check(motors, options);
        MeasurementDefinition definition = motors[0].Measurement.Definition;
        double[][] rows = JudgingScale.To(definition, [.. motors.Select(motor => VectorOf(motor.Measurement))]);
        GroupFolds folds = GroupFolds.Of([.. motors.Select(motor => motor.Group)]);

        double half = partType.FalseRejectBudget / 2;
        AnomalyModel? model = ModelTeachIn.Learn(motors, rows, SmallestSigma(definition, rows, options), half, options);
        double share = model?.Authority == ModelAuthority.Rejects ? half : partType.FalseRejectBudget;
        string[] serialNumbers = [.. motors.Select(motor => motor.SerialNumber)];
        LimitSet limits = LimitTeachIn.Learn(definition, rows, serialNumbers, folds, share, options);
        string statement = BaselineStatement.Of(partType, limits.Calibration, folds, model);
        return new Baseline(partType, recipeHash, motors.Count, folds.Groups, statement, limits, model);
    }

    internal static double[] VectorOf(Measurement measurement)
    {
        double[] vector = new double[measurement.Definition.Length];
        measurement.CopyTo(vector);
        return vector;
    }

    private static double[] SmallestSigma(MeasurementDefinition definition, double[][] rows, TeachInOptions options)
    {
        GoodBand band = GoodBand.Learn(definition, rows, options);
        double[] smallest = new double[definition.Length];
        int at = 0;
        foreach (CurveDefinition curve in definition.Curves)
        {
            int length = curve.Positions.Length;
            double ofCurve = 0.1 * RobustScale.Median(band.Spread.AsSpan(at, length).ToArray());
            double repeatability = RepeatabilityShare * LimitPolicy.MinimumDistance(curve, options);
            for (int end = at + length; at < end; at++)
            {
                smallest[at] = Math.Max(Math.Max(repeatability, ofCurve), 1e-12);
            }
        }

        return smallest;
    }

    private static void Check(IReadOnlyList<GoodMotor> motors, TeachInOptions options)
    {
        int fewest = options.FewMotors == FewMotors.Refuse
            ? TeachInOptions.FewestMotors
            : TeachInOptions.FewestMotorsWithoutPromise;
        if (motors.Count < fewest)
        {
            throw new ArgumentException(
                $"{motors.Count} good motors, expected {fewest} or more: fewer do not show how much they differ.",
                nameof(motors));
        }

        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (GoodMotor motor in motors)
        {
            if (!seen.Add(motor.SerialNumber))
            {
                throw new ArgumentException(
                    $"Motor {motor.SerialNumber} occurs twice, expected each good motor once.", nameof(motors));
            }

            if (motor.Measurement.Definition.Hash != motors[0].Measurement.Definition.Hash)
            {
                throw new ArgumentException(
                    $"Motor {motor.SerialNumber} was measured by another recipe than motor {motors[0].SerialNumber}.",
                    nameof(motors));
            }

            if (MissingValues.FirstIn(motor.Measurement) is { } missing)
            {
                throw new ArgumentException(
                    $"Motor {motor.SerialNumber} has no value at {missing}, expected a complete measurement.",
                    nameof(motors));
            }
        }
    }
}
