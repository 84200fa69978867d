using Bench.Tests.Shared;

namespace Bench.Repository.Tests;

/// <summary>The files of this checkout, without what is built or downloaded.</summary>
internal static class Checkout
{
    private static readonly string[] s_generated = ["bin", "obj", ".git", "node_modules", "TestResults", ".vs"];

    /// <summary>Paths relative to the root, with forward slashes, of all files that end so.</summary>
    public static IEnumerable<string> Files(params string[] endings) =>
        Below(SharedData.RepositoryRoot)
            .Where(path => endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal)))
            .Select(path => Path.GetRelativePath(SharedData.RepositoryRoot, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    public static string FullPath(string relativePath) => Path.Combine(SharedData.RepositoryRoot, relativePath);

    public static string Text(string relativePath) => File.ReadAllText(FullPath(relativePath));

    private static IEnumerable<string> Below(string folder)
    {
        foreach (string file in Directory.EnumerateFiles(folder))
        {
            yield return file;
        }

        foreach (string child in Directory.EnumerateDirectories(folder))
        {
            if (!s_generated.Contains(Path.GetFileName(child)))
            {
                foreach (string file in Below(child))
                {
                    yield return file;
                }
            }
        }
    }
}
