using System.Collections.Immutable;

namespace Bench.Models.Limits;

/// <summary>What differs between two versions of limits: one entry per changed stretch.</summary>
public static class LimitDiff
{
    /// <summary>Changes smaller than this share of the limit's distance from the median are rounding.</summary>
    private const double Negligible = 1e-9;

    /// <summary>
    /// Stretches whose limit moved, curve after curve; a curve that only one of the two has is one stretch without a
    /// limit (NaN) on the other side.
    /// </summary>
    public static ImmutableArray<LimitChange> Between(LimitSet before, LimitSet after)
    {
        Dictionary<string, LimitCurve> old = before.Curves.ToDictionary(limit => limit.Curve.Key);
        HashSet<string> current = [.. after.Curves.Select(limit => limit.Curve.Key)];
        return
        [
            .. after.Curves.SelectMany(limit => old.TryGetValue(limit.Curve.Key, out LimitCurve? was)
                && was.Curve.Positions.SequenceEqual(limit.Curve.Positions)
                    ? Changes(was, limit)
                    : [Whole(limit, double.NaN, limit.Upper[0])]),
            .. before.Curves
                .Where(limit => !current.Contains(limit.Curve.Key))
                .Select(limit => Whole(limit, limit.Upper[0], double.NaN)),
        ];
    }

    private static IEnumerable<LimitChange> Changes(LimitCurve was, LimitCurve now) =>
        Changes(now, LimitSide.Above, was.Upper, now.Upper)
            .Concat(was.Lower.Length == now.Lower.Length ? Changes(now, LimitSide.Below, was.Lower, now.Lower) : []);

    private static IEnumerable<LimitChange> Changes(
        LimitCurve limit, LimitSide side, ImmutableArray<double> was, ImmutableArray<double> now)
    {
        int i = 0;
        while (i < now.Length)
        {
            if (!Differs(limit, was, now, i))
            {
                i++;
                continue;
            }

            int first = i;
            int at = i;
            for (; i < now.Length && Differs(limit, was, now, i); i++)
            {
                at = Math.Abs(now[i] - was[i]) > Math.Abs(now[at] - was[at]) ? i : at;
            }

            ImmutableArray<double> positions = limit.Curve.Positions;
            yield return new LimitChange(
                limit.Curve.Key, side, positions[first], positions[i - 1], positions[at], was[at], now[at]);
        }
    }

    private static bool Differs(LimitCurve limit, ImmutableArray<double> was, ImmutableArray<double> now, int i) =>
        Math.Abs(now[i] - was[i]) > Negligible * Math.Abs(now[i] - limit.Median[i]);

    private static LimitChange Whole(LimitCurve limit, double was, double now) => new(
        limit.Curve.Key,
        LimitSide.Above,
        limit.Curve.Positions[0],
        limit.Curve.Positions[^1],
        limit.Curve.Positions[0],
        was,
        now);
}

/// <summary>One stretch of a limit that moved.</summary>
/// <param name="Curve">Key of the curve.</param>
/// <param name="Side">Which limit.</param>
/// <param name="From">First position, in the unit of the curve's axis.</param>
/// <param name="To">Last position.</param>
/// <param name="At">Where it moved most.</param>
/// <param name="Before">The limit there before, in the curve's unit; NaN where there was none.</param>
/// <param name="After">The limit there after; NaN where there is none any more.</param>
public sealed record LimitChange(
    string Curve, LimitSide Side, double From, double To, double At, double Before, double After);
