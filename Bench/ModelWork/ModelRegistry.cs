using System.Collections.Immutable;
using Bench.Judging;
using Bench.Models;
using Bench.Recipes;
using Bench.Results;

namespace Bench.ModelWork;

/// <summary>
/// The baselines of a data folder on their way into force: trained, through the gate, in the shadow of the one in
/// force, signed by two people, activated; and back again. Every step is kept with its author.
/// </summary>
internal sealed class ModelRegistry(DataFolder folder, ResultStore store, TimeProvider time)
{
    /// <summary>Motors that a candidate judges in the shadow before it may be activated.</summary>
    public const int ShadowMotors = 500;

    /// <summary>
    /// Days with tests that do as well, where the line is slow (five shifts of a line with one shift).
    /// </summary>
    public const int ShadowDays = 5;

    /// <summary>Keeps a trained baseline with its card; it is not in force.</summary>
    public void Register(Baseline baseline, ModelCard card, string note)
    {
        BaselineFolder.Save(folder, baseline);
        Note(baseline.PartType, baseline.Id, ModelEventKind.Trained, card.Author, note, ModelJson.Write(card));
    }

    /// <summary>Keeps what came out at the gate.</summary>
    public void NoteGate(string partType, GateReport report, string author) => Note(
        partType,
        report.BaselineId,
        ModelEventKind.Gated,
        author,
        report.IsPassed ? "passed" : "not passed",
        ModelJson.Write(report));

    /// <summary>Lets a candidate judge beside the one in force from now on.</summary>
    public void BeginShadow(string partType, string id, string author)
    {
        Require(partType, id);
        Note(partType, id, ModelEventKind.ShadowBegun, author, "", "");
    }

    /// <summary>Signs a candidate that has passed the gate.</summary>
    /// <exception cref="InvalidDataException">It has not, or the same person signs twice.</exception>
    public void Sign(string partType, string id, ModelEventKind role, string author, string note)
    {
        ModelVersion version = Require(partType, id);
        if (!version.HasPassedGate)
        {
            throw new InvalidDataException($"{id} has not passed the gate: run it first (bench model gate {id}).");
        }

        if (version.Signatures.Any(signature => signature.Author == author && signature.Kind != role))
        {
            throw new InvalidDataException(
                $"{author} has signed {id} already: quality and data science sign as two people.");
        }

        Note(partType, id, role, author, note, "");
    }

    /// <summary>Puts a signed candidate in force.</summary>
    /// <param name="recipe">The recipe that it must fit.</param>
    /// <param name="id">The candidate.</param>
    /// <param name="author">Who does it.</param>
    /// <param name="withoutShadow">Why it need not have judged in the shadow; empty where it has.</param>
    /// <exception cref="InvalidDataException">Gate, shadow or a signature is missing.</exception>
    public void Activate(Recipe recipe, string id, string author, string withoutShadow)
    {
        string partType = recipe.PartType.Name;
        ModelVersion version = Require(partType, id);
        string[] missing = [.. Missing(version, recipe, withoutShadow)];
        if (missing.Length > 0)
        {
            throw new InvalidDataException($"{id} cannot be put in force: {string.Join("; ", missing)}.");
        }

        NoteUnknown(partType);
        BaselineFolder.PutInForce(folder, BaselineFolder.Load(folder, id));
        Note(partType, id, ModelEventKind.Activated, author, withoutShadow, "");
    }

