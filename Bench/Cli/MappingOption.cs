using Bench.Recipes;
using Bench.Recordings.Mapping;

namespace Bench.Cli;

/// <summary>How <c>--mapping</c> and <c>--part-type</c> go together.</summary>
internal static class MappingOption
{
    /// <summary>Reads the mapping, or null where none is given.</summary>
    public static RecordingMapping? Load(string? path) => path is null ? null : RecordingMappingFile.Load(path);

    /// <summary>The part type that was asked for, else the one the mapping names beside itself, else 7DL.</summary>
    public static Recipe LoadRecipe(string partType, RecordingMapping? mapping)
    {
        if (partType.Length > 0 || mapping is null)
        {
            return Recipe.Load(partType.Length > 0 ? partType : "7DL");
        }

        string beside = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(mapping.Path)) ?? "", mapping.PartType);
        return Recipe.Load(File.Exists(beside) ? beside : mapping.PartType);
    }
}
