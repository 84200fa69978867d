using System.Collections.Immutable;
using System.Security.Claims;
using Bench.Web.Limits;
using Bench.Web.Security;
using Bench.Web.Signals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Bench.Web.Endpoints;

/// <summary>Limits: looked at by engineers and data scientists, changed by engineers.</summary>
internal static class LimitEndpoints
{
    private const int MostShown = 100;
    private const int MostJudged = 50_000;

    /// <summary>Maps them; {name} is a part type.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder limits = routes.MapGroup("/api/limits/{name}");
        limits.MapGet("/", (string name, LimitEditor editor) => new LimitVersions(
                editor.InForce(name).Id, editor.Versions(name)))
            .ForAnalysts().WithSummary("Versions of a part type's limits, newest first");
        limits.MapGet("/curves", (string name, string? id, LimitEditor editor) =>
                LimitCurveEntry.Of(editor.Find(name, id)))
            .ForAnalysts().WithSummary("The curves that have limits");
        limits.MapGet("/curve", Curve).ForAnalysts().WithSummary("A limit curve over good and recent motors");
        limits.MapGet("/diff", (string name, string from, string to, LimitEditor editor) =>
                LimitChangeView.Between(editor.Find(name, from), editor.Find(name, to)))
            .ForAnalysts().WithSummary("Where two versions differ");
        limits.MapPost("/preview", Preview).ForEngineers()
            .WithSummary("Which motors a draft would judge otherwise, as server-sent events");
        limits.MapPost("/learn", Learn).ForEngineers()
            .WithSummary("Learn again, keeping stretches set by hand; nothing is saved; server-sent events");
        limits.MapPost("/versions", Save).ForEngineers()
            .WithSummary("Save a draft as the next version and send it through the gate, as server-sent events");
        limits.MapPost("/gate", Gate).ForEngineers()
            .WithSummary("Send a version through the gate again, as server-sent events");
        limits.MapPost("/activate", Activate).ForEngineers().WithSummary("Put a version in force");
        limits.MapPost("/rollback", RollBack).ForEngineers().WithSummary("Put the version before back in force");
    }

    private static LimitCurveView Curve(string name, string curve, string? id, int? last, LimitEditor editor) =>
        editor.Curve(name, id, curve, InRange("last", last ?? 20, 0, MostShown));

    private static ServerSentEventsResult<string> Preview(
        string name, PreviewLimitsRequest body, LimitEditor editor, HeavyWork work, HttpContext context) =>
        ProgressEvents.Run(
            work,
            editor.Preview(name, body.Draft, InRange("last", body.Last, 1, MostJudged), Access.NameOf(context.User)),
            context);

    private static ServerSentEventsResult<string> Learn(
        string name, LearnLimitsRequest body, LimitEditor editor, HeavyWork work, HttpContext context)
    {
        string author = Access.NameOf(context.User);
        return ProgressEvents.Run(work, (_, _) => editor.Learn(name, body.Id, author), context);
    }

    private static ServerSentEventsResult<string> Save(
        string name, SaveLimitsRequest body, LimitEditor editor, HeavyWork work, HttpContext context) =>
        ProgressEvents.Run(work, editor.Save(name, body.Draft, body.Reason, Access.NameOf(context.User)), context);

    private static ServerSentEventsResult<string> Gate(
        string name, GateLimitsRequest body, LimitEditor editor, HeavyWork work, HttpContext context) =>
        ProgressEvents.Run(work, editor.Gate(name, body.Id, body.Accept, Access.NameOf(context.User)), context);

    private static NoContent Activate(string name, ActivateLimitsRequest body, LimitEditor editor, ClaimsPrincipal user)
    {
        editor.Activate(name, body.Id, body.Reason, Access.NameOf(user), Access.RoleOf(user));
        return TypedResults.NoContent();
    }

    private static NoContent RollBack(string name, RollBackLimitsRequest body, LimitEditor editor, ClaimsPrincipal user)
    {
        editor.RollBack(name, body.Reason, Access.NameOf(user));
        return TypedResults.NoContent();
    }

    private static int InRange(string what, int value, int least, int most) => value >= least && value <= most
        ? value
        : throw new FormatException($"{what} = {value}: expected {least}-{most}.");
}

/// <summary>Versions of limits and which is in force.</summary>
internal sealed record LimitVersions(string InForce, ImmutableArray<LimitVersion> Versions);

/// <summary>A draft, to be asked of the newest tests.</summary>
internal sealed record PreviewLimitsRequest(LimitDraft Draft, int Last = 500);

/// <summary>Which limits are learned again; null for those in force.</summary>
internal sealed record LearnLimitsRequest(string? Id = null);

/// <summary>A draft to be saved, and why.</summary>
internal sealed record SaveLimitsRequest(LimitDraft Draft, string Reason);

/// <summary>A version and the confirmed faults, by serial number, whose loss is accepted.</summary>
internal sealed record GateLimitsRequest(string Id, ImmutableArray<string> Accept);

/// <summary>A version to be put in force, and why.</summary>
internal sealed record ActivateLimitsRequest(string Id, string Reason);

/// <summary>Why the version before is put back in force.</summary>
internal sealed record RollBackLimitsRequest(string Reason);
