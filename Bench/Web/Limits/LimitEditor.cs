using System.Collections.Concurrent;
using System.Collections.Immutable;
using Bench.Models;
using Bench.Models.Training;
using Bench.ModelWork;
using Bench.Recipes;
using Bench.Web.Live;
using Bench.Web.Security;

namespace Bench.Web.Limits;

/// <summary>
/// Changes limits: asks the history first, saves versions, sends them through the gate, puts them in force and takes
/// them back. Whatever changes is in the registry and in the audit trail.
/// </summary>
internal sealed class LimitEditor(TestBench bench, Station station, AuditTrail audit, TimeProvider time)
{
    private const int MostUnsaved = 8;

    // Learned again and not saved: what the editor shows until somebody saves it.
    private readonly ConcurrentDictionary<string, Relearned> _unsaved = new(StringComparer.Ordinal);

    /// <summary>The part type of this bench of a name.</summary>
    /// <exception cref="KeyNotFoundException">This bench does not test it.</exception>
    public Recipe RecipeOf(string partType) =>
        bench.Recipes.FirstOrDefault(recipe => recipe.PartType.Name == partType)
        ?? throw new KeyNotFoundException($"This bench does not test {partType}.");

    /// <summary>The baseline in force.</summary>
    /// <exception cref="KeyNotFoundException">Nothing has been learned.</exception>
    public Baseline InForce(string partType) => bench.BaselineOf(RecipeOf(partType))
        ?? throw new KeyNotFoundException($"No limits have been learned for {partType} yet.");

    /// <summary>A baseline by its id, or the one in force.</summary>
    /// <exception cref="KeyNotFoundException">There is none of that id for this part type.</exception>
    public Baseline Find(string partType, string? id)
    {
        if (string.IsNullOrEmpty(id) || id == bench.BaselineOf(RecipeOf(partType))?.Id)
        {
            return InForce(partType);
        }

        Baseline? baseline = _unsaved.GetValueOrDefault(id)?.Baseline ?? bench.Archive.BaselineOf(id);
        return baseline?.PartType == partType
            ? baseline
            : throw new KeyNotFoundException($"{partType} has no limits {id}.");
    }

    /// <summary>All versions, newest first.</summary>
    public ImmutableArray<LimitVersion> Versions(string partType) => WithRegistry(registry =>
    {
        registry.Adopt(partType);
        return registry.Versions(partType)
            .Reverse()
            .Select(version => (version, baseline: bench.Archive.BaselineOf(version.Id)))
            .Where(pair => pair.baseline is not null)
            .Select(pair => LimitVersion.Of(pair.version, pair.baseline!))
            .ToImmutableArray();
    });

    /// <summary>A curve with its limits and the newest motors.</summary>
    public LimitCurveView Curve(string partType, string? id, string curve, int last)
    {
        Baseline baseline = Find(partType, id);
        return bench.Archive.Read(store => LimitCurveView.Of(
            baseline, curve, store.NewestHistory(partType, baseline.Limits.Definition, last)));
    }

    /// <summary>Which motors a draft would judge otherwise than the limits in force.</summary>
    public Func<IProgress<WorkProgress>, CancellationToken, LimitPreview> Preview(
        string partType, LimitDraft draft, int last, string author)
    {
        Baseline candidate = Apply(partType, draft, author, "preview");
        Recipe recipe = RecipeOf(partType);
        return (progress, cancel) => bench.Archive.Read(store =>
            LimitPreview.Of(store, recipe, InForce(partType), candidate, last, progress, cancel));
    }

    /// <summary>Learns from the history again; stretches set by hand are kept. Nothing is saved.</summary>
    /// <exception cref="InvalidDataException">There are too few good motors, or a stretch fits no more.</exception>
    public LearnedAgain Learn(string partType, string? id, string author)
    {
        Baseline previous = Find(partType, id);
        Recipe recipe = RecipeOf(partType);
        Relearned again = bench.Archive.Read(store =>
        {
            // Bounded by now: what comes later must not change what the gate learns to compare with.
            LearningQuery query = new() { Until = time.GetUtcNow() };
            var set = LearningSet.Select(store, recipe, query);
            try
            {
                Baseline baseline = BaselineTeachIn.Relearn(
                    previous, set.Motors, new TeachInOptions(), author, time.GetUtcNow(), "learned again");
                return new Relearned(baseline, query);
            }
            catch (ArgumentException e)
            {
                throw new InvalidDataException($"The history of {partType} cannot be learned from: {e.Message}", e);
            }
        });
        if (_unsaved.Count >= MostUnsaved)
        {
            _unsaved.Clear();
        }

        _unsaved[again.Baseline.Id] = again;
        return new LearnedAgain(
            again.Baseline.Id, again.Baseline.Motors, again.Baseline.Statement, again.Baseline.Limits.Edits.Length);
    }

    /// <summary>Saves a draft as the next version and sends it through the gate; it is not in force.</summary>
    public Func<IProgress<WorkProgress>, CancellationToken, SavedLimits> Save(
        string partType, LimitDraft draft, string reason, string author)
    {
        RequireReason(reason);
        Relearned? again = _unsaved.GetValueOrDefault(draft.Base);
        Baseline candidate = draft.IsEmpty && again is not null
            ? again.Baseline
            : Apply(partType, draft, author, reason);
        return (progress, cancel) =>
        {
            Recipe recipe = RecipeOf(partType);
            LimitGate gate = new(bench, recipe, time);
            if (again is not null)
            {
                gate.RegisterLearned(again, author, reason, cancel);
                NoteSaved(partType, again.Baseline, reason, author);
                _unsaved.TryRemove(draft.Base, out _);
            }

            if (candidate.Id != again?.Baseline.Id)
            {
                WithRegistry(registry =>
                {
                    registry.Adopt(partType);
                    registry.RegisterEdited(candidate, author, reason);
                });
                NoteSaved(partType, candidate, reason, author);
            }

            return new SavedLimits(candidate.Id, gate.Run(candidate, [], author, progress, cancel));
        };
    }

