using Bench.Acquisition;
using Bench.Recordings;
using Bench.Web.Live;
using Bench.Web.Security;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Bench.Web;

/// <summary>Errors as problem details (RFC 9457).</summary>
internal static class Problems
{
    /// <summary>Answers with an error.</summary>
    public static Task WriteAsync(HttpContext context, int status, string title, string detail)
    {
        context.Response.StatusCode = status;
        ProblemDetails problem = new()
        {
            Type = "about:blank",
            Title = title,
            Status = status,
            Detail = detail,
            Instance = context.Request.Path,
        };
        return context.Response.WriteAsJsonAsync(
            problem, options: null, "application/problem+json", context.RequestAborted);
    }

    /// <summary>An error as an endpoint returns it.</summary>
    public static IResult Of(int status, string title, string detail) =>
        TypedResults.Problem(detail, statusCode: status, title: title);

    /// <summary>Whether the user is told what is wrong; all else is a fault of this program and is logged.</summary>
    public static bool IsToldTo(Exception exception) => Describe(exception).Status != 500;

    /// <summary>Answers what an endpoint threw: the user's mistakes with their reason, all else without.</summary>
    public static Task HandleAsync(HttpContext context)
    {
        Exception? exception = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        (int status, string title, string detail) = Describe(exception);
        return WriteAsync(context, status, title, detail);
    }

    /// <summary>Status, title and detail of what was thrown.</summary>
    public static (int Status, string Title, string Detail) Describe(Exception? exception) => exception switch
    {
        StationRefusalException refusal => (refusal.Status, "Refused", refusal.Message),
        TooManyFailuresException => (429, "Too many attempts", exception.Message),
        BadHttpRequestException => (400, "Not understood", exception.Message),
        FormatException => (400, "Not understood", exception.Message),
        KeyNotFoundException or FileNotFoundException => (404, "Not found", exception.Message),
        RecordingException or AcquisitionException or InvalidDataException =>
            (422, "Cannot be shown", exception.Message),
        IOException => (503, "Cannot be written or read", exception.Message),
        OperationCanceledException => (499, "Stopped", "The request was stopped."),
        _ => (500, "A fault of this program", "It is written down where the program was started."),
    };
}
