using System.Collections.Immutable;
using System.Globalization;
using Bench.Results;

namespace Bench.Upkeep;

/// <summary>
/// Which recordings a policy deletes, in order: PASS before INVALID before FAIL, the oldest first; and which of those
/// that stay it compresses.
/// </summary>
/// <param name="Doomed">What goes.</param>
/// <param name="BytesLeft">Bytes of the recordings that stay.</param>
/// <param name="BytesTooMany">Bytes above the policy's size that it does not allow to delete.</param>
/// <param name="ToCompress">What is compressed, the oldest first.</param>
internal sealed record RetentionPlan(
    ImmutableArray<DoomedRecording> Doomed,
    long BytesLeft,
    long BytesTooMany,
    ImmutableArray<StoredRecording> ToCompress)
{
    private const double BytesPerGigabyte = 1e9;

    /// <summary>Makes the plan.</summary>
    /// <param name="policy">What may go.</param>
    /// <param name="recordings">The recordings that are there, with their sizes.</param>
    /// <param name="now">The present.</param>
    public static RetentionPlan Make(
        RetentionPolicy policy, ImmutableArray<(StoredRecording Recording, long Bytes)> recordings, DateTimeOffset now)
    {
        long left = recordings.Sum(r => r.Bytes);
        double allowed = policy.MaxSizeGigabytes * BytesPerGigabyte ?? double.PositiveInfinity;
        List<DoomedRecording> doomed = [];
        List<(StoredRecording Recording, long Bytes)> young = [];
        foreach ((StoredRecording recording, long bytes) in Candidates(policy, recordings))
        {
            double age = (now - StartOf(recording)).TotalDays;
            double most = policy.MaxAgeOf(recording.Verdict!.Value);
            if (age > most)
            {
                doomed.Add(new DoomedRecording(recording, bytes, Text($"older than {most} days")));
                left -= bytes;
            }
            else
            {
                young.Add((recording, bytes));
            }
        }

        foreach ((StoredRecording recording, long bytes) in young.TakeWhile(_ => left > allowed))
        {
            string reason = Text($"recordings take more than {policy.MaxSizeGigabytes} GB");
            doomed.Add(new DoomedRecording(recording, bytes, reason));
            left -= bytes;
        }

        HashSet<string> going = [.. doomed.Select(d => d.Recording.Id)];
        return new RetentionPlan(
            [.. doomed],
            left,
            left > allowed ? (long)(left - allowed) : 0,
            [
                .. recordings
                    .Select(r => r.Recording)
                    .Where(r => r is { Verdict: not null, ArchiveHash: null, Hash.Length: > 0 })
                    .Where(r => !going.Contains(r.Id))
                    .Where(r => (now - StartOf(r)).TotalDays > (policy.CompressAfterDays ?? double.PositiveInfinity))
                    .OrderBy(StartOf),
            ]);
    }

    private static IEnumerable<(StoredRecording Recording, long Bytes)> Candidates(
        RetentionPolicy policy, ImmutableArray<(StoredRecording Recording, long Bytes)> recordings) =>
        recordings
            .Where(r => r.Recording.Verdict is { } verdict && policy.Order.Contains(verdict))
            .Where(r => !policy.RequireExport || r.Recording.Exports > 0)
            .OrderBy(r => policy.Order.IndexOf(r.Recording.Verdict!.Value))
            .ThenBy(r => StartOf(r.Recording));

    private static DateTimeOffset StartOf(StoredRecording recording) => DateTimeOffset.Parse(
        recording.StartedAt, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A recording that goes.</summary>
/// <param name="Recording">The recording.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Reason">Why, as it is stored.</param>
internal sealed record DoomedRecording(StoredRecording Recording, long Bytes, string Reason);
