using System.Collections.Immutable;
using Bench.Plots;

namespace Bench.Reports;

/// <summary>The areas between a curve and the limit that it is beyond, with the exact crossings.</summary>
internal static class ExceededAreas
{
    /// <summary>Areas where <paramref name="values"/> lie above <paramref name="limits"/>.</summary>
    public static IEnumerable<PlotArea> Above(
        ImmutableArray<double> positions, ImmutableArray<double> values, ImmutableArray<double> limits) =>
        Find(positions, values, limits, sign: 1);

    /// <summary>Areas where <paramref name="values"/> lie below <paramref name="limits"/>.</summary>
    public static IEnumerable<PlotArea> Below(
        ImmutableArray<double> positions, ImmutableArray<double> values, ImmutableArray<double> limits) =>
        Find(positions, values, limits, sign: -1);

    private static IEnumerable<PlotArea> Find(
        ImmutableArray<double> positions, ImmutableArray<double> values, ImmutableArray<double> limits, int sign)
    {
        List<(double X, double Value, double Limit)> area = [];
        for (int i = 0; i < positions.Length; i++)
        {
            double beyond = sign * (values[i] - limits[i]);
            double before = i > 0 ? sign * (values[i - 1] - limits[i - 1]) : double.NaN;
            if (double.IsFinite(before) && double.IsFinite(beyond) && before > 0 != beyond > 0)
            {
                double share = before / (before - beyond);
                double level = limits[i - 1] + (share * (limits[i] - limits[i - 1]));
                area.Add((positions[i - 1] + (share * (positions[i] - positions[i - 1])), level, level));
            }

            if (beyond > 0)
            {
                area.Add((positions[i], values[i], limits[i]));
            }
            else if (area.Count > 0)
            {
                yield return Close(area);
                area.Clear();
            }
        }

        if (area.Count > 1)
        {
            yield return Close(area);
        }
    }

    private static PlotArea Close(List<(double X, double Value, double Limit)> area) => new(
        "",
        AreaRole.Exceeded,
        [.. area.Select(point => point.X)],
        [.. area.Select(point => Math.Min(point.Value, point.Limit))],
        [.. area.Select(point => Math.Max(point.Value, point.Limit))]);
}
