using Bench.Results;

namespace Bench.Upkeep;

/// <summary>Notes in the database that a recording stands in another place too.</summary>
internal static class ExportNote
{
    /// <summary>Notes it.</summary>
    /// <returns>False where the file is no recording of a test of this folder.</returns>
    /// <exception cref="IOException">It could not be written.</exception>
    public static bool Put(DataFolder folder, ResultStore store, string recording, string place)
    {
        string path = Path.GetFullPath(recording);
        StoredRecording? stored = store.Recordings()
            .LastOrDefault(r => Path.GetFullPath(Path.Combine(folder.Root, r.Recording)) == path);
        if (stored is null)
        {
            return false;
        }

        store.NoteExported(stored.Id, place);
        return true;
    }
}
