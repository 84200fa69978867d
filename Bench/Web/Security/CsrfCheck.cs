using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Bench.Web.Security;

/// <summary>
/// Refuses changes that another site may have made the browser ask for: each needs a header that only a page of this
/// server knows (OWASP Cross-Site Request Forgery Prevention Cheat Sheet, token pattern).
/// </summary>
internal static class CsrfCheck
{
    /// <summary>The header.</summary>
    public const string Header = "X-Bench-Csrf";

    /// <summary>Lets a request pass, or answers 403.</summary>
    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        HttpRequest request = context.Request;
        bool onlyReads = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)
            || HttpMethods.IsOptions(request.Method);
        return onlyReads || Fits(request)
            ? next(context)
            : Problems.WriteAsync(
                context,
                StatusCodes.Status403Forbidden,
                "Not from a page of this bench",
                $"The header {Header} is missing or old: load the page again.");
    }

    private static bool Fits(HttpRequest request)
    {
        string token = request.Cookies[Sessions.Cookie] ?? "";
        byte[] sent = Encoding.UTF8.GetBytes(request.Headers[Header].ToString());
        return token.Length > 0
            && CryptographicOperations.FixedTimeEquals(sent, Encoding.UTF8.GetBytes(Sessions.CsrfOf(token)));
    }
}
