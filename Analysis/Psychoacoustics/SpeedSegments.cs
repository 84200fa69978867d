using System.Collections.Immutable;
using Bench.Analysis.Tacho;

namespace Bench.Analysis.Psychoacoustics;

/// <summary>
/// Cuts a quantity over time, such as loudness or roughness, into ranges of speed and gives single figures for each.
/// </summary>
public static class SpeedSegments
{
    /// <summary>Share of the time for the exceeded value by default: 5 % makes N5 of a loudness.</summary>
    public const double DefaultPercent = 5;

    /// <summary>Figures for ranges of equal width, one after the other.</summary>
    /// <param name="values">The quantity, evenly spaced in time from time 0 on.</param>
    /// <param name="periodSeconds">Time between two values, above 0.</param>
    /// <param name="speed">Speed on the same time axis; a value belongs to the range of the nearest point.</param>
    /// <param name="fromRpm">Lower end of the first range.</param>
    /// <param name="stepRpm">Width of a range, above 0.</param>
    /// <param name="segments">Number of ranges, 1 or more.</param>
    /// <param name="percent">Share of the time for <see cref="SegmentFigures.Exceeded"/>, 0 to 100.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
    /// <exception cref="ArgumentException">The speed trace is empty.</exception>
    public static ImmutableArray<SegmentFigures> Compute(
        ReadOnlySpan<double> values,
        double periodSeconds,
        SpeedTrace speed,
        double fromRpm,
        double stepRpm,
        int segments,
        double percent = DefaultPercent)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(periodSeconds);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stepRpm);
        ArgumentOutOfRangeException.ThrowIfLessThan(segments, 1);
        if (speed.TimesSeconds.IsEmpty)
        {
            throw new ArgumentException("The speed trace is empty: ranges of speed need a tacho.");
        }

        List<double>[] groups = [.. Enumerable.Range(0, segments).Select(_ => new List<double>())];
        int point = 0;
        for (int i = 0; i < values.Length; i++)
        {
            point = Nearest(speed.TimesSeconds, i * periodSeconds, point);
            double segment = Math.Floor((speed.SpeedsRpm[point] - fromRpm) / stepRpm);
            if (segment >= 0 && segment < segments)
            {
                groups[(int)segment].Add(values[i]);
            }
        }

        return [.. groups.Select((group, i) =>
            Figures(group, fromRpm + (i * stepRpm), stepRpm, periodSeconds, percent))];
    }

    private static SegmentFigures Figures(
        List<double> values, double fromRpm, double stepRpm, double periodSeconds, double percent)
    {
        double seconds = values.Count * periodSeconds;
        return values.Count == 0 || values.Exists(double.IsNaN)
            ? new SegmentFigures(fromRpm, fromRpm + stepRpm, seconds, double.NaN, double.NaN, double.NaN)
            : new SegmentFigures(
                fromRpm,
                fromRpm + stepRpm,
                seconds,
                values.Average(),
                values.Max(),
                Percentile.Exceeded([.. values], percent));
    }

    private static int Nearest(ImmutableArray<double> times, double seconds, int from)
    {
        int point = from;
        while (point + 1 < times.Length && Math.Abs(times[point + 1] - seconds) <= Math.Abs(times[point] - seconds))
        {
            point++;
        }

        return point;
    }
}
