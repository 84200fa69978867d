using System.Collections.Immutable;
using Bench.Models.Verdicts;

namespace Bench.ModelWork;

/// <summary>What two baselines say of the same history.</summary>
/// <param name="Tests">Tests judged by both.</param>
/// <param name="Baselines">The counts of each.</param>
/// <param name="Differing">Tests on which they differ, in the history's order.</param>
internal sealed record BaselineComparison(
    int Tests, ImmutableArray<BaselineCounts> Baselines, ImmutableArray<JudgedRun> Differing)
{
    /// <summary>Counts.</summary>
    public static BaselineComparison Of(
        ImmutableArray<string> ids, ImmutableArray<JudgedRun> runs, FaultLibrary library)
    {
        HashSet<string> faulty = [.. library.Faults.Select(fault => fault.Run.SerialNumber)];
        return new BaselineComparison(
            runs.Length,
            [.. ids.Select((id, index) => BaselineCounts.Of(id, index, runs, faulty))],
            [.. runs.Where(run => run.Now[0] != run.Now[1])]);
    }
}

/// <summary>How one baseline judges a history.</summary>
/// <param name="Baseline">Its id.</param>
/// <param name="Rejected">Tests that it rejects.</param>
/// <param name="Invalid">Tests that it calls INVALID.</param>
/// <param name="ConfirmedFaultsRejected">Tests of motors with a confirmed fault that it rejects.</param>
/// <param name="ConfirmedFaults">All tests of such motors.</param>
internal sealed record BaselineCounts(
    string Baseline, int Rejected, int Invalid, int ConfirmedFaultsRejected, int ConfirmedFaults)
{
    /// <summary>Counts.</summary>
    public static BaselineCounts Of(
        string id, int index, ImmutableArray<JudgedRun> runs, HashSet<string> faulty) => new(
        id,
        runs.Count(run => run.Now[index] == Verdict.Fail),
        runs.Count(run => run.Now[index] == Verdict.Invalid),
        runs.Count(run => run.Now[index] == Verdict.Fail && faulty.Contains(run.SerialNumber)),
        runs.Count(run => faulty.Contains(run.SerialNumber)));
}
