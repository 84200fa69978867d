using System.Collections.Immutable;
using Bench.Analysis.PartTypes;
using Bench.Models.Features;
using Bench.Models.Training;
using Bench.Models.Verdicts;

namespace Bench.Models.Evaluation;

/// <summary>
/// Tries judging on labelled motors: learns from good ones, judges good ones of other groups and all faulty ones. Good
/// motors are divided by group, never within one, so that nobody is judged by what its own lot taught.
/// </summary>
public static class ModelEvaluation
{
    /// <summary>Label of the motors that limits and model are learned from.</summary>
    public const string GoodLabel = "good";

    /// <summary>Learns and judges as often as asked.</summary>
    /// <exception cref="ArgumentException">Too few good motors or groups.</exception>
    public static EvaluationReport Run(PartType partType, FeatureTable table, EvaluationOptions options)
    {
        MotorFeatures[] good = [.. table.Motors.Where(motor => motor.Label == GoodLabel)];
        MotorFeatures[] faulty = [.. table.Motors.Where(motor => motor.Label.Length > 0 && motor.Label != GoodLabel)];
        List<Judged> judged = [];
        List<Baseline> baselines = [];
        foreach (ImmutableArray<int> learning in LearningSets(good, options))
        {
            HashSet<string> groups = [.. learning.Select(i => good[i].Group)];
            Baseline baseline = BaselineTeachIn.Learn(
                partType, "", [.. learning.Select(i => good[i].AsGood())], options.TeachIn);
            IEnumerable<MotorFeatures> others = good.Where(motor => !groups.Contains(motor.Group));
            judged.AddRange(others.Concat(faulty).Select(motor => Judge(baseline, motor, baselines.Count)));
            baselines.Add(baseline);
        }

        ImmutableArray<EvaluationGroup> labels =
        [
            .. judged
                .GroupBy(one => one.Motor.Label, StringComparer.Ordinal)
                .OrderBy(label => label.Key, StringComparer.Ordinal)
                .Select(label => Summarise(label.Key, [.. label], judged, partType.FalseRejectBudget)),
        ];
        return new EvaluationReport
        {
            PartType = partType.Name,
            LearnedFrom = baselines.Min(baseline => baseline.Motors),
            Rounds = baselines.Count,
            Asked = partType.FalseRejectBudget,
            Promised = baselines.Average(baseline => baseline.Budget.Promise),
            Good = labels.First(label => label.Label == GoodLabel),
            Faulty = [.. labels.Where(label => label.Label != GoodLabel)],
            Statement = baselines[0].Statement,
        };
    }

    /// <summary>Indices of the good motors to learn from in each round; whole groups, as many as are needed.</summary>
    private static IEnumerable<ImmutableArray<int>> LearningSets(MotorFeatures[] good, EvaluationOptions options)
    {
        int[][] groups =
        [
            .. Enumerable.Range(0, good.Length)
                .GroupBy(i => good[i].Group, StringComparer.Ordinal)
                .Select(group => group.ToArray()),
        ];
        if (groups.Length < 2)
        {
            throw new ArgumentException(
                $"{groups.Length} group of good motors, expected 2 or more: one must be left out.", nameof(good));
        }

        int rounds = Math.Min(options.Rounds, groups.Length);
        for (int round = 0; round < rounds; round++)
        {
            if (options.LearnFrom is not { } count)
            {
                yield return [.. groups.Where((_, g) => g % rounds != round).SelectMany(group => group).Order()];
                continue;
            }

            // Each round starts at another group, so that the rounds' learning sets overlap as little as they can.
            int first = round * groups.Length / rounds;
            int[] turned = [.. groups[first..].Concat(groups[..first]).SelectMany(group => group).Take(count)];
            if (turned.Length < count)
            {
                throw new ArgumentException(
                    $"{turned.Length} good motors, expected {count} to learn from and more to judge.", nameof(good));
            }

            yield return [.. turned];
        }
    }

    private static Judged Judge(Baseline baseline, MotorFeatures motor, int round)
    {
        bool isPlausible = baseline.CheckSensors(motor.Measurement, motor.Origin).IsEmpty;
        return new Judged(motor, round, isPlausible, baseline.Judge(motor.Measurement, motor.Origin));
    }

    private static EvaluationGroup Summarise(
        string label, Judged[] own, List<Judged> all, double asked) => new()
        {
            Label = label,
            Motors = own.Length,
            Invalid = own.Count(one => !one.IsPlausible),
            Rejected = own.Count(one => one.IsPlausible && one.Judgement.Verdict == Verdict.Fail),
            RejectedByLimits = own.Count(one => one.IsPlausible
                && one.Judgement.Findings.Any(f => f.Source is FindingSource.LearnedLimit or FindingSource.FixedLimit)),
            UnusualToModel = own.Count(one => one.IsPlausible
                && one.Judgement.Findings.Any(finding => finding.Source == FindingSource.Model)),
            ModelAuc = label == GoodLabel ? double.NaN : MeanArea(own, all, one => one.Judgement.AnomalyScore),
            SecondAuc = label == GoodLabel || own.All(one => double.IsNaN(one.Judgement.SecondScore))
                ? double.NaN
                : MeanArea(own, all, one => one.Judgement.SecondScore),
            UnusualToSecond = own.Count(one => one.Judgement.SecondPValue <= asked),
            LimitAuc = label == GoodLabel ? double.NaN : MeanArea(own, all, one => one.Judgement.LimitScore),
        };

    /// <summary>Scores of different baselines do not compare: one area per round, then the mean.</summary>
    private static double MeanArea(Judged[] own, List<Judged> all, Func<Judged, double> scoreOf) => own
        .GroupBy(one => one.Round)
        .Average(round => RocArea.Of(
            [.. all.Where(one => one.Round == round.Key && one.Motor.Label == GoodLabel).Select(scoreOf)],
            [.. round.Select(scoreOf)]).Area);

    private sealed record Judged(
        MotorFeatures Motor, int Round, bool IsPlausible, Judgement Judgement);
}
