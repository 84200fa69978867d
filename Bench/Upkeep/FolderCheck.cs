using System.Collections.Immutable;
using Bench.Recordings;
using Bench.Recordings.Archive;
using Bench.Results;

namespace Bench.Upkeep;

/// <summary>Compares what a data folder holds with what its database says of it.</summary>
internal sealed class FolderCheck(DataFolder folder, ResultStore store)
{
    private readonly List<FolderProblem> _problems = [];
    /// <summary>
    /// Checks the database, every recording (several at a time) and every baseline that judged.
    /// </summary>
    public FolderReport Run(CancellationToken cancel)
    {
        foreach (string fault in store.CheckIntegrity())
        {
            _problems.Add(new FolderProblem("database", Path.GetFileName(folder.Database), fault));
        }

        ImmutableArray<StoredRecording> recordings = store.Recordings();
        StoredRecording[] finished = [.. recordings.Where(r => r.Verdict is not null)];
        FolderProblem?[] problems = new FolderProblem?[finished.Length];
        Parallel.For(
            0,
            finished.Length,
            new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = Environment.ProcessorCount },
            i => problems[i] = Check(finished[i]));
        _problems.AddRange(problems.OfType<FolderProblem>());
        int deleted = finished.Count(r => r.DeletedAt is not null);
        int sound = finished.Where((r, i) => r.DeletedAt is null && problems[i] is null).Count();
        CheckUnknown(recordings);
        CheckBaselines(recordings);
        return new FolderReport(sound, deleted, [.. _problems]);
    }

    private FolderProblem? Check(StoredRecording recording)
    {
        string path = Path.Combine(folder.Root, recording.Recording);
        bool isThere = File.Exists(path);
        if (recording.DeletedAt is not null)
        {
            return isThere
                ? Problem("not-deleted", recording, $"was noted as deleted at {recording.DeletedAt}, but is there")
                : null;
        }

        if (!isThere)
        {
            return Problem("missing", recording, $"of {recording.SerialNumber} is missing");
        }

        try
        {
            return CheckContent(recording, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or RecordingException)
        {
            return Problem("unreadable", recording, $"cannot be read: {e.Message}");
        }
    }

    private static FolderProblem? CheckContent(StoredRecording recording, string path)
    {
        if (recording.Hash.Length == 0)
        {
            return Problem("unsealed", recording, "has no stored SHA-256: the next bench run adds it");
        }

        string hash = RecordingArchive.HashOf(path);
        if (hash == recording.Hash || hash == recording.ArchiveHash)
        {
            return null;
        }

        using RecordingReader reader = RecordingReader.Open(path);
        return reader.IsCutOff
            ? Problem(
                "truncated",
                recording,
                $"of {recording.SerialNumber} is cut off after {new FileInfo(path).Length} bytes")
            : Problem(
                "altered", recording, $"of {recording.SerialNumber} was altered: its SHA-256 is not the stored one");
    }

    private void CheckUnknown(ImmutableArray<StoredRecording> recordings)
    {
        HashSet<string> known = [.. recordings.Select(r => Path.GetFullPath(Path.Combine(folder.Root, r.Recording)))];
        foreach (string path in Directory
            .EnumerateFiles(folder.Recordings, "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Where(path => !known.Contains(path)))
        {
            string name = Path.GetRelativePath(folder.Root, path).Replace('\\', '/');
            _problems.Add(new FolderProblem("unknown", name, "belongs to no test in the database"));
        }
    }

    private void CheckBaselines(ImmutableArray<StoredRecording> recordings)
    {
        foreach (string id in recordings.Select(r => r.BaselineId).Where(id => id.Length > 0).Distinct().Order())
        {
            if (!File.Exists(Path.Combine(folder.Baselines, Path.GetFileName(id) + ".json")))
            {
                _problems.Add(new FolderProblem(
                    "baseline-missing", id, "judged motors and is not in the folder: they cannot be replayed"));
            }
        }
    }

    private static FolderProblem Problem(string kind, StoredRecording recording, string text) =>
        new(kind, recording.Recording, text);
}

/// <summary>What a check of a data folder found.</summary>
/// <param name="Sound">Recordings that are what was recorded.</param>
/// <param name="Deleted">Recordings that were deleted on purpose.</param>
/// <param name="Problems">What is wrong.</param>
internal sealed record FolderReport(int Sound, int Deleted, ImmutableArray<FolderProblem> Problems);

/// <summary>One thing that is wrong with a data folder.</summary>
/// <param name="Kind">Stable word for scripts, such as "missing".</param>
/// <param name="Subject">The file or baseline.</param>
/// <param name="Text">What is wrong with it, as the rest of a sentence.</param>
internal sealed record FolderProblem(string Kind, string Subject, string Text);
