using System.Collections.Immutable;
using Bench.Models;
using Bench.Models.Limits;

namespace Bench.Reports;

/// <summary>What a report says of the baseline that judged.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="GoodMotors">Number of good motors it was learned from.</param>
/// <param name="Promise">What it promises with that many motors, in honest sentences.</param>
/// <param name="Curves">Limits by curve key; curves that are absent have none.</param>
public sealed record BaselineSummary(
    string Id, int GoodMotors, string Promise, ImmutableDictionary<string, LimitCurve> Curves)
{
    /// <summary>Takes from a baseline what a report shows.</summary>
    public static BaselineSummary Of(Baseline baseline) => new(
        baseline.Id,
        baseline.Motors,
        baseline.Statement,
        baseline.Limits.Curves.ToImmutableDictionary(limit => limit.Curve.Key));
}