    /// <summary>Sends a version through the gate again, with the confirmed faults whose loss is accepted.</summary>
    public Func<IProgress<WorkProgress>, CancellationToken, SavedLimits> Gate(
        string partType, string id, ImmutableArray<string> accepted, string author)
    {
        Baseline candidate = Find(partType, id);
        LimitGate gate = new(bench, RecipeOf(partType), time);
        return (progress, cancel) =>
        {
            SavedLimits result = new(id, gate.Run(candidate, accepted, author, progress, cancel));
            audit.Note(new AuditNote(
                author, "limits-gated", $"limits/{partType}", null, new { id, result.IsPassed, accepted }));
            return result;
        };
    }

    /// <summary>
    /// Puts a version in force, from the next test on: by the registry's rules, or, where an administrator answers for
    /// limits that were edited by hand, without shadow and signatures.
    /// </summary>
    /// <exception cref="InvalidDataException">Something is missing: the message says what.</exception>
    public void Activate(string partType, string id, string reason, string author, Role role)
    {
        RequireReason(reason);
        Recipe recipe = RecipeOf(partType);
        Baseline candidate = Find(partType, id);
        string? before = bench.BaselineOf(recipe)?.Id;
        WithRegistry(registry =>
        {
            if (role == Role.Administrator && !candidate.Limits.Edits.IsEmpty)
            {
                registry.ActivateEdited(candidate, author, reason);
            }
            else
            {
                registry.Activate(recipe, id, author, withoutShadow: "");
            }
        });
        InForceIs(recipe, "limits-activated", before, reason, author);
    }

    /// <summary>Puts the version that was in force before back in force, from the next test on.</summary>
    /// <exception cref="InvalidDataException">There was none.</exception>
    public string RollBack(string partType, string reason, string author)
    {
        RequireReason(reason);
        Recipe recipe = RecipeOf(partType);
        string? before = bench.BaselineOf(recipe)?.Id;
        string id = "";
        WithRegistry(registry => id = registry.RollBack(partType, author, reason));
        InForceIs(recipe, "limits-rolled-back", before, reason, author);
        return id;
    }

    private Baseline Apply(string partType, LimitDraft draft, string author, string reason) =>
        draft.ApplyTo(Find(partType, draft.Base), author, time.GetUtcNow(), reason);

    private void InForceIs(Recipe recipe, string action, string? before, string reason, string author)
    {
        bench.Reload(recipe);
        string? after = bench.BaselineOf(recipe)?.Id;
        audit.Note(new AuditNote(
            author, action, $"limits/{recipe.PartType.Name}", new { id = before }, new { id = after, reason }));
        station.Publish();
    }

    private void NoteSaved(string partType, Baseline saved, string reason, string author)
    {
        string parent = $"{partType}-{saved.Limits.Revision.ParentHash[..12]}";
        ImmutableArray<LimitChangeView> moved = bench.Archive.BaselineOf(parent) is { } from
            ? LimitChangeView.Between(from, saved)
            : [];
        audit.Note(new AuditNote(
            author,
            "limits-saved",
            $"limits/{partType}",
            new { id = parent, limits = moved.Take(20).Select(m => new { m.Curve, m.From, m.To, m.At, m.Before }) },
            new
            {
                id = saved.Id,
                saved.Limits.Revision.Version,
                reason,
                changed = moved.Length,
                limits = moved.Take(20).Select(m => new { m.Curve, m.From, m.To, m.At, m.After }),
            }));
    }

    private T WithRegistry<T>(Func<ModelRegistry, T> work) =>
        bench.Archive.Read(store => work(new ModelRegistry(bench.Folder, store, time)));

    private void WithRegistry(Action<ModelRegistry> work) => WithRegistry(registry =>
    {
        work(registry);
        return 0;
    });

    private static void RequireReason(string reason)
    {
        if (reason.Trim().Length is 0 or > 500)
        {
            throw new FormatException($"The reason has {reason.Trim().Length} characters, expected 1-500.");
        }
    }
}

/// <summary>Limits that were learned again.</summary>
/// <param name="Baseline">The limits.</param>
/// <param name="Query">Which motors were learned from.</param>
internal sealed record Relearned(Baseline Baseline, LearningQuery Query);

/// <summary>What came out of learning again.</summary>
/// <param name="Id">To be named as a draft's base; it is not saved.</param>
/// <param name="Motors">Good motors learned from.</param>
/// <param name="Statement">What it promises.</param>
/// <param name="Edits">Stretches set by hand that it keeps.</param>
internal sealed record LearnedAgain(string Id, int Motors, string Statement, int Edits);

/// <summary>A saved version and what came out at the gate.</summary>
internal sealed record SavedLimits(string Id, ImmutableArray<GateItem> Gate)
{
    /// <summary>Whether all was passed.</summary>
    public bool IsPassed => Gate.All(item => item.IsPassed);
}
