using System.Collections.Immutable;
using Bench.Analysis.PartTypes;

namespace Bench.Judging;

/// <summary>
/// Finds blows from outside: a moment in which accelerometers and microphone alike jump far above what they showed just
/// before and after. A loose part or a brush also knocks, but again and again and not on all sensors alike; what one
/// sensor shows far more than another, or more than a few moments, is therefore the motor's own.
/// </summary>
internal sealed class ImpactMonitor
{
    // 5 ms holds a blow's onset; a resonance that a run-up of 2000 rpm/s crosses takes some ten times as long.
    private const double WindowSeconds = 0.005;
    private const int NeighbourWindows = 40;
    private const int GuardWindows = 10;

    // A blow on the bench shakes all sensors alike: 12 dB on average, and the weakest no more than 10 dB behind the
    // strongest. What knocks inside the motor is loudest beside it, by 11-20 dB for brushes at low speed.
    private const double BlowDb = 12;
    private const double UnevenDb = 10;

    // Weaker knocks than a blow count as knocks all the same when there are several of them.
    private const double KnockDb = 8;
    private const double LeastKnockDb = 4;
    private const int MostKnocks = 3;

    // Beside digital silence any jump is infinite: this much says the same and can be averaged.
    private const double MostDb = 60;

    private static readonly double s_leastKnockFactor = Math.Pow(10, LeastKnockDb / 10);

    private readonly PartType _partType;
    private readonly int[] _channels;
    private readonly List<double>[] _energies;
    private readonly SampleSums[] _window;
    private readonly int[] _windowSamples;

    /// <summary>Prepares for one test.</summary>
    public ImpactMonitor(PartType partType)
    {
        _partType = partType;
        _channels = [.. Enumerable.Range(0, partType.Channels.Length).Where(IsWatched)];
        int windows = (int)(partType.DurationSeconds / WindowSeconds) + 1;
        _energies = [.. _channels.Select(_ => new List<double>(windows))];
        _window = [.. _channels.Select(_ => new SampleSums())];
        _windowSamples = [.. _channels.Select(c => (int)(partType.Channels[c].SampleRateHz * WindowSeconds))];
    }

    /// <summary>Takes the next samples of a channel of the part type.</summary>
    public void Inspect(int channel, ReadOnlySpan<float> samples)
    {
        int at = Array.IndexOf(_channels, channel);
        if (at < 0)
        {
            return;
        }

        SampleSums window = _window[at];
        while (!samples.IsEmpty)
        {
            int take = (int)Math.Min(samples.Length, _windowSamples[at] - window.Count);
            window.Add(samples[..take]);
            samples = samples[take..];
            if (window.Count == _windowSamples[at])
            {
                _energies[at].Add(window.Squares / _windowSamples[at]);
                window.Reset();
            }
        }
    }

    /// <summary>Times of blows in seconds; empty where there is none or where the motor itself knocks.</summary>
    public ImmutableArray<double> FindBlows()
    {
        if (_channels.Length < 2)
        {
            return [];
        }

        int windows = _energies.Min(e => e.Count);
        int knocks = 0;
        int lastKnock = -GuardWindows;
        int lastBlow = -GuardWindows;
        List<double> blows = [];
        double[] jumpsDb = new double[_energies.Length];
        for (int i = 0; i < windows; i++)
        {
            if (!_energies.All(e => MayKnockAt(e, i, windows)))
            {
                continue;
            }

            for (int c = 0; c < jumpsDb.Length; c++)
            {
                jumpsDb[c] = JumpDbAt(_energies[c], i, windows);
            }

            double mean = jumpsDb.Average();
            double least = jumpsDb.Min();
            if (mean > KnockDb)
            {
                knocks += i - lastKnock > GuardWindows ? 1 : 0;
                lastKnock = i;
            }

            if (mean > BlowDb && jumpsDb.Max() - least < UnevenDb)
            {
                if (i - lastBlow > GuardWindows)
                {
                    blows.Add(i * WindowSeconds);
                }

                lastBlow = i;
            }
        }

        return knocks <= MostKnocks ? [.. blows] : [];
    }

    // More than the factor above the middle one of its neighbours: above more than half of them. Counting says so
    // without sorting, and this stands between the last sample and the verdict. A blow passes it as well: with a mean
    // of 12 dB and less than 10 dB between them, the weakest of four sensors is above 4 dB.
    private static bool MayKnockAt(List<double> energies, int at, int windows)
    {
        double usualAtMost = energies[at] / s_leastKnockFactor;
        int neighbours = 0;
        int quieter = 0;
        for (int i = Math.Max(0, at - NeighbourWindows); i < Math.Min(windows, at + NeighbourWindows); i++)
        {
            bool isNeighbour = Math.Abs(i - at) > 2;
            neighbours += isNeighbour ? 1 : 0;
            quieter += isNeighbour && energies[i] < usualAtMost ? 1 : 0;
        }

        return quieter > neighbours / 2;
    }

    // How far a window lies above the median of its neighbours; only asked where it may be a knock.
    private static double JumpDbAt(List<double> energies, int at, int windows)
    {
        Span<double> around = stackalloc double[2 * NeighbourWindows];
        int count = 0;
        for (int i = Math.Max(0, at - NeighbourWindows); i < Math.Min(windows, at + NeighbourWindows); i++)
        {
            if (Math.Abs(i - at) > 2)
            {
                around[count++] = energies[i];
            }
        }

        around = around[..count];
        around.Sort();
        return Math.Min(MostDb, 10 * Math.Log10(energies[at] / around[count / 2]));
    }

    private bool IsWatched(int channel) =>
        _partType.Channels[channel].Quantity is Quantity.Acceleration or Quantity.SoundPressure;
}
