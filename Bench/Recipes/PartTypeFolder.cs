using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Bench.Results;

namespace Bench.Recipes;

/// <summary>
/// Revisions of part types that were saved on this bench: one file each in the data folder, such as 7DL.2.json, never
/// overwritten. Of a file given at the start and those kept here, the highest revision is tested by.
/// </summary>
internal static class PartTypeFolder
{
    /// <summary>The revision to test by: the newest kept, or the given one where that is newer.</summary>
    public static Recipe Newest(DataFolder folder, Recipe given)
    {
        int newest = Revisions(folder, given.PartType.Name).LastOrDefault();
        return newest >= given.PartType.Revision ? Load(folder, given.PartType.Name, newest) : given;
    }

    /// <summary>Revisions kept of a part type, lowest first.</summary>
    public static ImmutableArray<int> Revisions(DataFolder folder, string partType) =>
    [
        .. Directory.EnumerateFiles(folder.PartTypes, partType + ".*.json")
            .Select(file => Path.GetFileNameWithoutExtension(file)[(partType.Length + 1)..])
            .Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int n) ? n : 0)
            .Where(revision => revision > 0)
            .Order(),
    ];

    /// <summary>A revision that is kept.</summary>
    /// <exception cref="FileNotFoundException">It is not.</exception>
    /// <exception cref="FormatException">The file was changed to something invalid.</exception>
    public static Recipe Load(DataFolder folder, string partType, int revision) =>
        Recipe.Load(PathOf(folder, partType, revision));

    /// <summary>Keeps a revision.</summary>
    /// <exception cref="IOException">It is kept already, or cannot be written.</exception>
    public static void Save(DataFolder folder, Recipe recipe)
    {
        string path = PathOf(folder, recipe.PartType.Name, recipe.PartType.Revision);
        string partial = path + ".partial";
        using (FileStream stream = File.Create(partial))
        {
            stream.Write(Encoding.UTF8.GetBytes(recipe.Text));
            stream.Flush(flushToDisk: true);
        }

        File.Move(partial, path, overwrite: false);
    }

    private static string PathOf(DataFolder folder, string partType, int revision) => Path.Combine(
        folder.PartTypes, string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(partType)}.{revision}.json"));
}
