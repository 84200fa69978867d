using System.Collections.Immutable;
using Bench.Models;
using Bench.Models.Limits;

namespace Bench.Web.Limits;

/// <summary>What somebody has changed in the editor and not saved.</summary>
/// <param name="Base">Id of the baseline that was edited; it may be one that was learned again and not saved.</param>
/// <param name="Stretches">Stretches set by hand, in their order.</param>
/// <param name="TakenBack">Which of the base's stretches no longer hold: their places in its list, from 0 on.</param>
internal sealed record LimitDraft(
    string Base, ImmutableArray<LimitStretch> Stretches, ImmutableArray<int> TakenBack)
{
    private const int MostStretches = 5000;

    /// <summary>Whether nothing was changed.</summary>
    public bool IsEmpty => Stretches.IsDefaultOrEmpty && TakenBack.IsDefaultOrEmpty;

    /// <summary>The base with these changes, signed.</summary>
    /// <exception cref="FormatException">A change does not fit: the message says which and why.</exception>
    public Baseline ApplyTo(Baseline baseline, string author, DateTimeOffset at, string reason)
    {
        if (Stretches.Length > MostStretches)
        {
            throw new FormatException($"{Stretches.Length} stretches, expected {MostStretches} at most.");
        }

        LimitRevision revision = baseline.NextRevision(author, at, reason);
        LimitSet limits = baseline.Limits;
        try
        {
            foreach (LimitEdit edit in TakenBack.Distinct().Select(place => EditAt(baseline, place)).ToArray())
            {
                limits = limits.Without(revision, edit);
            }

            return baseline.With(limits.With(
                revision, [.. Stretches.Select(stretch => stretch.ToEdit(author, at, reason))]));
        }
        catch (ArgumentException e)
        {
            throw new FormatException(e.Message, e);
        }
    }

    private static LimitEdit EditAt(Baseline baseline, int place) =>
        place >= 0 && place < baseline.Limits.Edits.Length
            ? baseline.Limits.Edits[place]
            : throw new FormatException(
                $"takenBack has {place}, expected places in a list of {baseline.Limits.Edits.Length}.");
}

/// <summary>A stretch of a limit as the editor sends it.</summary>
/// <param name="Curve">Key of the curve.</param>
/// <param name="Side">"above" or "below".</param>
/// <param name="From">First position.</param>
/// <param name="To">Last position.</param>
/// <param name="Value">The limit at the first position, in the curve's unit.</param>
/// <param name="EndValue">The limit at the last position; null where it is the same.</param>
internal sealed record LimitStretch(
    string Curve, LimitSide Side, double From, double To, double Value, double? EndValue = null)
{
    /// <summary>The stretch, signed.</summary>
    public LimitEdit ToEdit(string author, DateTimeOffset at, string reason) => new()
    {
        Curve = Curve,
        Side = Side,
        From = From,
        To = To,
        Value = Value,
        EndValue = EndValue,
        Author = author,
        At = at,
        Reason = reason,
    };
}
