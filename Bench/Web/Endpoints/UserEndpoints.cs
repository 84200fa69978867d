using System.Security.Claims;
using Bench.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Bench.Web.Endpoints;

/// <summary>The users, for administrators, and the audit trail, for engineers too.</summary>
internal static class UserEndpoints
{
    /// <summary>Maps them.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/users", (Users users) => users.List().Select(user => UserView.Of(user)!))
            .ForAdministrators().WithSummary("All users");
        routes.MapPost("/api/users", Add).ForAdministrators().WithSummary("Add a user");
        routes.MapPut("/api/users/{name}", Change).ForAdministrators().WithSummary("Change a role or password");
        routes.MapDelete("/api/users/{name}", Remove).ForAdministrators().WithSummary("Remove a user");
        routes.MapGet("/api/audit", List).ForEngineers().WithSummary("Who changed what, newest first");
    }

    private static NoContent Add(UserRequest body, Users users, ClaimsPrincipal by)
    {
        users.Add(
            Access.NameOf(by),
            new User(body.Name, Roles.Parse(body.Role)),
            body.Password ?? throw new FormatException("A new user needs a password."));
        return TypedResults.NoContent();
    }

    private static NoContent Change(string name, UserRequest body, Users users, Sessions sessions, ClaimsPrincipal by)
    {
        if (!string.Equals(name, body.Name, StringComparison.OrdinalIgnoreCase))
        {
            throw new FormatException($"The path names {name}, the body {body.Name}: a user keeps his name.");
        }

        users.Change(Access.NameOf(by), new User(name, Roles.Parse(body.Role)), body.Password);
        sessions.EndAll(name);
        return TypedResults.NoContent();
    }

    private static NoContent Remove(string name, Users users, Sessions sessions, ClaimsPrincipal by)
    {
        users.Remove(Access.NameOf(by), name);
        sessions.EndAll(name);
        return TypedResults.NoContent();
    }

    private static Paged<AuditLine> List(AuditTrail audit, int? page, int? pageSize, string? @object)
    {
        var asked = PageOf.Parse(page, pageSize);
        (long total, IReadOnlyList<AuditLine> items) = audit.List(asked, @object ?? "");
        return new Paged<AuditLine>(total, asked.Number, asked.Size, items);
    }
}

/// <summary>A user to be added or changed.</summary>
internal sealed record UserRequest(string Name, string Role, string? Password = null);
