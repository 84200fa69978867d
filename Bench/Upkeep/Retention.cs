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
    public RetentionOutcome Execute(RetentionPlan plan, CancellationToken cancel)
    {
        List<string> failures = [];
        foreach (StoredRecording left in store.Recordings().Where(r => r.DeletedAt is not null))
        {
            _ = IsDeleted(left, failures);
        }

        List<DoomedRecording> deleted = [];
        foreach (DoomedRecording doomed in plan.Doomed)
        {
            cancel.ThrowIfCancellationRequested();
            store.NoteDeleted(doomed.Recording.Id, doomed.Bytes, doomed.Reason);
            if (IsDeleted(doomed.Recording, failures))
            {
                deleted.Add(doomed);
            }
            else
            {
                store.ForgetDeletion(doomed.Recording.Id);
            }
        }

        ImmutableArray<StoredRecording> compressed = Archive(plan, failures, cancel);
        return new RetentionOutcome([.. deleted], compressed, [.. failures]);
    }

    private bool IsDeleted(StoredRecording recording, List<string> failures)
    {
        try
        {
            File.Delete(PathOf(recording));
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            failures.Add($"{recording.Recording} cannot be deleted: {e.Message}");
            return false;
        }
    }

    private ImmutableArray<StoredRecording> Archive(
        RetentionPlan plan, List<string> failures, CancellationToken cancel)
    {
        foreach (StoredRecording left in store.Recordings().Where(r => r is { ArchiveHash: not null, DeletedAt: null }))
        {
            RecordingArchive.Resume(PathOf(left), left.ArchiveHash!);
        }

        List<StoredRecording> compressed = [];
        foreach (StoredRecording recording in plan.ToCompress)
        {
            cancel.ThrowIfCancellationRequested();
            try
            {
                if (IsArchived(recording, PathOf(recording), cancel))
                {
                    compressed.Add(recording);
                }
            }
            catch (Exception e) when (e is RecordingException or IOException or UnauthorizedAccessException)
            {
                failures.Add($"{recording.Recording} cannot be compressed: {e.Message}");
            }
        }

        return [.. compressed];
    }

    private bool IsArchived(StoredRecording recording, string path, CancellationToken cancel)
    {
        // What was altered must not become an archive that looks sound.
        if (RecordingArchive.HashOf(path) != recording.Hash)
        {
            throw new RecordingException("it is not what was stored (bench verify).");
        }

        if (RecordingArchive.Write(path, cancel) is not WrittenArchive archive)
        {
            return false;
        }

        store.NoteArchived(recording.Id, archive.Hash, archive.Bytes, new FileInfo(path).Length);
        try
        {
            RecordingArchive.Replace(path, archive);
            return true;
        }
        catch (RecordingException)
        {
            store.ForgetArchive(recording.Id);
            throw;
        }
    }

    private string PathOf(StoredRecording recording) => Path.Combine(folder.Root, recording.Recording);
}

/// <summary>What was done of a plan.</summary>
/// <param name="Deleted">What went.</param>
/// <param name="Compressed">What has its archive form now.</param>
/// <param name="Failures">What could not be done, one sentence each; it stays in place and in the database.</param>
internal sealed record RetentionOutcome(
    ImmutableArray<DoomedRecording> Deleted,
    ImmutableArray<StoredRecording> Compressed,
    ImmutableArray<string> Failures);
