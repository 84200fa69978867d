using System.Collections.Immutable;
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
    /// advise, and about half to each (union bound, in whole motors) as soon as there are enough for the model to
    /// reject; a tenth of it is kept for limits of a specification where there are any.
    /// </summary>
    /// <param name="partType">The part type that measured them.</param>
    /// <param name="recipeHash">SHA-256 of the part type's file.</param>
    /// <param name="motors">The good motors, oldest first; one clearly bad in five moves limits by less than a quarter
    /// of their distance on average.</param>
    /// <param name="options">How to learn.</param>
    /// <exception cref="ArgumentException">Too few motors, a serial number twice, unlike definitions, or a value that
    /// is not finite: the message names the motor and the curve.</exception>
    public static Baseline Learn(
        PartType partType, string recipeHash, IReadOnlyList<GoodMotor> motors, TeachInOptions options) =>
        Learn(partType, recipeHash, motors, options, [], new LimitRevision());

    /// <summary>
    /// Learns anew in place of a baseline: its stretches set by hand are kept, its version counts on and it is named as
    /// the parent.
    /// </summary>
    /// <param name="previous">The baseline in force.</param>
    /// <param name="motors">The good motors, oldest first.</param>
    /// <param name="options">How to learn.</param>
    /// <param name="author">Who is responsible.</param>
    /// <param name="at">When; nothing here reads a clock.</param>
    /// <param name="reason">Why.</param>
    /// <exception cref="ArgumentException">As for learning; or a stretch set by hand fits no more.</exception>
    public static Baseline Relearn(
        Baseline previous,
        IReadOnlyList<GoodMotor> motors,
        TeachInOptions options,
        string author,
        DateTimeOffset at,
        string reason) =>
        Learn(
            previous.Part,
            previous.RecipeHash,
            motors,
            options,
            previous.Limits.Edits,
            previous.NextRevision(author, at, reason));

    private static Baseline Learn(
        PartType partType,
        string recipeHash,
        IReadOnlyList<GoodMotor> given,
        TeachInOptions options,
        ImmutableArray<LimitEdit> edits,
        LimitRevision revision)
    {
        GoodMotor[] motors = [.. given.Skip(Math.Max(0, given.Count - (options.NewestMotors ?? given.Count)))];
        Check(motors, options);
        MeasurementDefinition definition = motors[0].Measurement.Definition;
        LearningSet set = new(
            definition,
            JudgingScale.To(definition, [.. motors.Select(motor => VectorOf(motor.Measurement))]),
            [.. motors.Select(motor => motor.SerialNumber)],
            [.. motors.Select(motor => motor.Origin)],
            GroupFolds.Of([.. motors.Select(motor => motor.Group)]));

        double forFixed = partType.FixedLimits.IsEmpty ? 0 : options.FixedShare * partType.FalseRejectBudget;
        double learned = partType.FalseRejectBudget - forFixed;
        AnomalyModel? model = ModelTeachIn.Learn(set, SmallestSigma(set, options), learned, options);
        double share = model?.Authority == ModelAuthority.Rejects ? learned - model.Share : learned;
        LimitSet limits = LimitTeachIn.Learn(set, share, options).With(revision, edits);
        RejectBudget budget = Budget(partType.FalseRejectBudget, forFixed, limits, set.Folds.Groups, model);
        string statement = BaselineStatement.Of(partType, budget, limits.Calibration, set.Folds, model);
        statement += motors.Length < given.Count
            ? FormattableString.Invariant(
                $" The {given.Count - motors.Length} oldest of {given.Count} motors are forgotten, as declared.")
            : "";
        return new Baseline(partType, recipeHash, motors.Length, set.Folds.Groups, statement, limits, model, budget);
    }

    /// <summary>What limits and model together may reject, and what their learning motors support.</summary>
    internal static RejectBudget Budget(
        double asked, double forFixed, LimitSet limits, int groups, AnomalyModel? model) => new()
        {
            Asked = asked,
            Fixed = forFixed,
            Limits = limits.Calibration.Share,
            Model = model?.Authority == ModelAuthority.Rejects ? model.Share : 0,
            Motors = limits.Calibration.Motors,
            Groups = groups,
            Beyond = limits.Calibration.Scores.Count(score => score > limits.Calibration.Reach),
        };

    internal static double[] VectorOf(Measurement measurement)
    {
        double[] vector = new double[measurement.Definition.Length];
        measurement.CopyTo(vector);
        return vector;
    }

    private static double[] SmallestSigma(LearningSet set, TeachInOptions options)
    {
        MeasurementDefinition definition = set.Definition;
        double[][] rows = set.Centred(Enumerable.Range(0, set.Rows.Count), set.Centring);
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

    private static void Check(GoodMotor[] motors, TeachInOptions options)
    {
        int fewest = options.FewMotors == FewMotors.Refuse
            ? TeachInOptions.FewestMotors
            : TeachInOptions.FewestMotorsWithoutPromise;
        if (motors.Length < fewest)
        {
            throw new ArgumentException(
                $"{motors.Length} good motors, expected {fewest} or more: fewer do not show how much they differ.",
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
