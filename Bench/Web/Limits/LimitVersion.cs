using System.Collections.Immutable;
using Bench.Models;
using Bench.Models.Limits;
using Bench.ModelWork;

namespace Bench.Web.Limits;

/// <summary>A version of a part type's limits, and what became of it.</summary>
internal sealed record LimitVersion(
    string Id,
    int Version,
    string Author,
    DateTimeOffset? At,
    string Reason,
    string? Parent,
    int Edits,
    int Motors,
    string Statement,
    string State,
    bool IsInForce,
    DateTimeOffset? InForceSince,
    bool? HasPassedGate,
    ImmutableArray<GateItem> Gate)
{
    /// <summary>Makes it.</summary>
    /// <param name="version">What became of it.</param>
    /// <param name="baseline">The baseline.</param>
    public static LimitVersion Of(ModelVersion version, Baseline baseline)
    {
        LimitRevision revision = baseline.Limits.Revision;
        ModelEvent made = version.Events[0];
        return new LimitVersion(
            version.Id,
            revision.Version,
            revision.Author.Length > 0 ? revision.Author : made.Author,
            revision.At ?? made.At,
            revision.Reason.Length > 0 ? revision.Reason : made.Note,
            revision.ParentHash.Length > 0 ? $"{baseline.PartType}-{revision.ParentHash[..12]}" : null,
            baseline.Limits.Edits.Length,
            baseline.Motors,
            baseline.Statement,
            version.State,
            version.IsInForce,
            version.InForceSince,
            version.LastGate?.IsPassed,
            version.LastGate?.Items ?? []);
    }
}
