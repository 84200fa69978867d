using System.Collections.Immutable;
using System.Security.Claims;
using Bench.Judging;
using Bench.Models.Training;
using Bench.ModelWork;
using Bench.Recipes;
using Bench.Results;
using Bench.Web.Live;
using Bench.Web.ModelPages;
using Bench.Web.Security;
using Bench.Web.Signals;
using Bench.Web.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Bench.Web.Endpoints;

/// <summary>
/// From the history to a baseline in force: engineers and data scientists look and sign, data scientists train, prove,
/// activate and roll back.
/// </summary>
internal static class ModelEndpoints
{
    /// <summary>Maps them.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder models = routes.MapGroup("/api/models");
        models.MapGet("/", List).ForAnalysts().WithSummary("The baselines of a part type, newest first");
        models.MapGet("/data-set", DataSetAsync).ForScientists().WithSummary("What a training would learn from");
        models.MapGet("/jobs", (ModelJobs jobs) => jobs.List()).ForAnalysts().WithSummary("Model work, newest first");
        models.MapGet("/jobs/{id}", (string id, ModelJobs jobs) => jobs.Find(id))
            .ForAnalysts().WithSummary("A piece of model work with its result");
        models.MapPost("/jobs", Start).ForScientists().WithSummary("Train, prove or compare in the background");
        models.MapPost("/jobs/{id}/cancel", Cancel).ForScientists().WithSummary("Stop model work");
        models.MapPost("/rollback", RollBack).ForScientists().WithSummary("Put the one before back in force");
        models.MapGet("/{id}", Detail).ForAnalysts().WithSummary("A baseline with card and gate report");
        models.MapPost("/{id}/shadow", BeginShadow).ForScientists().WithSummary("Judge in the shadow from now on");
        models.MapPost("/{id}/sign", Sign).ForAnalysts().WithSummary("Sign for quality or data science");
        models.MapPost("/{id}/activate", Activate).ForScientists().WithSummary("Put a signed candidate in force");
    }

    private static ModelList List(string partType, TestBench bench) => Ask(
        bench,
        partType,
        (registry, recipe) => ModelList.Of(registry, recipe, BaselineFolder.CurrentId(bench.Folder, partType)));

    private static ModelDetail Detail(string id, string partType, TestBench bench) => Ask(
        bench, partType, (registry, recipe) => ModelDetail.Of(Require(registry, partType, id), registry, recipe));

    private static async Task<DataSetView> DataSetAsync(
        [AsParameters] DataSetRequest asked, TestBench bench, HeavyWork work, CancellationToken cancel)
    {
        Recipe recipe = RecipeOf(bench, asked.PartType);
        LearningSet set = await work
            .RunAloneAsync(
                _ => bench.Archive.Read(store => LearningSet.Select(store, recipe, asked.ToQuery())), cancel)
            .ConfigureAwait(false);
        return new DataSetView(
            set.Motors.Length,
            set.Motors.Select(motor => motor.Group).Distinct().Count(),
            TeachInOptions.FewestMotors,
            set.From is { } from ? WebTime.Text(from) : null,
            set.To is { } to ? WebTime.Text(to) : null,
            set.Benches,
            [.. set.LeftOut.Select(m => new LeftOutView(m.SerialNumber, m.Reason, FrenchReasons.Of(m.Reason)))]);
    }

    private static Accepted<ModelJob> Start(JobRequest body, TestBench bench, ModelJobs jobs, ClaimsPrincipal user)
    {
        Recipe recipe = RecipeOf(bench, body.PartType);
        foreach (string id in (string[])[body.BaselineId ?? "", body.OtherId ?? ""])
        {
            if (id.Length > 0)
            {
                Ask(bench, body.PartType, (registry, _) => Require(registry, body.PartType, id));
            }
        }

        ModelTask task = new()
        {
            Kind = body.Kind,
            DataFolder = bench.Folder.Root,
            Recipe = recipe.Text,
            RecipeHash = recipe.Hash,
            Author = Access.NameOf(user),
            Note = body.Note ?? "",
            Query = body.ToQuery(),
            BaselineId = body.Kind == ModelTaskKind.Train ? "" : Named(body.BaselineId, "baselineId"),
            OtherId = body.Kind == ModelTaskKind.Compare ? Named(body.OtherId, "otherId") : "",
            Accepted = [.. body.Accepted ?? []],
        };
        long tests = bench.Archive.Read(store => store.Search(
            new ResultSearch { PartType = body.PartType, From = task.Query.Since }, 0, 1).Total);
        ModelJob job = jobs.Start(task, body.PartType, tests);
        return TypedResults.Accepted(new Uri($"/api/models/jobs/{job.Id}", UriKind.Relative), job);
    }

    private static NoContent Cancel(string id, ModelJobs jobs, ClaimsPrincipal user)
    {
        jobs.Cancel(id, Access.NameOf(user));
        return TypedResults.NoContent();
    }

    private static NoContent BeginShadow(
        string id, ModelRequest body, TestBench bench, AuditTrail audit, ClaimsPrincipal user)
    {
        Ask(bench, body.PartType, (registry, _) =>
        {
            registry.BeginShadow(body.PartType, Require(registry, body.PartType, id).Id, Access.NameOf(user));
            return id;
        });
        audit.Note(new AuditNote(Access.NameOf(user), "model-shadow-begun", $"model/{body.PartType}", null, id));
        return TypedResults.NoContent();
    }

    // Two roles, two people: an administrator may sign for either, but the registry takes one signature of a person.
    private static NoContent Sign(
        string id, SignRequest body, TestBench bench, AuditTrail audit, ClaimsPrincipal user)
    {
        (ModelEventKind kind, Role role) = body.As switch
        {
            "quality" => (ModelEventKind.SignedByQuality, Role.Engineer),
            "data-science" => (ModelEventKind.SignedByDataScience, Role.Scientist),
            _ => throw new FormatException("as: expected quality or data-science."),
        };
        if (!Access.RoleOf(user).Includes(role))
        {
            throw new StationRefusalException($"Only a user with the role {role.Name()} signs for {body.As}.");
        }

        Ask(bench, body.PartType, (registry, _) =>
        {
            registry.Sign(
                body.PartType,
                Require(registry, body.PartType, id).Id,
                kind,
                Access.NameOf(user),
                body.Note ?? "");
            return id;
        });
        audit.Note(new AuditNote(
            Access.NameOf(user), $"model-signed-{body.As}", $"model/{body.PartType}", null, new { id, body.Note }));
        return TypedResults.NoContent();
    }

    private static NoContent Activate(
        string id, ActivateRequest body, TestBench bench, Station station, AuditTrail audit, ClaimsPrincipal user)
    {
        Recipe recipe = RecipeOf(bench, body.PartType);
        string? before = BaselineFolder.CurrentId(bench.Folder, body.PartType);
        Ask(bench, body.PartType, (registry, _) =>
        {
            string known = Require(registry, body.PartType, id).Id;
            registry.Activate(recipe, known, Access.NameOf(user), body.WithoutShadow ?? "");
            return known;
        });
        bench.Reload(recipe);
        audit.Note(new AuditNote(
            Access.NameOf(user),
            "model-activated",
            $"model/{body.PartType}",
            new { id = before },
            new { id, body.WithoutShadow }));
        station.Publish();
        return TypedResults.NoContent();
    }

    private static RollBackAnswer RollBack(
        RollBackRequest body, TestBench bench, Station station, AuditTrail audit, ClaimsPrincipal user)
    {
        Recipe recipe = RecipeOf(bench, body.PartType);
        string? before = BaselineFolder.CurrentId(bench.Folder, body.PartType);
        string id = Ask(bench, body.PartType, (registry, _) =>
            registry.RollBack(body.PartType, Access.NameOf(user), body.Note ?? ""));
        bench.Reload(recipe);
        audit.Note(new AuditNote(
            Access.NameOf(user),
            "model-rolled-back",
            $"model/{body.PartType}",
            new { id = before },
            new { id, body.Note }));
        station.Publish();
        return new RollBackAnswer(id);
    }

    private static T Ask<T>(TestBench bench, string partType, Func<ModelRegistry, Recipe, T> ask)
    {
        Recipe recipe = RecipeOf(bench, partType);
        return bench.Archive.Read(store => ask(new ModelRegistry(bench.Folder, store, bench.Time), recipe));
    }

    private static Recipe RecipeOf(TestBench bench, string partType) =>
        bench.Recipes.FirstOrDefault(recipe => recipe.PartType.Name == partType)
        ?? throw new KeyNotFoundException("This bench tests no such part type.");

    // What a browser names is looked up, never put into a path.
    private static ModelVersion Require(ModelRegistry registry, string partType, string id) =>
        registry.Versions(partType).FirstOrDefault(version => version.Id == id)
        ?? throw new KeyNotFoundException("This part type has no such baseline.");

    private static string Named(string? value, string name) =>
        value is { Length: > 0 } ? value : throw new FormatException($"{name}: expected the id of a baseline.");
}

