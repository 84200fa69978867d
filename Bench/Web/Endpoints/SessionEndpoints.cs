using System.Security.Claims;
using Bench.Testing;
using Bench.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Bench.Web.Endpoints;

/// <summary>Who I am, the first start, log-in and log-out. But for the last, nobody needs to be logged in.</summary>
internal static class SessionEndpoints
{
    /// <summary>Maps them.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/session", Get).AllowAnonymous().WithSummary("Who is logged in");
        routes.MapPost("/api/setup", SetUpAsync).AllowAnonymous().WithSummary("Make the first administrator");
        routes.MapPost("/api/login", LogInAsync).AllowAnonymous().WithSummary("Log in");
        routes.MapPost("/api/logout", LogOut).WithSummary("Log out");
    }

    private static SessionView Get(HttpContext context, ClaimsPrincipal user, SetupLink setup, WebServerOptions options)
    {
        string? token = context.Request.Cookies[Sessions.Cookie];
        if (token is not { Length: > 0 })
        {
            token = Sessions.NewToken();
            SetCookie(context, token);
        }

        UserView? view = user.Identity is { IsAuthenticated: true }
            ? new UserView(Access.NameOf(user), Access.RoleOf(user).Name())
            : null;
        return new SessionView(
            view, Sessions.CsrfOf(token), setup.Token.Length > 0, TestSetup.SoftwareVersion, options.BenchName);
    }

    private static async Task<IResult> SetUpAsync(
        SetupRequest body, SetupLink setup, LoginLimiter limiter, HttpContext context, CancellationToken cancel)
    {
        string? done = await limiter.CheckAsync(
            new LoginAttempt("setup link", AddressOf(context)),
            () => setup.Use(body.Token, body.Name, body.Password) ? body.Name : null,
            cancel).ConfigureAwait(false);
        return done is null
            ? Problems.Of(
                StatusCodes.Status403Forbidden, "The link is not valid", "Start the program again for a new one.")
            : TypedResults.NoContent();
    }

    private static async Task<IResult> LogInAsync(
        LoginRequest body,
        Users users,
        Sessions sessions,
        AuditTrail audit,
        LoginLimiter limiter,
        HttpContext context,
        CancellationToken cancel)
    {
        LoginAttempt attempt = new($"user {body.Name}", AddressOf(context));
        User? user = await limiter
            .CheckAsync(attempt, () => users.Check(body.Name, body.Password), cancel)
            .ConfigureAwait(false);
        if (user is null)
        {
            return Problems.Of(StatusCodes.Status401Unauthorized, "Not logged in", "Name or password is wrong.");
        }

        // A new token: one that somebody else may have put there is worth nothing.
        SetCookie(context, sessions.Begin(user));
        audit.Note(new AuditNote(user.Name, "logged-in", $"user/{user.Name}", null, null));
        return TypedResults.NoContent();
    }

    private static NoContent LogOut(HttpContext context, Sessions sessions, AuditTrail audit, ClaimsPrincipal user)
    {
        sessions.End(context.Request.Cookies[Sessions.Cookie] ?? "");
        context.Response.Cookies.Delete(Sessions.Cookie);
        audit.Note(new AuditNote(Access.NameOf(user), "logged-out", $"user/{Access.NameOf(user)}", null, null));
        return TypedResults.NoContent();
    }

    private static void SetCookie(HttpContext context, string token) => context.Response.Cookies.Append(
        Sessions.Cookie,
        token,
        new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps,
            IsEssential = true,
            Path = "/",
        });

    private static string AddressOf(HttpContext context) => $"address {context.Connection.RemoteIpAddress}";
}

/// <summary>Who is logged in, and what a page needs to know before.</summary>
internal sealed record SessionView(UserView? User, string Csrf, bool SetupNeeded, string Version, string Bench);

/// <summary>The first administrator.</summary>
internal sealed record SetupRequest(string Token, string Name, string Password);

/// <summary>Name and password.</summary>
internal sealed record LoginRequest(string Name, string Password);
