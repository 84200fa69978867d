using System.Collections.Immutable;
using Bench.Recordings;
using Bench.Recordings.Archive;
using Bench.Results;

namespace Bench.Upkeep;

/// <summary>
/// Deletes and compresses recordings by a policy. Each deletion and each archive is in the database before the file
/// changes, so that a kill in between leaves nothing that <c>bench verify</c> does not know.
/// </summary>
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

    /// <summary>
    /// Deletes and compresses what a plan says, and what an earlier call noted and could not do for a kill.
    /// </summary>
    /// <returns>What could not be done, one sentence each; it stays in place and in the database.</returns>
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

        Archive(plan, failures, cancel);
        return [.. failures];
    }

    private void Archive(RetentionPlan plan, List<string> failures, CancellationToken cancel)
    {
        foreach (StoredRecording left in store.Recordings().Where(r => r is { ArchiveHash: not null, DeletedAt: null }))
        {
            RecordingArchive.Resume(PathOf(left), left.ArchiveHash!);
        }

        foreach (StoredRecording recording in plan.ToCompress)
        {
            cancel.ThrowIfCancellationRequested();
            try
            {
                Archive(recording, PathOf(recording), cancel);
            }
            catch (Exception e) when (e is RecordingException or IOException or UnauthorizedAccessException)
            {
                failures.Add($"{recording.Recording} cannot be compressed: {e.Message}");
            }
        }
    }

    private void Archive(StoredRecording recording, string path, CancellationToken cancel)
    {
        // What was altered must not become an archive that looks sound.
        if (RecordingArchive.HashOf(path) != recording.Hash)
        {
            throw new RecordingException("it is not what was stored (bench verify).");
        }

        if (RecordingArchive.Write(path, cancel) is not WrittenArchive archive)
        {
            return;
        }

        store.NoteArchived(recording.Id, archive.Hash, archive.Bytes, new FileInfo(path).Length);
        try
        {
            RecordingArchive.Replace(path, archive);
        }
        catch (RecordingException)
        {
            store.ForgetArchive(recording.Id);
            throw;
        }
    }

    private string PathOf(StoredRecording recording) => Path.Combine(folder.Root, recording.Recording);
}
