using Bench.Models;
using Bench.Models.Files;
using Bench.Recipes;
using Bench.Results;

namespace Bench.Judging;

/// <summary>The learned baselines of a data folder: every version is kept, one per part type is in force.</summary>
internal static class BaselineFolder
{
    /// <summary>Saves a baseline and puts it in force for its part type.</summary>
    /// <returns>The file's path.</returns>
    public static string Activate(DataFolder folder, Baseline baseline)
    {
        string path = Save(folder, baseline);
        PutInForce(folder, baseline);
        return path;
    }

    /// <summary>Saves a baseline; which one is in force does not change.</summary>
    /// <returns>The file's path.</returns>
    public static string Save(DataFolder folder, Baseline baseline)
    {
        string path = Path.Combine(folder.Baselines, baseline.Id + ".json");
        if (baseline.SecondOpinion is { File: { IsEmpty: false } file } second)
        {
            WriteWhole(SecondFile(path, second.Engine), stream => stream.Write(file.AsSpan()));
        }

        WriteWhole(path, stream => BaselineFile.Save(baseline, stream));
        return path;
    }

    /// <summary>Puts a saved baseline in force for its part type.</summary>
    public static void PutInForce(DataFolder folder, Baseline baseline) =>
        WriteWhole(CurrentFile(folder, baseline.PartType), stream =>
        {
            using StreamWriter writer = new(stream, leaveOpen: true);
            writer.Write(baseline.Id);
        });

    /// <summary>The baseline in force for a recipe, or null where none was learned.</summary>
    /// <exception cref="FormatException">
    /// The file is damaged, or was learned with other analyses than the recipe's.
    /// </exception>
    public static Baseline? Current(DataFolder folder, Recipe recipe)
    {
        if (CurrentId(folder, recipe.PartType.Name) is not string id)
        {
            return null;
        }

        Baseline baseline = Load(folder, id);
        return baseline.DefinitionHash == recipe.Analyzer.Definition.Hash
            ? baseline
            : throw new FormatException(
                $"Baseline {baseline.Id} was learned with other analyses than {recipe.PartType.Name} revision "
                + $"{recipe.PartType.Revision} has now: learn again (bench learn).");
    }

    /// <summary>Id of the baseline in force for a part type; null where none was learned.</summary>
    public static string? CurrentId(DataFolder folder, string partType)
    {
        string current = CurrentFile(folder, partType);
        return File.Exists(current) ? File.ReadAllText(current).Trim() : null;
    }

    /// <summary>A baseline by its file or, of those that were learned in this folder, by its id.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="FormatException">The file is damaged.</exception>
    public static Baseline Load(DataFolder folder, string fileOrId)
    {
        string path = File.Exists(fileOrId)
            ? fileOrId
            : Path.Combine(folder.Baselines, Path.GetFileName(fileOrId) + ".json");
        if (!File.Exists(path))
        {
            throw new FileNotFoundException(
                $"There is no baseline \"{fileOrId}\": expected a file, or an id of a file in {folder.Baselines}.");
        }

        using FileStream stream = File.OpenRead(path);
        return WithSecond(BaselineFile.Load(stream, Path.GetFileName(path)), path);
    }

    // The engine never decides: a build without it, or a copy of the baseline alone, judges without its opinion.
    private static Baseline WithSecond(Baseline baseline, string path)
    {
        if (baseline.SecondOpinion is not { } second || AnomalyEngines.Known(second.Engine) is not { } engine)
        {
            return baseline;
        }

        string file = SecondFile(path, second.Engine);
        return File.Exists(file) ? baseline.With(engine, File.ReadAllBytes(file)) : baseline;
    }

    private static string SecondFile(string baselineFile, string engine) =>
        Path.ChangeExtension(baselineFile, $".{engine}.zip");

    private static string CurrentFile(DataFolder folder, string partType) =>
        Path.Combine(folder.Baselines, partType + ".current");

    // A kill in mid-write leaves the old file: the new one takes its name only when it is whole.
    private static void WriteWhole(string path, Action<Stream> write)
    {
        string partial = path + ".partial";
        using (FileStream stream = File.Create(partial))
        {
            write(stream);
            stream.Flush(flushToDisk: true);
        }

        File.Move(partial, path, overwrite: true);
    }
}
