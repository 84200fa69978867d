using Bench.Models.Verdicts;
using Bench.Results;

namespace Bench.Testing;

/// <summary>
/// What ended a test from outside: a person, a full disk, a power failure. No sample tells of it, so that a replay
/// takes it from the stored result, as an input beside the samples.
/// </summary>
internal static class OutsideEnd
{
    private static readonly string[] s_codes = ["aborted", "stopped", "interrupted"];

    /// <summary>The finding that says so; null where the test came to its own end.</summary>
    public static Finding? Of(StoredRun run) => run.Findings.FirstOrDefault(finding =>
        finding.Source == FindingSource.Check && s_codes.Contains(finding.Code, StringComparer.Ordinal));
}
