using System.Globalization;
using Bench.Analysis.PartTypes;
using Bench.Models.Calibration;
using Bench.Models.Detectors;
using Bench.Models.Limits;

namespace Bench.Models.Training;

/// <summary>What a baseline promises, in words: with its sample size, and with what it cannot promise.</summary>
internal static class BaselineStatement
{
    /// <summary>The promise of the limits, then that of the model.</summary>
    public static string Of(
        PartType partType, RejectBudget budget, LimitCalibration limits, GroupFolds folds, AnomalyModel? model)
    {
        string promise = limits.Motors < TeachInOptions.FewestMotors ? "" : $" {budget.Statement}";
        return $"{OfLimits(limits, folds)} {OfModel(partType, folds, model)}{promise}";
    }

    private static string OfLimits(LimitCalibration limits, GroupFolds folds)
    {
        if (limits.Motors < TeachInOptions.FewestMotors)
        {
            return Invariant($"The limits come from only {limits.Motors} good motors and promise nothing: {Fewest}.");
        }

        string groups = folds.Unit == FoldUnit.Group
            ? Invariant($"in {folds.Groups} groups, each compared with the others' groups")
            : Invariant($"in {folds.Groups} group{(folds.Groups == 1 ? "" : "s")}, too few to tell how groups differ");
        string without = Percent(1.0 / (limits.Motors + 1));
        string support = 1.0 / (limits.Motors + 1) > limits.Share
            ? Invariant(
                $"; an extreme-value extrapolation: without it {limits.Motors} motors support no less than {without}")
            : "";
        string aside = limits.SetAside.IsEmpty
            ? ""
            : $"; {string.Join(", ", limits.SetAside)} stood out, taught them nothing and should be reviewed";
        return Invariant(
            $"The limits together reject about {Percent(limits.Share)} of good motors of the same process ")
            + Invariant($"(n = {limits.Motors} {groups}, {limits.Exceeding.Length} of them beyond the limits{support})")
            + $"{aside}.";
    }

    private static string Fewest => Invariant($"{TeachInOptions.FewestMotors} are the fewest for a stated rate");

    private static string OfModel(PartType partType, GroupFolds folds, AnomalyModel? model)
    {
        double half = partType.FalseRejectBudget / 2;
        int needed = ConformalCalibration.MotorsNeeded(half);
        if (model is null)
        {
            return Invariant($"There is no anomaly model below {ModelTeachIn.FewestMotors} good motors.");
        }

        if (model.Authority == ModelAuthority.Advises)
        {
            return Invariant(
                $"The anomaly model advises only, at {Percent(model.Share)}: to reject at {Percent(half)} it ")
                + Invariant($"needs {needed} good motors in {ModelTeachIn.FewestGroups} groups and has ")
                + Invariant($"{model.Calibration.Motors} in {folds.Groups}.");
        }

        double bound = ConformalCalibration.ConfidenceBound(model.Share, model.Calibration.Motors);
        return Invariant(
            $"The anomaly model rejects at most {Percent(model.Share)} of good motors of the same process ")
            + Invariant($"(n = {model.Calibration.Motors}, marginal; below {Percent(bound)} in the long run with 95 % ")
            + "confidence; approximate, because groups were left out in turn instead of held out).";
    }

    private static string Percent(double share) => Invariant($"{100 * share:0.##} %");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
