using System.Security.Claims;
using Bench.Web.PartTypes;
using Bench.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Bench.Web.Endpoints;

/// <summary>Part types: looked at by engineers and data scientists, changed by engineers.</summary>
internal static class PartTypeEndpoints
{
    /// <summary>Maps them; {name} is a part type.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder partTypes = routes.MapGroup("/api/part-types");
        partTypes.MapGet("/", (RecipeEditor editor) => editor.List())
            .ForAnalysts().WithSummary("The part types of this bench");
        partTypes.MapGet("/{name}", (string name, RecipeEditor editor) => editor.Find(name))
            .ForAnalysts().WithSummary("A part type with its text and revisions");
        partTypes.MapGet("/{name}/text", (string name, int revision, RecipeEditor editor) =>
                TypedResults.Text(editor.Text(name, revision), "application/json"))
            .ForAnalysts().WithSummary("The file of a revision");
        partTypes.MapGet("/schema", () => RecipeEditor.Schema)
            .ForAnalysts().WithSummary("The JSON schema of part types");
        partTypes.MapPost("/{name}/check", (string name, RecipeText body, RecipeEditor editor) =>
                editor.Check(name, body.Text))
            .ForEngineers().WithSummary("What is wrong with a text, and what it would change");
        partTypes.MapPost("/{name}/dry-run", DryRunAsync)
            .ForEngineers().WithSummary("A stored recording through a text; nothing is stored");
        partTypes.MapPost("/{name}/revisions", Save).ForEngineers().WithSummary("Keep a text as the next revision");
    }

    private static Task<DryRun> DryRunAsync(
        string name, DryRunRequest body, DryRunner runner, CancellationToken cancel) =>
        runner.RunAsync(RecipeEditor.Parse(name, body.Text), body.Result, cancel);

    private static Created<RecipeEntry> Save(
        string name, SaveRecipeRequest body, RecipeEditor editor, ClaimsPrincipal user)
    {
        RecipeEntry saved = editor.Save(name, body.Text, body.Reason, Access.NameOf(user));
        return TypedResults.Created($"/api/part-types/{name}/text?revision={saved.Revision}", saved);
    }
}

/// <summary>A part type's text.</summary>
internal sealed record RecipeText(string Text);

/// <summary>A text and the id of the test whose recording is run.</summary>
internal sealed record DryRunRequest(string Text, string Result);

/// <summary>A text to be kept, and why.</summary>
internal sealed record SaveRecipeRequest(string Text, string Reason);
