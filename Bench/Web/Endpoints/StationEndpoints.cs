using System.Collections.Immutable;
using System.Security.Claims;
using Bench.Web.Live;
using Bench.Web.Results;
using Bench.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Bench.Web.Endpoints;

/// <summary>The test station, for everybody who is logged in.</summary>
internal static class StationEndpoints
{
    /// <summary>Maps them.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/station", (Station station) => station.View()).WithSummary("The station as it is now");
        routes.MapPost("/api/station/start", Start).WithSummary("Test a motor");
        routes.MapPost("/api/station/stop", Stop).WithSummary("Stop the test: it ends INVALID");
        routes.MapPost("/api/station/clear", Clear).WithSummary("The verdict was seen");
        routes.MapPost("/api/station/shift", BeginShift).WithSummary("A new shift begins");
        routes.MapGet("/api/station/training", GetTraining).WithSummary("Training and its defects");
        routes.MapPost("/api/station/training", SetTraining).WithSummary("Switch training on or off");
        routes.MapPost("/api/alarms/{id}/acknowledge", Acknowledge).WithSummary("Acknowledge an alarm");
        routes.MapGet("/api/station/events", Watch).WithSummary("What happens, as server-sent events");
    }

    private static Accepted Start(StartRequest body, Station station, ClaimsPrincipal user)
    {
        station.Start(body.SerialNumber, body.PartType, Access.RoleOf(user));
        return TypedResults.Accepted(new Uri("/api/station", UriKind.Relative));
    }

    private static Accepted Stop(Station station)
    {
        station.Stop();
        return TypedResults.Accepted(new Uri("/api/station", UriKind.Relative));
    }

    private static NoContent Clear(Station station)
    {
        station.Clear();
        return TypedResults.NoContent();
    }

    private static NoContent BeginShift(Station station, ClaimsPrincipal user)
    {
        station.BeginShift(Access.NameOf(user));
        return TypedResults.NoContent();
    }

    private static TrainingView GetTraining(Station station) => new(
        station.Bench.Archive.Area == ResultArea.Training,
        [
            .. station.Bench.Recipes
                .SelectMany(recipe => VirtualMotors.DefectsOf(recipe.PartType))
                .Distinct(StringComparer.Ordinal),
        ],
        VirtualMotors.Faults);

    private static NoContent SetTraining(TrainingRequest body, Training training, ClaimsPrincipal user)
    {
        training.Switch(body.On ? TrainingSwitch.On : TrainingSwitch.Off, body.Defect ?? "", Access.NameOf(user));
        return TypedResults.NoContent();
    }

    private static NoContent Acknowledge(string id, Alarms alarms, Station station, ClaimsPrincipal user)
    {
        alarms.Acknowledge(id, Access.NameOf(user));
        station.Publish();
        return TypedResults.NoContent();
    }

    private static ServerSentEventsResult<string> Watch(
        StationFeed feed, Station station, IHostApplicationLifetime life, HttpContext context)
    {
        // A page that watches must not keep the program from ending.
        context.Response.RegisterForDispose(life.ApplicationStopping.Register(context.Abort));
        return TypedResults.ServerSentEvents(feed.WatchAsync(station.View, context.RequestAborted));
    }
}

/// <summary>A motor to be tested.</summary>
internal sealed record StartRequest(string SerialNumber, string? PartType = null);

/// <summary>Training on or off, with which defect.</summary>
internal sealed record TrainingRequest(bool On, string? Defect = null);

/// <summary>Whether training is on, and what its motors and its bench can have.</summary>
internal sealed record TrainingView(bool On, ImmutableArray<string> Defects, ImmutableArray<string> Faults);
