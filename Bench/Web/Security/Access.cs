using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;

namespace Bench.Web.Security;

/// <summary>Who may call what: policies by role. What names none is for whoever is logged in.</summary>
internal static class Access
{
    private const string Engineer = "engineer";
    private const string Analyst = "analyst";
    private const string Scientist = "scientist";
    private const string Administrator = "administrator";

    /// <summary>Defines the policies.</summary>
    public static void Define(AuthorizationOptions options)
    {
        options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
        options.DefaultPolicy = options.FallbackPolicy;
        Add(options, Engineer, Role.Engineer);
        Add(options, Analyst, Role.Engineer, Role.Scientist);
        Add(options, Scientist, Role.Scientist);
        Add(options, Administrator, Role.Administrator);
    }

    /// <summary>For engineers.</summary>
    public static T ForEngineers<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.RequireAuthorization(Engineer);

    /// <summary>For engineers and data scientists.</summary>
    public static T ForAnalysts<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.RequireAuthorization(Analyst);

    /// <summary>For data scientists.</summary>
    public static T ForScientists<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.RequireAuthorization(Scientist);

    /// <summary>For administrators.</summary>
    public static T ForAdministrators<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.RequireAuthorization(Administrator);

    /// <summary>The name of who asks.</summary>
    public static string NameOf(ClaimsPrincipal user) => user.Identity?.Name ?? "";

    /// <summary>The role of who asks.</summary>
    public static Role RoleOf(ClaimsPrincipal user) => Roles.Parse(user.FindFirstValue(ClaimTypes.Role) ?? "");

    private static void Add(AuthorizationOptions options, string name, params Role[] roles) => options.AddPolicy(
        name,
        policy => policy
            .RequireAuthenticatedUser()
            .RequireAssertion(context => context.User.Identity is { IsAuthenticated: true }
                && roles.Any(role => RoleOf(context.User).Includes(role))));
}
