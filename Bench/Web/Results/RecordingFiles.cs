using Bench.Results;

namespace Bench.Web.Results;

/// <summary>Where recordings are; nothing outside of their folder is ever opened, whatever the database says.</summary>
internal static class RecordingFiles
{
    /// <summary>Full path of a test's recording, which may be gone.</summary>
    /// <exception cref="InvalidDataException">The stored path leaves the folder.</exception>
    public static string PathOf(DataFolder folder, StoredRun run)
    {
        string path = Path.GetFullPath(Path.Combine(folder.Root, run.Recording));
        return path.StartsWith(folder.Recordings + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw new InvalidDataException($"The recording of test {run.Id} is not in the data folder.");
    }

    /// <summary>Full path of a test's recording, which is there.</summary>
    /// <exception cref="FileNotFoundException">It was deleted.</exception>
    public static string Existing(DataFolder folder, StoredRun run)
    {
        string path = PathOf(folder, run);
        return File.Exists(path)
            ? path
            : throw new FileNotFoundException("The recording of this test was deleted; its values are kept.");
    }
}
