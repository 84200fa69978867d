using Bench.Results;
using Bench.Web.Results;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bench.Web.Endpoints;

/// <summary>Finished tests: the list, one of them, its curves.</summary>
internal static class ResultEndpoints
{
    /// <summary>Maps them.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/results", List).WithSummary("Finished tests, newest first");
        routes.MapGet("/api/results/{id}", Detail).WithSummary("One finished test");
        routes.MapGet("/api/results/{id}/curves/{**name}", Curve).WithSummary("A curve with limit and good band");
    }

    private static Paged<ResultSummary> List([AsParameters] ResultListRequest asked, Archives archives)
    {
        var page = PageOf.Parse(asked.Page, asked.PageSize);
        ResultArchive archive = archives.Of(asked.Training == true ? ResultArea.Training : ResultArea.Production);
        return archive.Read(store =>
        {
            (long total, IReadOnlyList<ResultRow> rows) = store.Search(asked.ToSearch(), page.Skip, page.Size);
            return new Paged<ResultSummary>(total, page.Number, page.Size, archive.Summaries(store, rows));
        });
    }

    private static ResultDetail Detail(string id, Archives archives) =>
        archives.Find(id, static (archive, store, run) => ResultDetail.Of(archive, store, run));

    private static CurveView Curve(string id, string name, string? compare, Archives archives) => archives.Find(
        id,
        (archive, store, run) => CurveView.Of(
            archive,
            store,
            run,
            name.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase),
            (compare ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)));
}

/// <summary>What finished tests are searched by.</summary>
internal sealed record ResultListRequest(
    string? Serial,
    string? PartType,
    string? Verdict,
    string? Code,
    string? Bench,
    DateTimeOffset? From,
    DateTimeOffset? To,
    int? Page,
    int? PageSize,
    bool? Training)
{
    /// <summary>As the store takes it.</summary>
    /// <exception cref="FormatException">There is no such verdict.</exception>
    public ResultSearch ToSearch() => new()
    {
        Serial = Serial ?? "",
        PartType = PartType ?? "",
        Verdict = Verdict is { Length: > 0 } ? VerdictNames.Parse(Verdict) : null,
        Code = Code ?? "",
        Bench = Bench ?? "",
        From = From,
        To = To,
    };
}
