using System.Collections.Immutable;
using Bench.Results;

namespace Bench.Upkeep;

/// <summary>Deletes recordings by a policy. Each deletion is in the database before the file is gone.</summary>
internal sealed class Retention(DataFolder folder, ResultStore store)
{
    /// <summary>What a policy would delete now.</summary>
    public RetentionPlan Plan(RetentionPolicy policy, DateTimeOffset now) => RetentionPlan.Make(
        policy,
        [
            .. store.Recordings()
                .Where(r => r.DeletedAt is null)
                .Select(r => (Recording: r, File: new FileInfo(PathOf(r))))
                .Where(r => r.File.Exists)
                .Select(r => (r.Recording, r.File.Length)),
        ],
        now);

    /// <summary>Deletes what a plan says, and what an earlier call noted and could not delete for a kill.</summary>
    /// <returns>What could not be deleted, one sentence each; it stays in place and in the database.</returns>
    public ImmutableArray<string> Execute(RetentionPlan plan, CancellationToken cancel)
    {
        List<string> failures = [];
        foreach (StoredRecording left in store.Recordings().Where(r => r.DeletedAt is not null))
        {
            File.Delete(PathOf(left));
        }

        foreach (DoomedRecording doomed in plan.Doomed)
        {
            cancel.ThrowIfCancellationRequested();
            store.NoteDeleted(doomed.Recording.Id, doomed.Bytes, doomed.Reason);
            try
            {
                File.Delete(PathOf(doomed.Recording));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                store.ForgetDeletion(doomed.Recording.Id);
                failures.Add($"{doomed.Recording.Recording} cannot be deleted: {e.Message}");
            }
        }

        return [.. failures];
    }

    private string PathOf(StoredRecording recording) => Path.Combine(folder.Root, recording.Recording);
}
