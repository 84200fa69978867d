using Bench.Analysis.Metrics;
using Bench.Models.Features;
using Bench.Models.Verdicts;

namespace Bench.ModelWork;

/// <summary>One finished test of the history, as learning and comparing need it.</summary>
/// <param name="Id">Identity of the test run.</param>
/// <param name="SerialNumber">The motor.</param>
/// <param name="Origin">Its variant, and the bench.</param>
/// <param name="StartedAt">Start, UTC.</param>
/// <param name="Verdict">The verdict at that time.</param>
/// <param name="Code">Code of its top reason; empty where there is none.</param>
/// <param name="Measurement">The values.</param>
internal sealed record HistoryRun(
    string Id,
    string SerialNumber,
    MotorOrigin Origin,
    DateTimeOffset StartedAt,
    Verdict Verdict,
    string Code,
    Measurement Measurement)
{
    /// <summary>The bench.</summary>
    public string Bench => Origin.Bench;

    /// <summary>What makes motors resemble each other: folds never split it.</summary>
    public string Group => $"{Bench} {StartedAt:yyyy-MM-dd}";
}
