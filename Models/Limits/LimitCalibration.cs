using System.Collections.Immutable;

namespace Bench.Models.Limits;

/// <summary>How the limits' factors were chosen, and what good motors that did not teach them showed.</summary>
public sealed record LimitCalibration
{
    /// <summary>Share of good motors that all limits together are to reject at most.</summary>
    public required double Share { get; init; }

    /// <summary>Good motors learned from, those set aside not counted.</summary>
    public required int Motors { get; init; }

    /// <summary>
    /// Learning motors beyond the limits when judged by limits learned without their group, those set aside included.
    /// </summary>
    public required ImmutableArray<string> Exceeding { get; init; }

    /// <summary>Spreads between median and limit, per family of curves.</summary>
    public required ImmutableSortedDictionary<string, double> Factors { get; init; }

    /// <summary>
    /// Learning motors that stood out so far that limits were learned without them, for a person to review.
    /// </summary>
    public ImmutableArray<string> SetAside { get; init; } = [];

    /// <summary>Middle of the families' largest deviations, in spreads.</summary>
    public ImmutableSortedDictionary<string, double> Middles { get; init; } =
        ImmutableSortedDictionary<string, double>.Empty;

    /// <summary>Scale of the families' largest deviations, in spreads.</summary>
    public ImmutableSortedDictionary<string, double> Scales { get; init; } =
        ImmutableSortedDictionary<string, double>.Empty;

    /// <summary>
    /// One number per good motor, rising: its largest deviation over all curves, each family's on its own scale, from
    /// limits that were learned without its group. The joint conformal statistic.
    /// </summary>
    public ImmutableArray<double> Scores { get; init; } = [];

    /// <summary>The joint statistic at which the limits lie.</summary>
    public double Reach { get; init; } = double.NaN;
}
