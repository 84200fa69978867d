using System.Collections.Immutable;

namespace Bench.Models.Drift;

/// <summary>
/// Patterns of a control chart of single motors that a stable process seldom makes (Nelson 1984, rules 1 to 8).
/// </summary>
public static class ControlRules
{
    private static readonly Pattern[] s_patterns =
    [
        new(ControlRule.BeyondLimit, 1, 1, z => z > 3),
        new(ControlRule.OneSide, 9, 9, z => z > 0),
        new(ControlRule.TwoOfThreeFar, 3, 2, z => z > 2),
        new(ControlRule.FourOfFiveOff, 5, 4, z => z > 1),
    ];

    /// <summary>Finds every place where a rule is broken, in the order of the rules.</summary>
    /// <param name="values">The values in the order of time; a gap (NaN) breaks every pattern.</param>
    /// <param name="centre">Mean of good production.</param>
    /// <param name="sigma">Standard deviation of single motors, above 0.</param>
    public static ImmutableArray<ControlViolation> Find(
        IReadOnlyList<double> values, double centre, double sigma)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sigma);
        double[] z = [.. values.Select(value => (value - centre) / sigma)];
        List<ControlViolation> found = [];
        foreach (Pattern pattern in s_patterns)
        {
            AddWindows(found, z, pattern.Rule, pattern.Length, window =>
                Math.Max(window.Count(pattern.IsOff), window.Count(one => pattern.IsOff(-one))) >= pattern.Needed
                && (pattern.IsOff(window[^1]) || pattern.IsOff(-window[^1])));
        }

        AddWindows(found, z, ControlRule.Trend, 6, window => IsTrend(window, 1) || IsTrend(window, -1));
        AddWindows(found, z, ControlRule.Alternating, 14, IsAlternating);
        AddWindows(found, z, ControlRule.TooQuiet, 15, window => window.All(one => Math.Abs(one) < 1));
        AddWindows(found, z, ControlRule.TwoLevels, 8, window => window.All(one => Math.Abs(one) > 1));
        return [.. found.OrderBy(violation => violation.Rule).ThenBy(violation => violation.From)];
    }

    // Windows that follow each other without a break are one violation.
    private static void AddWindows(
        List<ControlViolation> found, double[] z, ControlRule rule, int length, Func<double[], bool> isBroken)
    {
        ControlViolation? open = null;
        for (int last = length - 1; last < z.Length; last++)
        {
            double[] window = z[(last - length + 1)..(last + 1)];
            if (window.Any(double.IsNaN) || !isBroken(window))
            {
                continue;
            }

            if (open is { } before && last - length + 1 <= before.To)
            {
                found.RemoveAt(found.Count - 1);
                open = before with { To = last };
            }
            else
            {
                open = new ControlViolation(rule, last - length + 1, last);
            }

            found.Add(open.Value);
        }
    }

    private static bool IsTrend(double[] window, int sign)
    {
        for (int i = 1; i < window.Length; i++)
        {
            if (sign * (window[i] - window[i - 1]) <= 0)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsAlternating(double[] window)
    {
        for (int i = 2; i < window.Length; i++)
        {
            if ((window[i] - window[i - 1]) * (window[i - 1] - window[i - 2]) >= 0)
            {
                return false;
            }
        }

        return true;
    }

    private sealed record Pattern(ControlRule Rule, int Length, int Needed, Func<double, bool> IsOff);
}

/// <summary>A rule of the control chart, numbered as Nelson does.</summary>
public enum ControlRule
{
    /// <summary>A motor beyond three sigmas.</summary>
    BeyondLimit = 1,

    /// <summary>Nine motors in a row on one side of the centre: the mean has moved.</summary>
    OneSide = 2,

    /// <summary>Six motors in a row rising, or falling: wear.</summary>
    Trend = 3,

    /// <summary>Fourteen motors in a row alternating: two sources in turn.</summary>
    Alternating = 4,

    /// <summary>Two of three motors beyond two sigmas on one side.</summary>
    TwoOfThreeFar = 5,

    /// <summary>Four of five motors beyond one sigma on one side.</summary>
    FourOfFiveOff = 6,

    /// <summary>Fifteen motors in a row within one sigma: the sensor is dull, or sigma is wrong.</summary>
    TooQuiet = 7,

    /// <summary>Eight motors in a row beyond one sigma on either side: two populations.</summary>
    TwoLevels = 8,
}

/// <summary>Where a rule is broken.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="From">Index of the first motor of the pattern.</param>
/// <param name="To">Index of its last motor.</param>
public readonly record struct ControlViolation(ControlRule Rule, int From, int To);
