using System.Collections.Immutable;
using System.Text.Json;
using Bench.Analysis.Metrics;
using Bench.ModelWork;
using Bench.Models.Capability;

namespace Bench.Web.Population;

/// <summary>Gauge R&amp;R of a part type: what could be studied, and the study of the motors that were named.</summary>
/// <param name="Candidates">Motors tested four times or more.</param>
/// <param name="Study">The study; null where no motor was named.</param>
internal sealed record GaugeView(ImmutableArray<RepeatedMotor> Candidates, GaugeStudyView? Study);

/// <summary>A motor that was tested several times.</summary>
internal sealed record RepeatedMotor(string SerialNumber, int Tests);

/// <summary>A study: figures of each curve, and maps of %GRR over order and speed.</summary>
/// <param name="Motors">Motors.</param>
/// <param name="Conditions">Names of the conditions.</param>
/// <param name="Repeats">Tests of a motor under a condition.</param>
/// <param name="Curves">Each curve where measuring takes most of the variation, worst first.</param>
/// <param name="Maps">One map for each channel and step with order cuts.</param>
internal sealed record GaugeStudyView(
    int Motors,
    ImmutableArray<string> Conditions,
    int Repeats,
    ImmutableArray<GaugeCurve> Curves,
    ImmutableArray<GaugeHeatMap> Maps)
{
    /// <summary>Makes it.</summary>
    public static GaugeStudyView Of(GaugeStudyRun run)
    {
        ImmutableArray<CurveDefinition> curves = run.Map.Definition.Curves;
        return new GaugeStudyView(
            run.Plan.Motors,
            run.Conditions,
            run.Plan.Repeats,
            [
                .. curves.Select((curve, i) => GaugeCurve.Of(curve, run.Map.Points(i)))
                    .OrderByDescending(curve => curve.PercentOfTotal ?? double.NegativeInfinity),
            ],
            [
                .. Enumerable.Range(0, curves.Length)
                    .Where(i => curves[i].Family == CurveFamily.OrderCut && curves[i].Positions.Length > 1)
                    .GroupBy(i => (curves[i].Channel, curves[i].Step))
                    .Select(group => GaugeHeatMap.Of(run.Map, [.. group.OrderBy(i => curves[i].Order)])),
            ]);
    }

    /// <summary>A figure; null where it does not exist.</summary>
    internal static double? Finite(double value) => double.IsFinite(value) ? Math.Round(value, 1) : null;
}

/// <summary>A curve at the place where measuring takes most of the variation.</summary>
internal sealed record GaugeCurve(
    string Name,
    string Channel,
    string Family,
    string Step,
    double Position,
    double? PercentOfTotal,
    int DistinctCategories)
{
    /// <summary>Makes it.</summary>
    public static GaugeCurve Of(CurveDefinition curve, ImmutableArray<GaugeVariation> points)
    {
        int worst = Enumerable.Range(0, points.Length)
            .MaxBy(i => double.IsFinite(points[i].PercentOfTotal) ? points[i].PercentOfTotal : -1);
        return new GaugeCurve(
            curve.Key,
            curve.Channel,
            JsonNamingPolicy.CamelCase.ConvertName(curve.Family.ToString()),
            curve.Step,
            curve.Positions[worst],
            GaugeStudyView.Finite(points[worst].PercentOfTotal),
            points[worst].DistinctCategories);
    }
}

/// <summary>%GRR over order and speed; a row for each order, lowest first; null where there is none.</summary>
internal sealed record GaugeHeatMap(
    string Channel, string Step, double[] Orders, ImmutableArray<double> SpeedsRpm, double?[][] Percent)
{
    /// <summary>Makes it of the order cuts of one channel and step; the finest cut gives the speeds.</summary>
    public static GaugeHeatMap Of(GaugeMap map, int[] cuts)
    {
        CurveDefinition finest = map.Definition.Curves[cuts.MaxBy(i => map.Definition.Curves[i].Positions.Length)];
        return new GaugeHeatMap(
            finest.Channel,
            finest.Step,
            [.. cuts.Select(i => map.Definition.Curves[i].Order ?? double.NaN)],
            finest.Positions,
            [.. cuts.Select(i => Row(map.Definition.Curves[i], map.Points(i), finest.Positions))]);
    }

    private static double?[] Row(
        CurveDefinition curve, ImmutableArray<GaugeVariation> points, ImmutableArray<double> speeds) =>
    [
        .. speeds.Select(speed => curve.Positions.IndexOf(speed) is int at and >= 0
            ? GaugeStudyView.Finite(points[at].PercentOfTotal)
            : null),
    ];
}
