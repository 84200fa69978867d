using System.Collections.Immutable;
using Bench.Recipes;
using Bench.Recordings.Mapping;
using Bench.Testing;
using Spectre.Console;

namespace Bench.Cli;

/// <summary>Measures files with a moving bar where somebody watches.</summary>
internal static class MeasuredFiles
{
    /// <summary>Measures all motors of the given files and folders.</summary>
    public static async Task<ImmutableArray<RecordedMotor>> ReadAsync(
        string what, Recipe recipe, string[] paths, RecordingMapping? mapping, CancellationToken cancel)
    {
        ImmutableArray<string> files = RecordedMotors.Find(paths, mapping);
        if (!Terminal.IsInteractive)
        {
            return await RecordedMotors.MeasureAsync(recipe, files, mapping, progress: null, cancel)
                .ConfigureAwait(false);
        }

        return await Terminal.Out.Progress().StartAsync(context =>
        {
            ProgressTask task = context.AddTask($"{what}: {files.Length} recordings", maxValue: files.Length);
            return RecordedMotors.MeasureAsync(recipe, files, mapping, new CountProgress(task), cancel);
        }).ConfigureAwait(false);
    }
}

/// <summary>Moves a bar to a count.</summary>
internal sealed class CountProgress(ProgressTask task) : IProgress<int>
{
    /// <inheritdoc/>
    public void Report(int value) => task.Value = value;
}