    /// <summary>
    /// Puts limits that were edited by hand in force without shadow and signatures, on an administrator's word, which
    /// is kept. The gate must be passed all the same.
    /// </summary>
    /// <param name="baseline">The candidate.</param>
    /// <param name="administrator">Who answers for it.</param>
    /// <param name="reason">Why.</param>
    /// <exception cref="InvalidDataException">It was trained, not edited; it has not passed the gate; or there is no
    /// reason.</exception>
    public void ActivateEdited(Baseline baseline, string administrator, string reason)
    {
        ModelVersion version = Require(baseline.PartType, baseline.Id);
        string? missing = baseline.Limits.Edits.IsEmpty || version.Card is not null ? "it was trained, not edited"
            : !version.HasPassedGate ? "it has not passed the gate"
            : string.IsNullOrWhiteSpace(reason) ? "there is no reason"
            : null;
        if (missing is not null)
        {
            throw new InvalidDataException(
                $"{baseline.Id} cannot be put in force without shadow and signatures: {missing}.");
        }

        BaselineFolder.PutInForce(folder, baseline);
        Note(baseline.PartType, baseline.Id, ModelEventKind.Activated, administrator, reason, "");
    }

    /// <summary>
    /// Takes the baseline in force into the registry where nobody did, so that there is a way back to it.
    /// </summary>
    public void Adopt(string partType)
    {
        if (BaselineFolder.CurrentId(folder, partType) is { } current
            && Versions(partType).All(version => version.Id != current))
        {
            const string Note = "in force before versions were kept";
            this.Note(partType, current, ModelEventKind.Trained, "", Note, "");
            this.Note(partType, current, ModelEventKind.Activated, "", Note, "");
        }
    }

    /// <summary>Keeps limits that a person edited, or had learned again; they are not in force.</summary>
    public void RegisterEdited(Baseline baseline, string author, string reason)
    {
        BaselineFolder.Save(folder, baseline);
        if (Versions(baseline.PartType).All(version => version.Id != baseline.Id))
        {
            Note(baseline.PartType, baseline.Id, ModelEventKind.Trained, author, reason, "");
        }
    }

    /// <summary>Puts the baseline that was in force before back in force.</summary>
    /// <returns>Its id.</returns>
    /// <exception cref="InvalidDataException">There was none.</exception>
    public string RollBack(string partType, string author, string note)
    {
        string? current = BaselineFolder.CurrentId(folder, partType);
        string before = Versions(partType)
            .Where(version => version.InForceSince is not null && version.Id != current)
            .OrderBy(version => version.InForceSince)
            .LastOrDefault()?.Id
            ?? throw new InvalidDataException($"No baseline of {partType} was in force before {current ?? "now"}.");
        BaselineFolder.PutInForce(folder, BaselineFolder.Load(folder, before));
        Note(partType, before, ModelEventKind.RolledBack, author, note, "");
        return before;
    }

    /// <summary>
    /// Notes a baseline that was learned and put in force at once, as on a bench without a data scientist.
    /// </summary>
    public void NoteLearned(Baseline baseline, string author)
    {
        Note(baseline.PartType, baseline.Id, ModelEventKind.Trained, author, "bench learn", "");
        Note(baseline.PartType, baseline.Id, ModelEventKind.Activated, author, "bench learn", "");
    }

    /// <summary>All baselines of a part type, in the order in which they were trained.</summary>
    public ImmutableArray<ModelVersion> Versions(string partType)
    {
        string? current = BaselineFolder.CurrentId(folder, partType);
        return
        [
            .. store.ModelEvents(partType)
                .GroupBy(happened => happened.BaselineId)
                .Select(group => new ModelVersion(group.Key, [.. group], group.Key == current)),
        ];
    }

    /// <summary>How many motors a candidate has judged in the shadow, on how many days.</summary>
    public (int Motors, int Days) Shadow(ModelVersion version, Recipe recipe)
    {
        if (version.ShadowSince is not { } since)
        {
            return (0, 0);
        }

        HashSet<DateTime> days = [];
        int motors = 0;
        foreach (HistoryRun run in store.History(recipe.PartType.Name, recipe.Analyzer.Definition, since))
        {
            motors++;
            days.Add(run.StartedAt.UtcDateTime.Date);
        }

        return (motors, days.Count);
    }

