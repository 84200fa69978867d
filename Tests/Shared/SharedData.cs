using System.Runtime.CompilerServices;

namespace Bench.Tests.Shared;

/// <summary>
/// Where reference vectors and recordings made by others are found. They are not part of the project: a test that
/// needs one is skipped, with the reason, where they are absent.
/// </summary>
public static class SharedData
{
    /// <summary>The folder of this checkout.</summary>
    public static string RepositoryRoot { get; } = Path.GetFullPath(Path.Combine(ThisFolder(), "..", ".."));

    private static string Root { get; } =
        Environment.GetEnvironmentVariable("BENCH_SHARED")
        ?? Path.GetFullPath(Path.Combine(RepositoryRoot, "..", "shared"));

    /// <summary>Full path of a file or folder below the shared folder, or null where it is absent.</summary>
    public static string? Find(string relativePath)
    {
        string path = Path.Combine(Root, relativePath);
        return File.Exists(path) || Directory.Exists(path) ? path : null;
    }

    private static string ThisFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
