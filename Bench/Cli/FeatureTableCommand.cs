using System.Collections.Immutable;
using System.CommandLine;
using Bench.Judging;
using Bench.Models.Evaluation;
using Bench.Models.Features;
using Bench.Models.Verdicts;
using Bench.Recipes;
using Bench.Recordings.Mapping;
using Bench.Results;
using Bench.Testing;

namespace Bench.Cli;

/// <summary>
/// <c>bench features export</c> and <c>check</c>: one vector per motor to NumPy or CSV, and whether a file that comes
/// back can be used.
/// </summary>
internal static class FeatureTableCommand
{
    /// <summary>Makes <c>export</c>.</summary>
    public static Command CreateExport()
    {
        Argument<string[]> paths = new("recordings")
        {
            Description = "Recordings: files or folders; the stored results where none is given",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Option<string> output = new("--output", "-o")
        {
            Description = "File to write: .npz (NumPy with metadata) or .csv",
            Required = true,
            HelpName = "file",
        };
        Option<string> label = new("--label")
        {
            Description =
                "What is known of these motors, such as good or bearing-outer; stored results: good where passed",
            DefaultValueFactory = _ => "",
            HelpName = "text",
        };
        Option<string> partType = CommonOptions.PartType("");
        Option<string?> mapping = CommonOptions.Mapping();
        Option<string> data = CommonOptions.Data();
        Command command = new("export", "Write the features of motors to a file for notebooks")
        {
            paths,
            output,
            label,
            partType,
            mapping,
            data,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            RecordingMapping? map = MappingOption.Load(parsed.GetValue(mapping));
            Recipe recipe = MappingOption.LoadRecipe(parsed.GetRequiredValue(partType), map);
            string[] files = parsed.GetRequiredValue(paths);
            string known = parsed.GetRequiredValue(label);
            ImmutableArray<MotorFeatures> motors = files.Length > 0
                ? await FromRecordingsAsync(recipe, files, map, known, cancel).ConfigureAwait(false)
                : FromResults(recipe, StoredResults.Folder(parsed.GetRequiredValue(data)), known);
            string path = parsed.GetRequiredValue(output);
            FeatureTableFile.Save(new FeatureTable(recipe.PartType.Name, recipe.Analyzer.Definition, motors), path);
            Terminal.Plain(
                $"{motors.Length} motors with {recipe.Analyzer.Definition.Length} features each in {path}");
            return ExitCode.Pass;
        });
        return command;
    }

    /// <summary>Makes <c>check</c>.</summary>
    public static Command CreateCheck()
    {
        Argument<string> file = new("file") { Description = "A feature table, .npz or .csv" };
        Option<string> partType = CommonOptions.PartType("7DL");
        Command command = new("check", "Say whether a feature table can be used with a part type") { file, partType };
        command.SetAction(parsed =>
        {
            Recipe recipe = Recipe.Load(parsed.GetRequiredValue(partType));
            FeatureTable table = FeatureTableFile.Load(parsed.GetRequiredValue(file), recipe.Analyzer.Definition);
            string labels = string.Join(", ", table.Motors
                .GroupBy(motor => motor.Label, StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => $"{group.Count()} {(group.Key.Length > 0 ? group.Key : "without label")}"));
            Terminal.Plain(
                $"{table.Motors.Length} motors of {table.PartType} with {table.Definition.Length} features each: "
                + labels);
            return ExitCode.Pass;
        });
        return command;
    }

    private static async Task<ImmutableArray<MotorFeatures>> FromRecordingsAsync(
        Recipe recipe, string[] files, RecordingMapping? mapping, string label, CancellationToken cancel)
    {
        ImmutableArray<RecordedMotor> motors =
            await MeasuredFiles.ReadAsync("Measuring", recipe, files, mapping, cancel).ConfigureAwait(false);
        RecordedMotor[] faulty = [.. motors.Where(motor => motor.Measurement is null || !motor.Faults.IsEmpty)];
        foreach (RecordedMotor motor in faulty)
        {
            Terminal.Note($"{motor.SerialNumber} is left out: {motor.Faults.FirstOrDefault()?.Text}");
        }

        return
        [
            .. motors.Except(faulty).Select(motor =>
                new MotorFeatures(motor.SerialNumber, motor.Group, motor.Measurement!)
                {
                    Origin = motor.Origin,
                    Label = label,
                }),
        ];
    }

    private static ImmutableArray<MotorFeatures> FromResults(Recipe recipe, DataFolder folder, string label)
    {
        using ResultStore store = ResultStore.Open(folder, TimeProvider.System);
        return
        [
            .. store.Measurements(recipe.Hash, recipe.Analyzer.Definition)
                .Where(motor => motor.Verdict != Verdict.Invalid || motor.Code == CheckFinding.NoBaselineCode)
                .Select(motor => new MotorFeatures(
                    motor.SerialNumber, $"{motor.Bench} {motor.StartedAt:yyyy-MM-dd}", motor.Measurement)
                {
                    Origin = motor.Origin,
                    Label = label.Length > 0 || motor.Verdict != Verdict.Pass ? label : ModelEvaluation.GoodLabel,
                }),
        ];
    }
}