    private ModelVersion Require(string partType, string id) =>
        Versions(partType).FirstOrDefault(version => version.Id == id)
        ?? throw new InvalidDataException($"{partType} has no baseline {id}: bench model list shows them.");

    // One that came into force without this registry (a demo, an older program) must not be lost for going back.
    private void NoteUnknown(string partType)
    {
        if (BaselineFolder.CurrentId(folder, partType) is { } current
            && Versions(partType).All(version => version.Id != current))
        {
            Note(partType, current, ModelEventKind.Activated, "", "was in force before it was registered", "");
        }
    }

    private IEnumerable<string> Missing(ModelVersion version, Recipe recipe, string withoutShadow)
    {
        if (!version.HasPassedGate)
        {
            yield return "it has not passed the gate";
        }

        if (withoutShadow.Length == 0)
        {
            (int motors, int days) = Shadow(version, recipe);
            if (motors < ShadowMotors && days < ShadowDays)
            {
                yield return $"it has judged {motors} motors on {days} days in the shadow, "
                    + $"expected {ShadowMotors} motors or {ShadowDays} days (--without-shadow REASON)";
            }
        }

        foreach (ModelEventKind role in (ModelEventKind[])
            [ModelEventKind.SignedByQuality, ModelEventKind.SignedByDataScience])
        {
            if (version.Signatures.All(signature => signature.Kind != role))
            {
                yield return role == ModelEventKind.SignedByQuality
                    ? "quality has not signed" : "data science has not signed";
            }
        }
    }

    private void Note(
        string partType, string id, ModelEventKind kind, string author, string note, string detail) =>
        store.AddModelEvent(new ModelEvent(partType, id, kind, author, time.GetUtcNow(), note, detail));
}

/// <summary>A baseline and what became of it.</summary>
/// <param name="Id">The baseline.</param>
/// <param name="Events">What happened to it, oldest first.</param>
/// <param name="IsInForce">Whether it judges motors now.</param>
internal sealed record ModelVersion(string Id, ImmutableArray<ModelEvent> Events, bool IsInForce)
{
    /// <summary>Whether it passed the gate the last time.</summary>
    public bool HasPassedGate => LastGate?.IsPassed == true;

    /// <summary>What came out at the gate the last time; null where it was not asked.</summary>
    public GateReport? LastGate => Last(ModelEventKind.Gated) is { } gate
        ? ModelJson.Read<GateReport>(gate.Detail)
        : null;

    /// <summary>Its card; null where it was learned without one.</summary>
    public ModelCard? Card => Last(ModelEventKind.Trained) is { Detail.Length: > 0 } trained
        ? ModelJson.Read<ModelCard>(trained.Detail)
        : null;

    /// <summary>Since when it judges in the shadow; null where it does not.</summary>
    public DateTimeOffset? ShadowSince => Last(ModelEventKind.ShadowBegun)?.At;

    /// <summary>When it was last put in force; null where it never was.</summary>
    public DateTimeOffset? InForceSince => Events
        .LastOrDefault(happened => happened.Kind is ModelEventKind.Activated or ModelEventKind.RolledBack)?.At;

    /// <summary>Signatures since the last time at the gate: a new gate asks for new ones.</summary>
    public IEnumerable<ModelEvent> Signatures => Events
        .Skip(Last(ModelEventKind.Gated) is { } gate ? Events.LastIndexOf(gate) : 0)
        .Where(happened => happened.Kind is ModelEventKind.SignedByQuality or ModelEventKind.SignedByDataScience);

    /// <summary>Where it stands, in one word.</summary>
    public string State => IsInForce ? "in force"
        : InForceSince is not null ? "retired"
        : ShadowSince is not null ? "shadow"
        : HasPassedGate ? "passed"
        : LastGate is not null ? "refused" : "candidate";

    private ModelEvent? Last(ModelEventKind kind) => Events.LastOrDefault(happened => happened.Kind == kind);
}
