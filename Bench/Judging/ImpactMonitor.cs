using System.Collections.Immutable;
using Bench.Analysis.PartTypes;

namespace Bench.Judging;

/// <summary>
/// Finds blows from outside: a moment in which every accelerometer and the microphone jump far above what they showed
/// just before and after. A loose part also knocks, but again and again and not on all sensors alike; more than a few
/// moments are therefore the motor's own.
/// </summary>
internal sealed class ImpactMonitor
{
    // 5 ms holds a blow's onset; a resonance that a run-up of 2000 rpm/s crosses takes some ten times as long.
    private const double WindowSeconds = 0.005;
    private const int NeighbourWindows = 40;
    private const int GuardWindows = 10;
    private const double JumpDb = 12;
    private const int MostBlows = 3;

    private static readonly double s_jumpFactor = Math.Pow(10, JumpDb / 10);

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
        List<double> blows = [];
        int last = -GuardWindows;
        for (int i = 0; i < windows; i++)
        {
            if (_energies.All(e => JumpsAt(e, i, windows)))
            {
                if (i - last > GuardWindows)
                {
                    blows.Add(i * WindowSeconds);
                }

                last = i;
            }
        }

        return blows.Count <= MostBlows ? [.. blows] : [];
    }

    // More than the factor above the middle one of its neighbours: above more than half of them. Counting says so
    // without sorting, and this stands between the last sample and the verdict.
    private static bool JumpsAt(List<double> energies, int at, int windows)
    {
        double usualAtMost = energies[at] / s_jumpFactor;
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

    private bool IsWatched(int channel) =>
        _partType.Channels[channel].Quantity is Quantity.Acceleration or Quantity.SoundPressure;
}
