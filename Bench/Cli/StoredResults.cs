using Bench.Results;

namespace Bench.Cli;

/// <summary>Opens a data folder that must hold results: a wrong --data is a mistake, not an empty history.</summary>
internal static class StoredResults
{
    /// <summary>The data folder.</summary>
    /// <exception cref="FileNotFoundException">There are no results in it.</exception>
    public static DataFolder Folder(string path) => File.Exists(Path.Combine(path, "results.db"))
        ? DataFolder.Open(path)
        : throw new FileNotFoundException($"There are no results in {path}: test a motor first, or choose --data.");
}
