using System.Collections.Immutable;
using Bench.Analysis.Metrics;
using Bench.Models;
using Bench.Models.Limits;
using Bench.Results;

namespace Bench.Web.Results;

/// <summary>A curve of a motor with its limit, the band of good motors, and other motors to compare with.</summary>
internal sealed record CurveView(
    CurveInfo Info,
    ImmutableArray<double> Positions,
    ImmutableArray<double?> Values,
    ImmutableArray<double?>? Limit,
    GoodBandView? Good,
    ImmutableArray<ComparedCurve> Compare)
{
    private const int MostCompared = 20;

    /// <summary>Reads all of it.</summary>
    /// <param name="archive">The tests.</param>
    /// <param name="store">Their database.</param>
    /// <param name="run">The test.</param>
    /// <param name="name">Key of the curve.</param>
    /// <param name="others">Ids of tests to compare with; those without this curve are left out.</param>
    /// <exception cref="KeyNotFoundException">The test has no such curve.</exception>
    public static CurveView Of(
        ResultArchive archive, ResultStore store, StoredRun run, string name, IReadOnlyList<string> others)
    {
        if (others.Count > MostCompared)
        {
            throw new FormatException($"{others.Count} motors to compare with, expected {MostCompared} at most.");
        }

        (CurveDefinition curve, int index, float[] values) = Find(archive, store, run, name)
            ?? throw new KeyNotFoundException("This test has no curve of this name.");
        Baseline? baseline = archive.BaselineOf(run.BaselineId);
        LimitCurve? limits = baseline?.DefinitionHash == run.DefinitionHash ? baseline?.Limits.Curves[index] : null;
        return new CurveView(
            CurveInfo.Of(curve, values, limits, run.Findings),
            curve.Positions,
            Numbers(values),
            limits is null ? null : [.. limits.Upper.Select(Number)],
            limits is null ? null : new GoodBandView(limits.GoodLower, limits.Median, limits.GoodUpper),
            [.. others.Select(id => Other(archive, store, id, curve)).OfType<ComparedCurve>()]);
    }

    private static ComparedCurve? Other(ResultArchive archive, ResultStore store, string id, CurveDefinition curve) =>
        store.Run(id) is { } run
        && Find(archive, store, run, curve.Key) is { } found
        && found.Curve.Positions.SequenceEqual(curve.Positions)
            ? new ComparedCurve(run.Id, run.SerialNumber, VerdictNames.Of(run.Verdict), Numbers(found.Values))
            : null;

    private static (CurveDefinition Curve, int Index, float[] Values)? Find(
        ResultArchive archive, ResultStore store, StoredRun run, string name)
    {
        if (run.Values is null || run.DefinitionHash is null)
        {
            return null;
        }

        MeasurementDefinition definition = archive.DefinitionOf(store, run.DefinitionHash);
        for (int i = 0; i < definition.Curves.Length; i++)
        {
            if (definition.Curves[i].Key == name)
            {
                Measurement measurement = ResultStore.MeasurementOf(run.Values, definition);
                return (definition.Curves[i], i, measurement.Values(i).ToArray());
            }
        }

        return null;
    }

    private static ImmutableArray<double?> Numbers(float[] values) =>
        [.. values.Select(value => Number(Math.Round(value, 3)))];

    private static double? Number(double value) => double.IsFinite(value) ? value : null;
}

/// <summary>Where about 95 % of good motors lie, and their median.</summary>
internal sealed record GoodBandView(
    ImmutableArray<double> Low, ImmutableArray<double> Median, ImmutableArray<double> High);

/// <summary>The same curve of another motor.</summary>
internal sealed record ComparedCurve(string Id, string SerialNumber, string Verdict, ImmutableArray<double?> Values);
