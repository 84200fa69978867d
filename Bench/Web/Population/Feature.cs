using System.Text.Json;
using Bench.Analysis.Metrics;
using Bench.Models;
using Bench.Models.Limits;
using Bench.Results;
using Bench.Web.Results;

namespace Bench.Web.Population;

/// <summary>One value that every motor of a part type has: a point of a curve.</summary>
/// <param name="Curve">The curve.</param>
/// <param name="CurveIndex">Its place in the definition.</param>
/// <param name="Point">Index of the point in the curve.</param>
/// <param name="Index">Place of the value among all values of a motor.</param>
/// <param name="DefinitionHash">What is measured.</param>
internal sealed record Feature(CurveDefinition Curve, int CurveIndex, int Point, int Index, string DefinitionHash)
{
    /// <summary>Finds a point of a curve, the nearest to a position.</summary>
    /// <exception cref="KeyNotFoundException">The part type has no such curve.</exception>
    public static Feature Find(ResultArchive archive, ResultStore store, string partType, string name, double? position)
    {
        MeasurementDefinition definition = DefinitionOf(archive, store, partType);
        int before = 0;
        for (int i = 0; i < definition.Curves.Length; i++)
        {
            CurveDefinition curve = definition.Curves[i];
            if (curve.Key == name)
            {
                int point = Enumerable.Range(0, curve.Positions.Length)
                    .MinBy(k => Math.Abs(curve.Positions[k] - (position ?? 0)));
                return new Feature(curve, i, point, before + point, definition.Hash);
            }

            before += curve.Positions.Length;
        }

        throw new KeyNotFoundException("This part type has no feature of this name.");
    }

    /// <summary>What the newest motors of a part type were measured by.</summary>
    /// <exception cref="KeyNotFoundException">None was measured yet.</exception>
    public static MeasurementDefinition DefinitionOf(ResultArchive archive, ResultStore store, string partType) =>
        archive.DefinitionOf(
            store,
            store.NewestDefinition(partType)
                ?? throw new KeyNotFoundException("No motor of this part type was measured yet."));

    /// <summary>The highest and the lowest value that the newest baseline allows; null where there is none.</summary>
    public (double? High, double? Low) Limits(ResultArchive archive, IEnumerable<StoredValue> values)
    {
        Baseline? baseline = archive.BaselineOf(values.LastOrDefault()?.BaselineId ?? "");
        if (baseline?.DefinitionHash != DefinitionHash)
        {
            return (null, null);
        }

        LimitCurve limits = baseline.Limits.Curves[CurveIndex];
        return (limits.Upper[Point], limits.Lower.IsEmpty ? null : limits.Lower[Point]);
    }
}

/// <summary>A feature in a list.</summary>
internal sealed record FeatureView(
    string Name,
    string Family,
    string Channel,
    string Step,
    string Axis,
    string Unit,
    double Position)
{
    /// <summary>Describes every point of a curve.</summary>
    public static IEnumerable<FeatureView> Of(CurveDefinition curve) => curve.Positions.Select(position =>
        new FeatureView(
            curve.Key,
            JsonNamingPolicy.CamelCase.ConvertName(curve.Family.ToString()),
            curve.Channel,
            curve.Step,
            CurveInfo.AxisOf(curve.Axis),
            curve.Unit,
            position));
}
