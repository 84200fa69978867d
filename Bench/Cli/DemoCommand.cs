using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Bench.Demo;
using Bench.Judging;
using Bench.Models;
using Bench.Models.Training;
using Bench.Models.Verdicts;
using Bench.Recipes;
using Bench.Results;
using Bench.Samples.Simulation;
using Bench.Testing;
using Spectre.Console;

namespace Bench.Cli;

/// <summary>
/// <c>bench demo</c>: the whole chain on one screen. A virtual bench in a process of its own, limits learned from good
/// motors, a shift of motors with seeded defects and bench faults, a verdict table and a report.
/// </summary>
internal static class DemoCommand
{
    private const long LearnSeed = 20;
    private const long ShiftSeed = 21;
    private const int Lots = 8;

    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        Option<string> partType = CommonOptions.PartType("7DL");
        Option<string> output = new("--output", "-o")
        {
            Description = "Folder of the demo's results and report",
            DefaultValueFactory = _ => "bench-demo",
            HelpName = "folder",
        };
        Option<int> learn = new("--learn")
        {
            Description = "How many good motors to learn from",
            DefaultValueFactory = _ => 40,
        };
        Option<int> good = new("--good")
        {
            Description = "How many good motors the shift holds",
            DefaultValueFactory = _ => 8,
        };
        Command command = new("demo", "Show the whole chain on a virtual bench: learn, test a shift, report")
        {
            partType, output, learn, good,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            if (parsed.GetValue(learn) < 5 || parsed.GetValue(good) < 1)
            {
                throw new UsageException("--learn needs 5 or more, --good 1 or more.");
            }

            Recipe recipe = Recipe.Load(parsed.GetRequiredValue(partType));
            string folder = Path.Combine(parsed.GetRequiredValue(output), recipe.PartType.Name);
            return await RunAsync(
                recipe,
                parsed.GetRequiredValue(partType),
                folder,
                parsed.GetValue(learn),
                parsed.GetValue(good),
                cancel).ConfigureAwait(false);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        Recipe recipe, string partTypeArgument, string path, int learn, int good, CancellationToken cancel)
    {
        long began = Stopwatch.GetTimestamp();
        string description = Markup.Escape(recipe.PartType.Description);
        Terminal.Out.Write(new Rule($"[bold]Bench demo[/] · {recipe.PartType.Name}: {description}").LeftJustified());
        DataFolder folder = OpenFresh(path);
        using FileStream folderLock = folder.Lock();
        using ResultStore store = ResultStore.Open(folder, TimeProvider.System);
        using VirtualDevice device = await VirtualDevice.StartAsync(partTypeArgument, cancel).ConfigureAwait(false);
        Terminal.Out.MarkupLineInterpolated(
            $"Virtual bench: a process of its own, openDAQ streaming on {device.Endpoint}");

        Baseline baseline = Learn(recipe, learn, cancel);
        BaselineFolder.Activate(folder, baseline);
        Terminal.Out.MarkupLineInterpolated($"Baseline {baseline.Id}: {baseline.Statement}");
        Terminal.Out.WriteLine();

        TestSetup setup = new(recipe, baseline, folder, store, "virtual bench");
        Rehearsal.Run(setup);
        ImmutableArray<Specimen> shift = BenchShift.Shift(recipe.PartType, ShiftSeed, good);
        ImmutableArray<DemoOutcome> outcomes =
            await DemoShift.RunAsync(setup, shift, device, cancel).ConfigureAwait(false);
        string report = DemoReport.Write(setup, outcomes);
        PrintSummary(outcomes, report, Stopwatch.GetElapsedTime(began));
        return outcomes.All(o => o.IsAsSeeded) ? ExitCode.Pass : ExitCode.Fail;
    }

    private static Baseline Learn(Recipe recipe, int count, CancellationToken cancel)
    {
        ImmutableArray<Specimen> specimens = BenchShift.GoodMotors(recipe.PartType, LearnSeed, count);
        ImmutableArray<GoodMotor> motors = [];
        if (Terminal.IsInteractive)
        {
            Terminal.Out.Progress().Start(context =>
            {
                ProgressTask task = context.AddTask($"Learning from {count} good motors", maxValue: count);
                motors = SimulatedMotors.Measure(recipe, specimens, Lots, new CountProgress(task), cancel);
            });
        }
        else
        {
            Terminal.Out.MarkupLineInterpolated($"Learning from {count} good motors …");
            motors = SimulatedMotors.Measure(recipe, specimens, Lots, progress: null, cancel);
        }

        return BaselineTeachIn.Learn(recipe.PartType, recipe.Hash, motors, new TeachInOptions());
    }

    // Only a folder that an earlier demo made is emptied: nobody's results are taken for a demo's.
    private static DataFolder OpenFresh(string path)
    {
        string marker = Path.Combine(path, ".bench-demo");
        if (File.Exists(marker))
        {
            Directory.Delete(path, recursive: true);
        }
        else if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
        {
            throw new UsageException($"{path} holds files that no demo made: choose another --output folder.");
        }

        DataFolder folder = DataFolder.Open(path);
        File.WriteAllText(marker, "Made by bench demo, which empties this folder when it runs again.");
        return folder;
    }

    private static void PrintSummary(ImmutableArray<DemoOutcome> outcomes, string report, TimeSpan elapsed)
    {
        Table table = new Table().Border(TableBorder.Rounded)
            .AddColumns("serial number", "seeded", "verdict", "reason and instruction");
        foreach (DemoOutcome outcome in outcomes)
        {
            TestResult result = outcome.Outcome.Result;
            string instruction = result.Judgement.Findings is [Finding top, ..] && top.Instruction.Length > 0
                ? $"\n[grey]→ {Markup.Escape(top.Instruction)}[/]"
                : "";
            table.AddRow(
                Markup.Escape(result.SerialNumber.ToString()),
                Markup.Escape(outcome.Seeded),
                Terminal.Markup(result.Judgement.Verdict),
                Markup.Escape(result.TopReason) + instruction);
        }

        Terminal.Out.WriteLine();
        Terminal.Out.Write(table);
        int right = outcomes.Count(o => o.IsAsSeeded);
        string color = right == outcomes.Length ? "green" : "red";
        Terminal.Out.MarkupLine(string.Create(
            CultureInfo.InvariantCulture,
            $"[{color}]{right} of {outcomes.Length} verdicts as seeded[/], in {elapsed.TotalSeconds:0} s. "
            + $"Report: [bold]{Markup.Escape(report)}[/]"));
    }
}
