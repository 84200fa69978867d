using System.Diagnostics;

namespace Bench.Benchmarks.Gate;

/// <summary>One side of a comparison.</summary>
/// <param name="Name">As it stands in the table.</param>
/// <param name="Measure">Does its work so many times and returns the seconds that took.</param>
/// <param name="Share">How much of the common task one repetition does: slow peers do a part of it.</param>
internal sealed record Contestant(string Name, Func<int, double> Measure, double Share = 1)
{
    /// <summary>Measured by the processor time of the calling thread.</summary>
    public static Contestant OnThread(string name, Action run, double share = 1) =>
        By(ThreadClock.Seconds, name, run, share);

    /// <summary>Measured by the clock on the wall: work on several threads.</summary>
    public static Contestant OnWall(string name, Action run) =>
        By(() => Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency, name, run, share: 1);

    private static Contestant By(Func<double> clock, string name, Action run, double share) => new(
        name,
        repetitions =>
        {
            double began = clock();
            for (int i = 0; i < repetitions; i++)
            {
                run();
            }

            return clock() - began;
        },
        share);
}
