using Bench.Analysis.Metrics;

namespace Bench.Models.Verdicts;

/// <summary>Which part of the decision produced a finding.</summary>
public enum FindingSource
{
    /// <summary>A validity check of the bench.</summary>
    Check = 1,

    /// <summary>A limit from a specification.</summary>
    FixedLimit,

    /// <summary>A learned limit curve.</summary>
    LearnedLimit,

    /// <summary>The anomaly model.</summary>
    Model,
}

/// <summary>One reason for a verdict, in physical words and figures.</summary>
public sealed record Finding
{
    /// <summary>Which part of the decision it comes from.</summary>
    public required FindingSource Source { get; init; }

    /// <summary>
    /// Stable code for scripts, the PLC and statistics, such as "sensor-dead", "order-1", "bearing-outer".
    /// </summary>
    public required string Code { get; init; }

    /// <summary>One sentence for people, complete with figures and units.</summary>
    public required string Text { get; init; }

    /// <summary>What the operator does next; empty where the verdict's general instruction holds.</summary>
    public string Instruction { get; init; } = "";

    /// <summary>Physical cause that fits, such as "bearing A-side, outer ring"; empty where none is known.</summary>
    public string Cause { get; init; } = "";

    /// <summary>Key of the curve (<see cref="CurveDefinition.Key"/>); empty for a bench check.</summary>
    public string Curve { get; init; } = "";

    /// <summary>Channel concerned, or empty.</summary>
    public string Channel { get; init; } = "";

    /// <summary>First position exceeded, in the unit of the curve's axis.</summary>
    public double From { get; init; }

    /// <summary>Last position exceeded.</summary>
    public double To { get; init; }

    /// <summary>Position of the largest exceedance.</summary>
    public double At { get; init; }

    /// <summary>Measured value at <see cref="At"/>, in the curve's unit.</summary>
    public double Value { get; init; }

    /// <summary>Limit at <see cref="At"/>, in the curve's unit.</summary>
    public double Limit { get; init; }

    /// <summary>How bad, for ranking: 1 is at the limit; larger is worse. Comparable between findings.</summary>
    public double Severity { get; init; }
}
