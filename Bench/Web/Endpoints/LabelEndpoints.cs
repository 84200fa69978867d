using System.Collections.Immutable;
using System.Security.Claims;
using System.Text.Json;
using Bench.Models.Labels;
using Bench.ModelWork;
using Bench.Results;
using Bench.Web.Live;
using Bench.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Bench.Web.Endpoints;

/// <summary>What people found out about motors, and how far they agree.</summary>
internal static class LabelEndpoints
{
    private const int MostLetters = 500;

    /// <summary>Maps them.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/labels", List).ForAnalysts().WithSummary("Labels and how far people agree");
        routes.MapPost("/api/labels", Add).ForAnalysts().WithSummary("Say what was found out about a motor");
    }

    private static LabelList List(string? serial, TestBench bench)
    {
        ImmutableArray<MotorLabel> labels = bench.Archive.Read(store => store.Labels(serial ?? ""));
        return new LabelList(
            [.. labels.Reverse().Select(LabelView.Of)],
            [.. OpinionPair.Of(labels).Select(AgreementView.Of)]);
    }

    private static NoContent Add(LabelRequest body, TestBench bench, AuditTrail audit, ClaimsPrincipal user)
    {
        string number = SerialNumber.Parse(body.SerialNumber).ToString();
        if ((body.Cause?.Length ?? 0) > MostLetters || (body.Note?.Length ?? 0) > MostLetters)
        {
            throw new FormatException($"cause, note: expected at most {MostLetters} letters.");
        }

        bool hasCause = body.Kind is LabelKind.ConfirmedFault or LabelKind.FieldReturn;
        MotorLabel label = new(
            number,
            body.Kind,
            hasCause ? body.Cause?.Trim() ?? "" : "",
            Access.NameOf(user),
            bench.Time.GetUtcNow(),
            body.Note ?? "");
        bench.Archive.Read(store =>
        {
            if (store.RowsOf(number).IsEmpty)
            {
                throw new KeyNotFoundException($"{number} was never tested here: nothing is learned from its label.");
            }

            store.AddLabel(label);
            return number;
        });
        audit.Note(new AuditNote(label.Author, "motor-labelled", $"motor/{number}", null, LabelView.Of(label)));
        return TypedResults.NoContent();
    }
}

/// <summary>A label to be added.</summary>
internal sealed record LabelRequest(string SerialNumber, LabelKind Kind, string? Cause = null, string? Note = null);

/// <summary>Labels, newest first, and pairs of people.</summary>
internal sealed record LabelList(ImmutableArray<LabelView> Labels, ImmutableArray<AgreementView> Agreement);

/// <summary>A label.</summary>
internal sealed record LabelView(string SerialNumber, string Kind, string Cause, string By, string At, string Note)
{
    /// <summary>Makes it.</summary>
    public static LabelView Of(MotorLabel label) => new(
        label.SerialNumber,
        JsonNamingPolicy.CamelCase.ConvertName(label.Kind.ToString()),
        label.Cause,
        label.Author,
        WebTime.Text(label.At),
        label.Note);
}

/// <summary>How far two people agree; kappa is null where both always say the same.</summary>
internal sealed record AgreementView(
    string First,
    string Second,
    int Motors,
    double Observed,
    double? Kappa,
    double? StandardError,
    ImmutableArray<string> Disputed)
{
    /// <summary>Makes it.</summary>
    public static AgreementView Of(OpinionPair pair) => new(
        pair.First,
        pair.Second,
        pair.Agreement.Motors,
        pair.Agreement.Observed,
        double.IsFinite(pair.Agreement.Kappa) ? pair.Agreement.Kappa : null,
        double.IsFinite(pair.Agreement.StandardError) ? pair.Agreement.StandardError : null,
        pair.Disputed);
}
