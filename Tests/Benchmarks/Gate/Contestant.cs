namespace Bench.Benchmarks.Gate;

/// <summary>One side of a comparison.</summary>
/// <param name="Name">As it stands in the table.</param>
/// <param name="Measure">Does its work so many times and returns the seconds that took.</param>
/// <param name="Share">How much of the common task one repetition does: slow peers do a part of it.</param>
internal sealed record Contestant(string Name, Func<int, double> Measure, double Share = 1)
{
    /// <summary>Measured by the processor time of the calling thread.</summary>
    public static Contestant OnThread(string name, Action run, double share = 1) => new(
        name,
        repetitions =>
        {
            double began = ThreadClock.Seconds();
            for (int i = 0; i < repetitions; i++)
            {
                run();
            }

            return ThreadClock.Seconds() - began;
        },
        share);
}
