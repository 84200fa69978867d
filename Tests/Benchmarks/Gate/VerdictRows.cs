using System.Globalization;

namespace Bench.Benchmarks.Gate;

/// <summary>From the last sample to the verdict, and what the demo's other parts cost.</summary>
internal static class VerdictRows
{
    private const double LatencyGoalSeconds = 0.020;
    private const int Runs = 8;
    private const int Benches = 5;
    private const int RunsPerBench = 20;

    private static readonly TimeSpan s_length = TimeSpan.FromMilliseconds(1000);
    private static readonly TimeSpan s_slice = TimeSpan.FromMilliseconds(1);

    /// <summary>Measures and prints.</summary>
    public static async Task WriteAsync(GateTable table)
    {
        SimulationBenchmarks simulation = new();
        Race race = Race.Run([Contestant.OnThread("ours", simulation.OneSecond)], s_length, s_slice);
        Figure seconds = race.Seconds(0);
        table.Write(
            "simulation of 7DL", Duration.Text(seconds.Value), "× real time", seconds.Into(1), "0", Goal.None);

        JudgingBenchmarks judging = new();
        race = Race.Run([Contestant.OnThread("ours", () => judging.Decide())], s_length, s_slice);
        table.Write(
            "judging one motor", Duration.Text(race.Seconds(0).Value), "ms", race.Seconds(0).Scaled(1e3), "0.000",
            Goal.None);

        VerdictDelay[] all = await new VerdictLatency().MeasureAsync(1 + Runs);
        table.Write(
            "verdict after the last sample", "", "ms, first test of a process",
            Figure.Exact(1e3 * all[0].WallSeconds), "0.0", Goal.None);
        VerdictDelay[] delays = all[1..];
        VerdictDelay longest = delays.MaxBy(delay => delay.WallSeconds);
        table.Write(
            "verdict after the last sample", "", $"ms, longest of {Runs} further tests",
            new Figure(1e3 * longest.WallSeconds, longest.QueuedSeconds / LatencyGoalSeconds), "0.0",
            Goal.AtMost(1e3 * LatencyGoalSeconds, "0"));
        WriteMedian(table, delays, "ms, median", delay => delay.WallSeconds);
        WriteMedian(table, delays, "ms of processor time, median", delay => delay.ProcessorSeconds);
        WriteMedian(table, delays, "ms waited for a processor, median", delay => delay.QueuedSeconds);
    }

    /// <summary>
    /// Measures many verdicts at real-time pace and prints their distribution: some minutes, so it is no part of the
    /// gate.
    /// </summary>
    public static async Task WriteDistributionAsync(GateTable table)
    {
        VerdictDelay[] delays = await new VerdictLatency().MeasureAtRealTimeAsync(Benches, RunsPerBench);
        string subject =
            string.Create(CultureInfo.InvariantCulture, $"verdicts of {delays.Length} cycles at real time");
        double p99Queued = Percentile(delays, 0.99, delay => delay.QueuedSeconds);
        Write("ms, median", 0.5, delay => delay.WallSeconds, Goal.None, 0);
        Write(
            "ms, 99th percentile", 0.99, delay => delay.WallSeconds, Goal.AtMost(1e3 * LatencyGoalSeconds, "0"),
            p99Queued / LatencyGoalSeconds);
        Write("ms, longest", 1, delay => delay.WallSeconds, Goal.None, 0);
        Write("ms waited for a processor, median", 0.5, delay => delay.QueuedSeconds, Goal.None, 0);
        Write("ms waited for a processor, 99th percentile", 0.99, delay => delay.QueuedSeconds, Goal.None, 0);
        Write(
            "ms without that wait, 99th percentile", 0.99, delay => delay.WallSeconds - delay.QueuedSeconds, Goal.None,
            0);

        void Write(string what, double share, Func<VerdictDelay, double> part, Goal goal, double margin) =>
            table.Write(subject, "", what, new Figure(1e3 * Percentile(delays, share, part), margin), "0.0", goal);
    }

    // The smallest value that at least the given share of all does not exceed.
    private static double Percentile(VerdictDelay[] delays, double share, Func<VerdictDelay, double> part)
    {
        double[] sorted = [.. delays.Select(part).Order()];
        return sorted[(int)Math.Ceiling(share * sorted.Length) - 1];
    }

    private static void WriteMedian(
        GateTable table, VerdictDelay[] delays, string what, Func<VerdictDelay, double> part) => table.Write(
        "verdict after the last sample", "", what, Figure.MedianOf(delays.Select(part)).Scaled(1e3), "0.0", Goal.None);
}
