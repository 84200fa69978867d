using System.Collections.Immutable;
using Bench.Models;
using Bench.Models.Evaluation;
using Bench.Models.Training;
using Bench.Models.Verdicts;

namespace Bench.ModelWork;

/// <summary>How many faults of the library a baseline finds, as they were and made weaker, per cause.</summary>
/// <param name="Cause">The cause; empty for all together.</param>
/// <param name="DilutedDb">By how many decibels the faults were made weaker.</param>
/// <param name="Found">Faults that were rejected.</param>
internal sealed record FaultDetection(string Cause, double DilutedDb, ShareInterval Found)
{
    /// <summary>By how many decibels every fault is made weaker.</summary>
    public static ImmutableArray<double> Dilutions { get; } = [0, 6, 12];

    /// <summary>Judges the library.</summary>
    public static ImmutableArray<FaultDetection> Of(FaultLibrary library, Baseline baseline)
    {
        (string Cause, double DilutedDb, bool IsFound)[] judged =
        [
            .. library.Faults.AsParallel().AsOrdered().SelectMany(fault => Dilutions.Select(db =>
                (fault.Cause, db, IsFound(fault, baseline, db)))),
        ];
        return
        [
            .. judged
                .Concat(judged.Select(one => one with { Cause = "" }))
                .GroupBy(one => (one.Cause, one.DilutedDb))
                .OrderBy(group => group.Key.Cause, StringComparer.Ordinal)
                .ThenBy(group => group.Key.DilutedDb)
                .Select(group => new FaultDetection(
                    group.Key.Cause,
                    group.Key.DilutedDb,
                    ShareInterval.For(group.Count(one => one.IsFound), group.Count()))),
        ];
    }

    private static bool IsFound(KnownFault fault, Baseline baseline, double db)
    {
        HistoryRun weaker = fault.Run with
        {
            Measurement = FaultDilution.Dilute(baseline, fault.Run.Measurement, db, fault.Run.Origin),
        };
        return HistoryJudge.Judge(weaker, baseline).Verdict == Verdict.Fail;
    }
}
