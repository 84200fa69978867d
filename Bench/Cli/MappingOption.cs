using Bench.Recipes;
using Bench.Recordings.Foreign;

namespace Bench.Cli;

/// <summary>How <c>--mapping</c> and <c>--part-type</c> go together.</summary>
internal static class MappingOption
{
    /// <summary>Reads the mapping, or null where none is given.</summary>
    public static RecordingMapping? Load(string? path) => path is null ? null : RecordingMapping.Load(path);

    /// <summary>The part type that was asked for, else the mapping's, else 7DL.</summary>
    public static Recipe LoadRecipe(string partType, RecordingMapping? mapping) =>
        Recipe.Load(partType.Length > 0 ? partType : mapping?.PartType ?? "7DL");
}
