using System.Globalization;
using Bench.Tests.Shared;

namespace Bench.Analysis.Tests.Psychoacoustics;

/// <summary>A table of numbers below one line of names, from the shared folder.</summary>
internal static class VectorTable
{
    /// <summary>The rows, or a skipped test where the file is absent.</summary>
    public static double[][] Read(string relativePath)
    {
        string? path = SharedData.Find(relativePath);
        Assert.SkipUnless(path is not null, $"needs {relativePath}");
        return [.. File.ReadLines(path).Skip(1).Select(line => Array.ConvertAll(line.Split(','), Number))];
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
