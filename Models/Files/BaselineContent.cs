using System.Collections.Immutable;
using Bench.Analysis.Metrics;
using Bench.Analysis.PartTypes;
using Bench.Models.Detectors;
using Bench.Models.Limits;

namespace Bench.Models.Files;

/// <summary>A baseline as it stands in a file: names, numbers and packed arrays, no types of the program.</summary>
internal sealed record BaselineContent
{
    public required PartType PartType { get; init; }

    public required string RecipeHash { get; init; }

    public required int Motors { get; init; }

    public required int Groups { get; init; }

    public required string Statement { get; init; }

    public required ImmutableArray<CurveContent> Curves { get; init; }

    public required string Median { get; init; }

    public required string Spread { get; init; }

    public required string Upper { get; init; }

    public required double Share { get; init; }

    public required ImmutableArray<string> Exceeding { get; init; }

    public required ImmutableSortedDictionary<string, double> Factors { get; init; }

    public ModelContent? Model { get; init; }

    public JointContent? Joint { get; init; }

    public BudgetContent? Budget { get; init; }

    public LimitRevision? Revision { get; init; }

    public ImmutableArray<LimitEdit>? Edits { get; init; }

    public ImmutableArray<OffsetContent>? Offsets { get; init; }
}

/// <summary>The joint statistic of the limits.</summary>
internal sealed record JointContent
{
    public required string Scores { get; init; }

    public required double Reach { get; init; }

    public required ImmutableSortedDictionary<string, double> Middles { get; init; }

    public required ImmutableSortedDictionary<string, double> Scales { get; init; }

    public required ImmutableArray<string> SetAside { get; init; }
}

/// <summary>How the false-reject budget was split; what it promises follows from limits and model.</summary>
internal sealed record BudgetContent
{
    public required double Asked { get; init; }

    public required double Fixed { get; init; }
}

/// <summary>By how much a variant, or a variant on a bench, lies beside all motors.</summary>
internal sealed record OffsetContent
{
    public required string Variant { get; init; }

    public required string Bench { get; init; }

    public required string Offset { get; init; }
}

/// <summary>
/// One curve's identity, positions and lower limit; median, spread and upper limit stand together for all curves.
/// </summary>
internal sealed record CurveContent
{
    public required string Step { get; init; }

    public required string Channel { get; init; }

    public required CurveFamily Family { get; init; }

    public required string Name { get; init; }

    public required CurveAxis Axis { get; init; }

    public required string Positions { get; init; }

    public required string Unit { get; init; }

    public double? Order { get; init; }

    public string Lower { get; init; } = "";
}

/// <summary>The anomaly model.</summary>
internal sealed record ModelContent
{
    public required ModelAuthority Authority { get; init; }

    public required double Share { get; init; }

    public required string Mean { get; init; }

    public required string Sigma { get; init; }

    public required string Variances { get; init; }

    public required ImmutableArray<string> Axes { get; init; }

    public required double T2Limit { get; init; }

    public required double SpeLimit { get; init; }

    public required string Scores { get; init; }

    public required ImmutableArray<string> SerialNumbers { get; init; }

    public required ImmutableArray<string> Vectors { get; init; }

    public required ImmutableArray<string> Dropped { get; init; }

    public SecondContent? Second { get; init; }
}

/// <summary>A second engine: its file stands beside the baseline, here is its hash.</summary>
internal sealed record SecondContent
{
    public required string Engine { get; init; }

    public required string Sha256 { get; init; }

    public required string Scores { get; init; }
}
