using System.Collections.Immutable;
using Bench.Models.Verdicts;
using Bench.Recipes;
using Bench.Results;
using Bench.Web.Live;
using Bench.Web.Population;
using Bench.Web.Results;
using Bench.Web.Security;
using Bench.Web.Signals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bench.Web.Endpoints;

/// <summary>What many motors show together, for engineers and data scientists.</summary>
internal static class PopulationEndpoints
{
    private const int MostMotors = 5000;
    private const int DaysWatched = 90;
    private const int FewestRepeats = 4;
    private const int MostStudied = 30;

    /// <summary>Maps them.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder population = routes.MapGroup("/api/population").ForAnalysts();
        population.MapGet("/features", Features).WithSummary("What every motor of a part type has");
        population.MapGet("/trend", TrendOf).WithSummary("A feature over time, with control chart rules");
        population.MapGet("/distribution", DistributionOf).WithSummary("Spread and capability of a feature");
        population.MapGet("/pareto", Pareto).WithSummary("How often each reason rejected");
        population.MapGet("/drift", DriftAsync).WithSummary("What changes slowly, and where to look");
        population.MapGet("/capability", CapabilityAsync).WithSummary("Gauge repeatability and reproducibility");
        population.MapGet("/yield", Yield).WithSummary("First-pass and final yield");
    }

    private static ImmutableArray<FeatureView> Features(string partType, Archives archives)
    {
        ResultArchive archive = archives.Of(ResultArea.Production);
        return archive.Read(store =>
            Feature.DefinitionOf(archive, store, partType).Curves.SelectMany(FeatureView.Of).ToImmutableArray());
    }

    private static Trend TrendOf(string partType, string feature, double? position, int? last, Archives archives) =>
        Read(archives, (partType, feature, position, last ?? 500), Trend.Of);

    private static Distribution DistributionOf(
        string partType, string feature, double? position, Archives archives) =>
        Read(archives, (partType, feature, position, MostMotors), Distribution.Of);

    private static ImmutableArray<ReasonCount> Pareto(
        string? partType, DateTimeOffset? from, DateTimeOffset? to, Archives archives) =>
        ReasonCounts.Of(Marks(archives, partType, from, to).Where(mark => mark.Verdict == Verdict.Fail));

    private static ImmutableArray<YieldRow> Yield(
        string? partType, string? by, DateTimeOffset? from, DateTimeOffset? to, Archives archives) => YieldRow.Of(
        Marks(archives, partType, from, to),
        by switch
        {
            null or "day" => YieldPeriod.Day,
            "week" => YieldPeriod.Week,
            _ => throw new FormatException("by: expected day or week."),
        });

    // Both read the values of every motor since then: one at a time, and once for as long as no motor was added.
    private static async Task<DriftView> DriftAsync(
        string partType, DateTimeOffset? from, TestBench bench, HeavyWork work, CancellationToken cancel)
    {
        Recipe recipe = RecipeOf(bench, partType);
        if (bench.BaselineOf(recipe) is not { } baseline || baseline.DefinitionHash != recipe.Analyzer.Definition.Hash)
        {
            return DriftView.Nothing;
        }

        DateTimeOffset since = from ?? bench.Time.GetUtcNow().AddDays(-DaysWatched);
        return await work.RunAsync(
            $"drift {baseline.Id} {from} {Newest(bench, partType)}",
            stop => bench.Archive.Read(store =>
                DriftView.Of(ModelWork.DriftWatch.Run(store, recipe, baseline, since, stop))),
            cancel).ConfigureAwait(false);
    }

    private static async Task<GaugeView> CapabilityAsync(
        string partType, string? serials, TestBench bench, HeavyWork work, CancellationToken cancel)
    {
        Recipe recipe = RecipeOf(bench, partType);
        ImmutableArray<RepeatedMotor> repeated =
        [
            .. bench.Archive.Read(store => store.MarksSince(DateTimeOffset.UnixEpoch))
                .Where(mark => mark.PartType == partType && mark.Verdict != Verdict.Invalid)
                .GroupBy(mark => mark.SerialNumber)
                .Select(motor => new RepeatedMotor(motor.Key, motor.Count()))
                .Where(motor => motor.Tests >= FewestRepeats)
                .OrderByDescending(motor => motor.Tests)
                .Take(MostStudied),
        ];
        ImmutableArray<string> asked =
            [.. (serials ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        if (asked.IsEmpty)
        {
            return new GaugeView(repeated, null);
        }

        if (asked.Length is < 2 or > MostStudied)
        {
            throw new FormatException($"serials: expected 2-{MostStudied} motors, got {asked.Length}.");
        }

        GaugeStudyView study = await work.RunAsync(
            $"gauge {recipe.Hash} {string.Join(',', asked)} {Newest(bench, partType)}",
            _ => bench.Archive.Read(store => GaugeStudyView.Of(ModelWork.GaugeStudyRun.Of(store, recipe, asked))),
            cancel).ConfigureAwait(false);
        return new GaugeView(repeated, study);
    }

    private static string Newest(TestBench bench, string partType) => bench.Archive.Read(store =>
        store.Search(new ResultSearch { PartType = partType }, 0, 1).Rows.FirstOrDefault()?.Id ?? "");

    private static Recipe RecipeOf(TestBench bench, string partType) =>
        bench.Recipes.FirstOrDefault(recipe => recipe.PartType.Name == partType)
        ?? throw new KeyNotFoundException("This bench tests no such part type.");

    private static T Read<T>(
        Archives archives,
        (string PartType, string Feature, double? Position, int Last) asked,
        Func<ResultArchive, Feature, ImmutableArray<StoredValue>, T> make)
    {
        if (asked.Last is < 1 or > MostMotors)
        {
            throw new FormatException($"last = {asked.Last}: expected 1-{MostMotors} motors.");
        }

        ResultArchive archive = archives.Of(ResultArea.Production);
        return archive.Read(store =>
        {
            var feature = Feature.Find(archive, store, asked.PartType, asked.Feature, asked.Position);
            return make(
                archive, feature, store.Values(asked.PartType, feature.DefinitionHash, feature.Index, asked.Last));
        });
    }

    private static IEnumerable<TestMark> Marks(
        Archives archives, string? partType, DateTimeOffset? from, DateTimeOffset? to)
    {
        string end = to is { } known ? WebTime.Text(known) : "~";
        return archives.Of(ResultArea.Production)
            .Read(store => store.MarksSince(from ?? DateTimeOffset.UnixEpoch))
            .Where(mark => (string.IsNullOrEmpty(partType) || mark.PartType == partType)
                && string.CompareOrdinal(mark.StartedAt, end) < 0);
    }
}
