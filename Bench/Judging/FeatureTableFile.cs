using System.Collections.Immutable;
using Bench.Analysis.Metrics;
using Bench.Models.Evaluation;
using Bench.Models.Features;
using Bench.Models.Files;
using Bench.Models.Training;
using Bench.Recipes;

namespace Bench.Judging;

/// <summary>Feature tables on disk; the file's extension, .npz or .csv, says which kind.</summary>
internal static class FeatureTableFile
{
    private const string Text = ".CSV";
    private const string Archive = ".NPZ";

    /// <summary>Writes a table.</summary>
    /// <exception cref="FormatException">Another extension.</exception>
    public static void Save(FeatureTable table, string path)
    {
        bool isText = IsText(path);
        using FileStream stream = File.Create(path);
        if (isText)
        {
            using StreamWriter writer = new(stream);
            FeatureCsv.Save(table, writer);
        }
        else
        {
            FeatureNpz.Save(table, stream);
        }
    }

    /// <summary>Reads a table, and requires that it belongs to a definition where one is given.</summary>
    /// <param name="path">The file.</param>
    /// <param name="definition">What the columns must be; a CSV file cannot be read without.</param>
    /// <exception cref="FormatException">Damaged, foreign, or of another definition.</exception>
    public static FeatureTable Load(string path, MeasurementDefinition definition)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"{path} does not exist.");
        }

        using FileStream stream = File.OpenRead(path);
        string name = Path.GetFileName(path);
        if (IsText(path))
        {
            using StreamReader reader = new(stream);
            return FeatureCsv.Load(reader, name, definition);
        }

        FeatureTable table = FeatureNpz.Load(stream, name);
        return table.Definition.Hash == definition.Hash
            ? table
            : throw new FormatException(
                $"{name}: its features are of definition {table.Definition.Hash[..12]}, expected "
                + $"{definition.Hash[..12]}: they were measured by another recipe.");
    }

    /// <summary>The motors of a table that are labelled good, to learn from.</summary>
    /// <exception cref="FormatException">As for reading; or none is labelled good.</exception>
    public static ImmutableArray<GoodMotor> GoodMotors(string path, Recipe recipe)
    {
        FeatureTable table = Load(path, recipe.Analyzer.Definition);
        ImmutableArray<GoodMotor> motors =
        [
            .. table.Motors.Where(motor => motor.Label == ModelEvaluation.GoodLabel).Select(motor => motor.AsGood()),
        ];
        return motors.Length > 0
            ? motors
            : throw new FormatException(
                $"{Path.GetFileName(path)}: none of {table.Motors.Length} motors has the label "
                + $"\"{ModelEvaluation.GoodLabel}\".");
    }

    private static bool IsText(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        Text => true,
        Archive => false,
        _ => throw new FormatException($"{path}: the name ends neither with .npz nor with .csv."),
    };
}
