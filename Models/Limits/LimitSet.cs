using System.Collections.Immutable;
using Bench.Analysis.Metrics;

namespace Bench.Models.Limits;

/// <summary>The learned limits of all curves of a measurement, in the order of its definition.</summary>
public sealed class LimitSet
{
    internal LimitSet(MeasurementDefinition definition, ImmutableArray<LimitCurve> curves, LimitCalibration calibration)
    {
        Definition = definition;
        Curves = curves;
        Calibration = calibration;
    }

    /// <summary>What the limits apply to.</summary>
    public MeasurementDefinition Definition { get; }

    /// <summary>One limit curve per curve of the definition, in its order.</summary>
    public ImmutableArray<LimitCurve> Curves { get; }

    /// <summary>How the factors were chosen and what they promise.</summary>
    public LimitCalibration Calibration { get; }
}

/// <summary>How the limits' factors were chosen.</summary>
public sealed record LimitCalibration
{
    /// <summary>Share of good motors that all limits together are to reject at most.</summary>
    public required double Share { get; init; }

    /// <summary>Good motors learned from.</summary>
    public required int Motors { get; init; }

    /// <summary>Learning motors beyond the limits when judged by limits learned without their group.</summary>
    public required ImmutableArray<string> Exceeding { get; init; }

    /// <summary>Spreads between median and limit, per family of curves.</summary>
    public required ImmutableSortedDictionary<string, double> Factors { get; init; }
}
