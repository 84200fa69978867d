using System.Collections.Immutable;
using System.Text.Json;
using Bench.ModelWork;
using Bench.Recipes;

namespace Bench.Web.ModelPages;

/// <summary>The baselines of a part type as the pages show them.</summary>
/// <param name="PartType">Name of the part type.</param>
/// <param name="InForce">Id of the one that judges now; null where none was learned.</param>
/// <param name="ShadowMotors">Motors that a candidate judges in the shadow before it may be activated...</param>
/// <param name="ShadowDays">...or days on which it does.</param>
/// <param name="CanRollBack">Whether another one was in force before.</param>
/// <param name="Versions">All of them, newest first.</param>
internal sealed record ModelList(
    string PartType,
    string? InForce,
    int ShadowMotors,
    int ShadowDays,
    bool CanRollBack,
    ImmutableArray<ModelVersionView> Versions)
{
    /// <summary>Makes it.</summary>
    public static ModelList Of(ModelRegistry registry, Recipe recipe, string? inForce)
    {
        ImmutableArray<ModelVersion> versions = registry.Versions(recipe.PartType.Name);
        return new ModelList(
            recipe.PartType.Name,
            inForce,
            ModelRegistry.ShadowMotors,
            ModelRegistry.ShadowDays,
            versions.Any(version => version.InForceSince is not null && !version.IsInForce),
            [.. versions.Reverse().Select(version => ModelVersionView.Of(version, registry, recipe))]);
    }
}

/// <summary>One baseline in a list.</summary>
/// <param name="Id">The baseline.</param>
/// <param name="State">"candidate", "refused", "passed", "shadow", "in-force" or "retired".</param>
/// <param name="Author">Who trained it.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Motors">Good motors learned from; null where it has no card.</param>
/// <param name="HasPassedGate">Whether it passed the gate the last time; null where it was not asked.</param>
/// <param name="ShadowSince">Since when it judges in the shadow; null where it does not.</param>
/// <param name="ShadowJudged">Motors judged in the shadow.</param>
/// <param name="ShadowDaysSoFar">On how many days.</param>
/// <param name="Signatures">Who has signed since the last gate.</param>
/// <param name="Events">All that happened to it, oldest first.</param>
internal sealed record ModelVersionView(
    string Id,
    string State,
    string Author,
    string At,
    int? Motors,
    bool? HasPassedGate,
    string? ShadowSince,
    int ShadowJudged,
    int ShadowDaysSoFar,
    ImmutableArray<ModelEventView> Signatures,
    ImmutableArray<ModelEventView> Events)
{
    /// <summary>Makes it.</summary>
    public static ModelVersionView Of(ModelVersion version, ModelRegistry registry, Recipe recipe)
    {
        (int motors, int days) = version.State == "shadow" ? registry.Shadow(version, recipe) : (0, 0);
        return new ModelVersionView(
            version.Id,
            version.State.Replace(' ', '-'),
            version.Events[0].Author,
            WebTime.Text(version.Events[0].At),
            version.Card?.Motors,
            version.LastGate?.IsPassed,
            version.ShadowSince is { } since ? WebTime.Text(since) : null,
            motors,
            days,
            [.. version.Signatures.Select(ModelEventView.Of)],
            [.. version.Events.Select(ModelEventView.Of)]);
    }
}

/// <summary>Something that happened to a baseline.</summary>
internal sealed record ModelEventView(string Kind, string By, string At, string Note)
{
    /// <summary>Makes it.</summary>
    public static ModelEventView Of(ModelEvent happened) => new(
        JsonNamingPolicy.CamelCase.ConvertName(happened.Kind.ToString()),
        happened.Author,
        WebTime.Text(happened.At),
        happened.Note);
}

/// <summary>One baseline with card and gate report; figures that do not exist are written "NaN".</summary>
internal sealed record ModelDetail(ModelVersionView Version, JsonElement? Card, JsonElement? Gate)
{
    /// <summary>Makes it.</summary>
    public static ModelDetail Of(ModelVersion version, ModelRegistry registry, Recipe recipe) => new(
        ModelVersionView.Of(version, registry, recipe),
        Element(version.Card),
        Element(version.LastGate));

    private static JsonElement? Element<T>(T? value)
        where T : class =>
        value is null ? null : JsonSerializer.Deserialize<JsonElement>(ModelJson.Write(value));
}

/// <summary>What a training would learn from.</summary>
internal sealed record DataSetView(
    int Motors,
    int Groups,
    int Fewest,
    string? From,
    string? To,
    ImmutableArray<string> Benches,
    ImmutableArray<LeftOutView> LeftOut);

/// <summary>A motor that would not be learned from.</summary>
internal sealed record LeftOutView(string SerialNumber, string Reason, string ReasonFr);
