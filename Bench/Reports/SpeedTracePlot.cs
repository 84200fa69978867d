using System.Collections.Immutable;
using Bench.Analysis.PartTypes;
using Bench.Analysis.Tacho;
using Bench.Plots;

namespace Bench.Reports;

/// <summary>The speed as measured and as the test cycle demands it.</summary>
public static class SpeedTracePlot
{
    // Two points per pixel of the widest plot; a drop-out keeps its depth because minimum and maximum are kept.
    private const int MaxPoints = 1600;

    /// <summary>Describes the plot.</summary>
    public static LinePlot Of(PartType partType, SpeedTrace trace)
    {
        (ImmutableArray<double> times, ImmutableArray<double> speeds) = Thin(trace);
        (ImmutableArray<double> nominalTimes, ImmutableArray<double> nominalSpeeds) = Nominal(partType);
        return new LinePlot
        {
            Title = "Speed",
            Subtitle = "measured by the tacho, against the test cycle",
            Summary = "Shaft speed over time as measured, with the speed that the test cycle demands.",
            X = new PlotAxis("time", "s", Minimum: 0),
            Y = new PlotAxis("speed", "rpm", Minimum: 0),
            Series =
            [
                new PlotSeries("test cycle", SeriesRole.Nominal, nominalTimes, nominalSpeeds),
                new PlotSeries("measured", SeriesRole.Measured, times, speeds),
            ],
        };
    }

    private static (ImmutableArray<double> Times, ImmutableArray<double> Speeds) Nominal(PartType partType)
    {
        List<double> times = [];
        List<double> speeds = [];
        double time = 0;
        foreach (TestStep step in partType.Steps)
        {
            times.Add(time);
            speeds.Add(step.StartRpm);
            time += step.DurationSeconds;
            times.Add(time);
            speeds.Add(step.EndRpm);
        }

        return ([.. times], [.. speeds]);
    }

    private static (ImmutableArray<double> Times, ImmutableArray<double> Speeds) Thin(SpeedTrace trace)
    {
        int points = trace.TimesSeconds.Length;
        if (points <= MaxPoints)
        {
            return (trace.TimesSeconds, trace.SpeedsRpm);
        }

        List<double> times = [];
        List<double> speeds = [];
        int groups = MaxPoints / 2;
        for (int group = 0; group < groups; group++)
        {
            int first = (int)((long)group * points / groups);
            int last = (int)((long)(group + 1) * points / groups);
            int lowest = first;
            int highest = first;
            for (int i = first; i < last; i++)
            {
                lowest = trace.SpeedsRpm[i] < trace.SpeedsRpm[lowest] ? i : lowest;
                highest = trace.SpeedsRpm[i] > trace.SpeedsRpm[highest] ? i : highest;
            }

            foreach (int i in new[] { Math.Min(lowest, highest), Math.Max(lowest, highest) })
            {
                times.Add(trace.TimesSeconds[i]);
                speeds.Add(trace.SpeedsRpm[i]);
            }
        }

        return ([.. times], [.. speeds]);
    }
}
