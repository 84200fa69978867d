using System.Collections.Immutable;
using System.Text.Json;
using Bench.Analysis.Metrics;
using Bench.Web.Results;

namespace Bench.Web.PartTypes;

/// <summary>What a stored recording gives with another recipe; nothing of it is stored.</summary>
/// <param name="SerialNumber">The motor.</param>
/// <param name="Was">The stored verdict.</param>
/// <param name="Verdict">The verdict now; null where nothing has been learned for what is measured now.</param>
/// <param name="Findings">Faults of the bench, or reasons.</param>
/// <param name="Curves">What was measured; empty where the recording does not fit.</param>
internal sealed record DryRun(
    string SerialNumber,
    string Was,
    string? Verdict,
    ImmutableArray<FindingView> Findings,
    ImmutableArray<DryRunCurve> Curves);

/// <summary>A curve of a dry run.</summary>
/// <param name="Name">Key of the curve.</param>
/// <param name="Family">What it is.</param>
/// <param name="Channel">Id of the channel.</param>
/// <param name="Step">Name of the step.</param>
/// <param name="Axis">What its positions are.</param>
/// <param name="Unit">Unit of its values.</param>
/// <param name="Positions">Its positions.</param>
/// <param name="Values">Its values now.</param>
/// <param name="Before">Its stored values; null where it was not measured at these positions.</param>
/// <param name="Limit">Its limit; null where there is none.</param>
internal sealed record DryRunCurve(
    string Name,
    string Family,
    string Channel,
    string Step,
    string Axis,
    string Unit,
    ImmutableArray<double> Positions,
    ImmutableArray<double?> Values,
    ImmutableArray<double?>? Before,
    ImmutableArray<double>? Limit)
{
    /// <summary>Makes it.</summary>
    public static DryRunCurve Of(
        CurveDefinition curve,
        ReadOnlySpan<float> values,
        ImmutableArray<double?>? before,
        ImmutableArray<double>? limit) => new(
        curve.Key,
        JsonNamingPolicy.CamelCase.ConvertName(curve.Family.ToString()),
        curve.Channel,
        curve.Step,
        CurveInfo.AxisOf(curve.Axis),
        curve.Unit,
        curve.Positions,
        Numbers(values),
        before,
        limit);

    /// <summary>Values as pages read them.</summary>
    public static ImmutableArray<double?> Numbers(ReadOnlySpan<float> values)
    {
        ImmutableArray<double?>.Builder numbers = ImmutableArray.CreateBuilder<double?>(values.Length);
        foreach (float value in values)
        {
            numbers.Add(float.IsFinite(value) ? Math.Round(value, 3) : null);
        }

        return numbers.MoveToImmutable();
    }
}
