using Bench.Analysis.Metrics;
using Bench.Recipes;

namespace Bench.Benchmarks.Gate;

/// <summary>The chain: a whole recipe on one core and on two, and the memory that a long test takes.</summary>
internal static class RecipeRows
{
    private const double ChainGoal = 220;
    private const double MemoryGoalMebibytes = 64;
    private const double Mebibyte = 1 << 20;
    private const string RealTime = "× real time";

    // All buffers have their size after the cycle's run-up; from there on nothing may grow.
    private const int ShortSeconds = 30;
    private const int LongSeconds = 300;

    private static readonly TimeSpan s_length = TimeSpan.FromMilliseconds(2500);
    private static readonly TimeSpan s_slice = TimeSpan.FromMilliseconds(1);

    /// <summary>Measures and prints.</summary>
    public static void Write(GateTable table)
    {
        RecipeBenchmarks recipe = new();
        Race race = Race.Run([Contestant.OnThread("ours", () => recipe.WholeCycle())], s_length, s_slice);
        WriteRealTime(table, "recipe 7DL, all analyses", RealTime, recipe, race, Goal.AtLeast(ChainGoal));
        table.Write(
            "recipe 7DL, per block of 10 ms", "", "bytes allocated", Figure.Exact(recipe.AllocatedBytesPerBlock()),
            "0.#", Goal.AtMost(0, "0"));
        WriteTwoCores(table, recipe);
        WriteMemory(table);
    }

    // On the wall the second thread competes with whatever else runs; the processor time of the busier part says what
    // two free cores would give.
    private static void WriteTwoCores(GateTable table, RecipeBenchmarks recipe)
    {
        Race wall = Race.Run([Contestant.OnWall("ours", () => recipe.WholeCycleOnTwoCores())], s_length / 2, s_slice);
        WriteRealTime(table, "recipe 7DL on two cores", RealTime + ", wall clock", recipe, wall, Goal.None);
        Race first = Race.Run([Contestant.OnThread("ours", () => recipe.OnePart(0))], s_length / 2, s_slice);
        Race second = Race.Run([Contestant.OnThread("ours", () => recipe.OnePart(1))], s_length / 2, s_slice);
        Race busier = first.Seconds(0).Value > second.Seconds(0).Value ? first : second;
        WriteRealTime(table, "recipe 7DL on two cores", RealTime + ", the busier one", recipe, busier, Goal.None);
    }

    // What is reachable: the session with its plan, tables and results. The samples it is fed are there before.
    private static void WriteMemory(GateTable table)
    {
        RecipeBenchmarks samples = new(SixteenChannels.Load().PartType);
        Recipe endless = SixteenChannels.WithDwell(LongSeconds);
        double before = HeapMebibytes();
        double workingSet = Environment.WorkingSet / Mebibyte;
        using AnalysisSession session = new RecipeAnalyzer(endless.PartType).Start();
        samples.Feed(session, 0, ShortSeconds);
        double shortHeap = HeapMebibytes() - before;
        samples.Feed(session, ShortSeconds, LongSeconds);
        double longHeap = HeapMebibytes() - before;
        const string Subject = "16 channels at 102.4 kHz, analysis";
        table.Write(Subject, "", $"MiB held after {ShortSeconds} s", Figure.Exact(shortHeap), "0.0", Goal.None);
        table.Write(
            Subject, "", $"MiB held after {LongSeconds} s", Figure.Exact(longHeap), "0.0",
            Goal.AtMost(MemoryGoalMebibytes, "0"));
        table.Write(
            Subject, "", "MiB that the process grew by", Figure.Exact((Environment.WorkingSet / Mebibyte) - workingSet),
            "0.0", Goal.AtMost(MemoryGoalMebibytes, "0"));
        GC.KeepAlive(samples);
    }

    private static double HeapMebibytes() => GC.GetTotalMemory(forceFullCollection: true) / Mebibyte;

    private static void WriteRealTime(
        GateTable table, string subject, string what, RecipeBenchmarks recipe, Race race, Goal goal)
    {
        Figure seconds = race.Seconds(0);
        table.Write(
            subject, Duration.Text(seconds.Value), what, seconds.Into(recipe.DurationSeconds), "0", goal);
    }
}
