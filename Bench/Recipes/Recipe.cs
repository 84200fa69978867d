using System.Collections.Immutable;
using System.Text;
using Bench.Analysis.Metrics;
using Bench.Analysis.PartTypes;

namespace Bench.Recipes;

/// <summary>A part type made ready to run: parsed, validated, planned, and named by the hash of its file.</summary>
internal sealed class Recipe
{
    private const long MostBytes = 4 << 20;

    private Recipe(PartType partType, string text, string hash)
    {
        PartType = partType;
        Text = text;
        Hash = hash;
        Analyzer = new RecipeAnalyzer(partType);
        Signals = [.. partType.Channels.Select(c => c.Signal.Length > 0 ? c.Signal : c.Id)];
    }

    /// <summary>The part type.</summary>
    public PartType PartType { get; }

    /// <summary>The file as it was read; it is kept with every result.</summary>
    public string Text { get; }

    /// <summary>SHA-256 of the file.</summary>
    public string Hash { get; }

    /// <summary>The planned analyses.</summary>
    public RecipeAnalyzer Analyzer { get; }

    /// <summary>Names of the device's signals, in the order of the part type's channels.</summary>
    public ImmutableArray<string> Signals { get; }

    /// <summary>Reads a part type by its name (one of those that come with the program) or by its file.</summary>
    /// <exception cref="FormatException">The file is not a valid part type.</exception>
    /// <exception cref="FileNotFoundException">There is no such part type.</exception>
    public static Recipe Load(string nameOrPath)
    {
        string path = File.Exists(nameOrPath) ? nameOrPath : Path.Combine(Folder, nameOrPath + ".json");
        if (!File.Exists(path))
        {
            throw new FileNotFoundException(
                $"There is no part type \"{nameOrPath}\": expected a file, or one of {string.Join(", ", Names())}.");
        }

        FileInfo file = new(path);
        if (file.Length > MostBytes)
        {
            throw new FormatException($"{path} has {file.Length} bytes, a part type has at most {MostBytes}.");
        }

        return Parse(File.ReadAllBytes(path), Path.GetFileName(path));
    }

    /// <summary>Makes a recipe ready that is kept with the results.</summary>
    /// <exception cref="FormatException">The text is not of that hash, or not valid for this program.</exception>
    public static Recipe FromText(string text, string hash)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return PartTypeFile.HashOf(bytes) == hash
            ? Parse(bytes, $"recipe {hash[..12]}")
            : throw new FormatException($"The stored recipe {hash[..12]} does not match its SHA-256: it was changed.");
    }

    /// <summary>Names of the part types that come with the program.</summary>
    public static ImmutableArray<string> Names() => Directory.Exists(Folder)
        ? [.. Directory.EnumerateFiles(Folder, "*.json")
            .Select(f => Path.GetFileNameWithoutExtension(f))
            .Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Makes a recipe ready from a file's bytes.</summary>
    /// <exception cref="FormatException">They are not a valid part type: the message names path and reason.</exception>
    public static Recipe Parse(byte[] bytes, string source)
    {
        PartType partType = PartTypeFile.Parse(bytes, source);
        try
        {
            return new Recipe(partType, Encoding.UTF8.GetString(bytes), PartTypeFile.HashOf(bytes));
        }
        catch (ArgumentException e)
        {
            throw new FormatException($"{source}: {e.Message}", e);
        }
    }

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "PartTypes");
}