/// <summary>What a training learns from.</summary>
internal sealed record DataSetRequest(
    string PartType, DateTimeOffset? Since, DateTimeOffset? Until, string? Bench, int? Last)
{
    /// <summary>As the learning set takes it.</summary>
    public LearningQuery ToQuery() => JobRequest.QueryOf(Since, Until, Bench, Last);
}

/// <summary>A piece of model work.</summary>
internal sealed record JobRequest(
    ModelTaskKind Kind,
    string PartType,
    DateTimeOffset? Since = null,
    DateTimeOffset? Until = null,
    string? Bench = null,
    int? Last = null,
    string? BaselineId = null,
    string? OtherId = null,
    ImmutableArray<string>? Accepted = null,
    string? Note = null)
{
    // All of them are in memory at once.
    private const int MostMotors = 5000;

    /// <summary>As the learning set takes it.</summary>
    public LearningQuery ToQuery() => QueryOf(Since, Until, Bench, Last);

    /// <summary>Checks what was asked.</summary>
    /// <exception cref="FormatException">Too many motors, or none.</exception>
    internal static LearningQuery QueryOf(DateTimeOffset? since, DateTimeOffset? until, string? bench, int? last) =>
        last is < 1 or > MostMotors
            ? throw new FormatException($"last = {last}: expected 1-{MostMotors} motors.")
            : new LearningQuery { Since = since, Until = until, Bench = bench ?? "", Last = last ?? MostMotors };
}

/// <summary>A part type's baseline is meant.</summary>
internal sealed record ModelRequest(string PartType);

/// <summary>A signature, as "quality" or "data-science".</summary>
internal sealed record SignRequest(string PartType, string As, string? Note = null);

/// <summary>An activation, with the reason if it was not in the shadow long enough.</summary>
internal sealed record ActivateRequest(string PartType, string? WithoutShadow = null);

/// <summary>A way back, with its reason.</summary>
internal sealed record RollBackRequest(string PartType, string? Note = null);

/// <summary>What is in force again.</summary>
internal sealed record RollBackAnswer(string Id);
