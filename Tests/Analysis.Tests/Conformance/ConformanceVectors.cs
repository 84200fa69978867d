using System.Text.Json;
using Bench.Tests.Shared;

namespace Bench.Analysis.Tests.Conformance;

/// <summary>
/// The reference vectors of one section. Where the whole folder is absent the tests that need it are skipped; where it
/// is there and a file is not, they fail: a vector never vanishes from the report.
/// </summary>
internal sealed class ConformanceVectors
{
    /// <summary>The folder of all vectors within the shared one.</summary>
    public const string Folder = "reference/vectors/";

    private readonly SortedSet<string> _used = new(StringComparer.Ordinal);

    /// <summary>The files that were read, relative to the folder.</summary>
    public IEnumerable<string> Used => _used;

    /// <summary>All files of the folder but the notes of their origin, or a skipped test.</summary>
    public static IEnumerable<string> All()
    {
        string root = Root();
        return Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(root, path).Replace('\\', '/'))
            .Where(path => !path.EndsWith(".md", StringComparison.Ordinal));
    }

    /// <summary>A file for the readers that take paths of the shared folder.</summary>
    public string this[string file]
    {
        get
        {
            Assert.True(File.Exists(Path.Combine(Root(), file)), $"{file} is missing from the vectors: no report");
            _used.Add(file);
            return Folder + file;
        }
    }

    /// <summary>The lines of a table below its names, cut at the commas.</summary>
    public string[][] Rows(string file) =>
        [.. File.ReadLines(FullPath(file)).Skip(1).Select(line => line.Split(','))];

    /// <summary>A JSON file.</summary>
    public JsonElement Json(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(FullPath(file)));
        return document.RootElement.Clone();
    }

    /// <summary>Where a file is.</summary>
    public string FullPath(string file) => SharedData.Find(this[file])!;

    private static string Root()
    {
        string? root = SharedData.Find(Folder);
        Assert.SkipUnless(root is not null, "needs the shared reference vectors");
        return root;
    }
}
