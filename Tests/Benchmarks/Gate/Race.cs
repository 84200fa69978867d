using System.Diagnostics;

namespace Bench.Benchmarks.Gate;

/// <summary>
/// Measures contestants side by side: rounds in which each runs for a short slice, so that a machine that slows down
/// for a minute slows all of them. Ratios are formed within a round.
/// </summary>
internal sealed class Race
{
    // Below some dozen calls a loop may still run in the code that was compiled to replace it while it was running.
    private const int WarmUpCalls = 60;
    private const int FewestRounds = 7;
    private const int MostRounds = 400;
    private static readonly TimeSpan s_warmUp = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(120);

    private readonly List<Contestant> _contestants;
    private readonly double[][] _seconds;

    private Race(List<Contestant> contestants, double[][] seconds)
    {
        _contestants = contestants;
        _seconds = seconds;
    }

    /// <summary>Warms up and runs rounds for about as long as stated.</summary>
    /// <param name="contestants">Ours first.</param>
    /// <param name="length">How long the rounds take together.</param>
    /// <param name="slice">How long a contestant runs before the next takes over, unless one call takes longer.</param>
    public static Race Run(List<Contestant> contestants, TimeSpan length, TimeSpan slice)
    {
        contestants.ForEach(WarmUp);

        // The just-in-time compiler replaces what has become hot, in the background and after a tenth of a second.
        Thread.Sleep(s_pause);
        contestants.ForEach(WarmUp);
        int[] repetitions = [.. contestants.Select(contestant => RepetitionsFor(contestant, slice))];
        List<double>[] seconds = [.. contestants.Select(_ => new List<double>())];
        long began = Stopwatch.GetTimestamp();
        for (int round = 0; round < MostRounds; round++)
        {
            if (round >= FewestRounds && Stopwatch.GetElapsedTime(began) > length)
            {
                break;
            }

            for (int i = 0; i < contestants.Count; i++)
            {
                double perCall = contestants[i].Measure(repetitions[i]) / repetitions[i];
                seconds[i].Add(perCall / contestants[i].Share);
            }
        }

        return new Race(contestants, [.. seconds.Select(list => list.ToArray())]);
    }

    /// <summary>Seconds per task of a contestant in quiet slices.</summary>
    public Figure Seconds(int contestant) => Figure.QuietOf(_seconds[contestant]);

    /// <summary>The first contestant's time divided by another's.</summary>
    public Figure RatioTo(int peer) =>
        Figure.MedianOf(_seconds[0].Zip(_seconds[peer], (ours, theirs) => ours / theirs));

    /// <summary>Index of a contestant, or −1 where it did not take part.</summary>
    public int IndexOf(string name) => _contestants.FindIndex(contestant => contestant.Name == name);

    /// <summary>Names of all but the first.</summary>
    public IEnumerable<string> Peers => _contestants.Skip(1).Select(contestant => contestant.Name);

    private static void WarmUp(Contestant contestant)
    {
        long began = Stopwatch.GetTimestamp();
        for (int i = 0; i < WarmUpCalls && Stopwatch.GetElapsedTime(began) < s_warmUp; i++)
        {
            contestant.Measure(1);
        }
    }

    private static int RepetitionsFor(Contestant contestant, TimeSpan slice)
    {
        double once = contestant.Measure(1);
        if (once >= slice.TotalSeconds)
        {
            return 1;
        }

        int some = Math.Clamp((int)(slice.TotalSeconds / Math.Max(once, 1e-7) / 4), 1, 10_000);
        double perCall = contestant.Measure(some) / some;
        return Math.Clamp((int)Math.Round(slice.TotalSeconds / perCall), 1, 100_000);
    }
}
