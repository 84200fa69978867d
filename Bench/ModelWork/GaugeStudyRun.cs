using System.Collections.Immutable;
using Bench.Models.Capability;
using Bench.Models.Verdicts;
using Bench.Recipes;
using Bench.Results;

namespace Bench.ModelWork;

/// <summary>
/// A gauge R&amp;R study from the history: some motors, each tested equally often under each condition. A condition is
/// a bench, or a day where there is only one bench (a new mounting each day).
/// </summary>
/// <param name="Plan">Motors, conditions, repeats.</param>
/// <param name="Conditions">Names of the conditions.</param>
/// <param name="Map">The figures of every value.</param>
/// <param name="Flip">How often a repeated test ended with the other verdict.</param>
internal sealed record GaugeStudyRun(
    GaugeTrials Plan, ImmutableArray<string> Conditions, GaugeMap Map, VerdictFlip Flip)
{
    /// <summary>
    /// Evaluates the tests of some motors; of a motor with more tests under a condition the newest count.
    /// </summary>
    /// <exception cref="InvalidDataException">A motor was tested less than twice under a condition.</exception>
    public static GaugeStudyRun Of(ResultStore store, Recipe recipe, ImmutableArray<string> serialNumbers)
    {
        HistoryRun[] runs =
        [
            .. store.History(recipe.PartType.Name, recipe.Analyzer.Definition)
                .Where(run => serialNumbers.Contains(run.SerialNumber))
                .Where(run => run.Verdict != Verdict.Invalid && LearningSet.IsComplete(run.Measurement)),
        ];
        bool byBench = runs.Select(run => run.Bench).Distinct().Count() > 1;
        ILookup<(string Serial, string Condition), HistoryRun> cells =
            runs.ToLookup(run => (run.SerialNumber, byBench ? run.Bench : run.Group));
        string[] conditions = [.. cells.Select(cell => cell.Key.Condition).Distinct().Order(StringComparer.Ordinal)];
        int repeats = int.MaxValue;
        foreach (string serial in serialNumbers)
        {
            foreach (string condition in conditions.DefaultIfEmpty("any bench"))
            {
                int count = cells[(serial, condition)].Count();
                repeats = count >= 2 ? Math.Min(repeats, count) : throw new InvalidDataException(
                    $"{serial} has {count} complete tests on {condition}; expected 2 or more of every motor under "
                    + "every condition.");
            }
        }

        GaugeTrials plan = new(serialNumbers.Length, conditions.Length, repeats);
        HistoryRun[] tests =
        [
            .. serialNumbers.SelectMany(serial => conditions.SelectMany(condition =>
                cells[(serial, condition)].TakeLast(repeats))),
        ];
        return new GaugeStudyRun(
            plan,
            [.. conditions],
            GaugeMap.Of(plan, [.. tests.Select(run => run.Measurement)]),
            VerdictFlip.Observed(
                runs.GroupBy(run => run.SerialNumber).Select(motor =>
                    (IReadOnlyList<bool>)[.. motor.Select(run => run.Verdict == Verdict.Fail)])));
    }
}
