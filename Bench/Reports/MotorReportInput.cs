using System.Collections.Immutable;
using Bench.Analysis.Orders;
using Bench.Analysis.Tacho;
using Bench.Results;

namespace Bench.Reports;

/// <summary>One test and what is shown of it.</summary>
public sealed record MotorReportInput
{
    /// <summary>The finished test.</summary>
    public required TestResult Result { get; init; }

    /// <summary>Order maps that were computed; those of the channels with findings are shown.</summary>
    public ImmutableArray<OrderMap> OrderMaps { get; init; } = [];

    /// <summary>Speed over time; shown where the test is INVALID.</summary>
    public SpeedTrace? Speed { get; init; }
}
