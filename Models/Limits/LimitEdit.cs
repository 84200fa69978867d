using System.Globalization;
using Bench.Analysis.Metrics;

namespace Bench.Models.Limits;

/// <summary>
/// A stretch of one limit curve that a person set by hand. It stays through relearning until somebody takes it back.
/// </summary>
public sealed record LimitEdit
{
    /// <summary>Key of the curve (<see cref="CurveDefinition.Key"/>).</summary>
    public required string Curve { get; init; }

    /// <summary>Which of its limits.</summary>
    public LimitSide Side { get; init; } = LimitSide.Above;

    /// <summary>First position, in the unit of the curve's axis; 0 for a scalar.</summary>
    public double From { get; init; }

    /// <summary>Last position; 0 for a scalar.</summary>
    public double To { get; init; }

    /// <summary>The limit at <see cref="From"/>, in the curve's unit.</summary>
    public required double Value { get; init; }

    /// <summary>The limit at <see cref="To"/>, straight in between; the same as at the start where null.</summary>
    public double? EndValue { get; init; }

    /// <summary>Who set it.</summary>
    public required string Author { get; init; }

    /// <summary>When; passed in from outside.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>The limit at a position between <see cref="From"/> and <see cref="To"/>.</summary>
    internal double LimitAt(double position)
    {
        double end = EndValue ?? Value;
        return To > From ? Value + ((end - Value) * (position - From) / (To - From)) : Value;
    }

    /// <summary>The curve with this stretch in place.</summary>
    /// <exception cref="ArgumentException">The edit is not signed, has no reason, meets no position of the curve, a
    /// side that the curve does not have, or puts the limit beyond the median of good motors.</exception>
    internal LimitCurve ApplyTo(LimitCurve limit)
    {
        Require(Author.Length > 0 && Reason.Length > 0, "no author or reason, expected both");
        Require(double.IsFinite(Value) && double.IsFinite(EndValue ?? Value), "a value that is no finite number");
        Require(Side == LimitSide.Above || !limit.Lower.IsEmpty, "a lower limit, but a low value is no fault there");
        double[] limits = [.. Side == LimitSide.Above ? limit.Upper : limit.Lower];
        int changed = 0;
        for (int i = 0; i < limits.Length; i++)
        {
            double position = limit.Curve.Positions[i];
            if (position < From || position > To)
            {
                continue;
            }

            limits[i] = LimitAt(position);
            double beyond = Side == LimitSide.Above ? limits[i] - limit.Median[i] : limit.Median[i] - limits[i];
            Require(beyond > 0, string.Create(
                CultureInfo.InvariantCulture,
                $"{limits[i]:0.###} at {position:0.##}, where good motors have {limit.Median[i]:0.###} on average"));
            changed++;
        }

        Require(changed > 0, string.Create(
            CultureInfo.InvariantCulture, $"the range {From:0.##}-{To:0.##}, in which the curve has no position"));
        return Side == LimitSide.Above ? limit with { Upper = [.. limits] } : limit with { Lower = [.. limits] };
    }

    private void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new ArgumentException($"The edit of {Curve} has {what}.");
        }
    }
}
