using Bench.Analysis.Metrics;
using Bench.Models.Features;
using Bench.Models.Verdicts;

namespace Bench.Results;

/// <summary>Values of one finished test.</summary>
public sealed record StoredMeasurement(
    string SerialNumber,
    string Bench,
    DateTimeOffset StartedAt,
    Verdict Verdict,
    string Code,
    Measurement Measurement)
{
    /// <summary>Its variant and bench.</summary>
    public MotorOrigin Origin { get; init; } = MotorOrigin.Unknown;
}
