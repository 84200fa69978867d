using System.Collections.Immutable;
using Bench.Analysis.Metrics;

namespace Bench.Models.Features;

/// <summary>One number of a motor's vector: what it is, where it was measured and in which unit.</summary>
/// <param name="Index">Place in the vector, from 0.</param>
/// <param name="Step">Name of the test step.</param>
/// <param name="Sensor">Id of the channel.</param>
/// <param name="Family">Kind of curve.</param>
/// <param name="Name">Which one of the family, such as "order 8" or "rms".</param>
/// <param name="Axis">What the position is.</param>
/// <param name="Position">Speed in rpm, order or frequency in Hz; 0 for a scalar.</param>
/// <param name="Unit">Unit of the value.</param>
public sealed record Feature(
    int Index,
    string Step,
    string Sensor,
    CurveFamily Family,
    string Name,
    CurveAxis Axis,
    double Position,
    string Unit)
{
    /// <summary>Identity within a definition, such as "run-up/AccA/OrderCut/order 8@7200".</summary>
    public string Key => Axis == CurveAxis.None
        ? $"{Step}/{Sensor}/{Family}/{Name}"
        : FormattableString.Invariant($"{Step}/{Sensor}/{Family}/{Name}@{Position:R}");

    /// <summary>All features of a definition, in the order of a measurement's vector.</summary>
    public static ImmutableArray<Feature> Of(MeasurementDefinition definition)
    {
        ImmutableArray<Feature>.Builder features = ImmutableArray.CreateBuilder<Feature>(definition.Length);
        foreach (CurveDefinition curve in definition.Curves)
        {
            foreach (double position in curve.Positions)
            {
                features.Add(new Feature(
                    features.Count,
                    curve.Step,
                    curve.Channel,
                    curve.Family,
                    curve.Name,
                    curve.Axis,
                    position,
                    curve.Unit));
            }
        }

        return features.ToImmutable();
    }
}
