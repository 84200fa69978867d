using System.Collections.Immutable;
using System.Globalization;
using MathNet.Numerics.Distributions;

namespace Bench.Models.Calibration;

/// <summary>
/// The one false-reject budget of a motor: what was asked for, how it is split between fixed limits, learned limits and
/// model, and what the learning motors can support today. Shares add up, because a motor is rejected if any part
/// rejects it (union bound).
/// </summary>
public sealed record RejectBudget
{
    /// <summary>α: share of good motors that all parts together may reject, as the part type asks for.</summary>
    public required double Asked { get; init; }

    /// <summary>Share kept for limits of a specification; 0 where there are none.</summary>
    public required double Fixed { get; init; }

    /// <summary>Share that the learned limits take together: one joint statistic, not one test per value.</summary>
    public required double Limits { get; init; }

    /// <summary>Share that the model takes; 0 while it may only advise.</summary>
    public required double Model { get; init; }

    /// <summary>Good motors n that limits were learned from.</summary>
    public required int Motors { get; init; }

    /// <summary>Groups (lots, shifts, benches) that they came from.</summary>
    public required int Groups { get; init; }

    /// <summary>How many of them were beyond a limit when left out.</summary>
    public required int Beyond { get; init; }

    /// <summary>
    /// What holds today without any assumption on the tails: the next good motor of the same process is rejected with
    /// at most this probability, (1 + k)/(n + 1) for the limits, k motors having been beyond them, and α for the model.
    /// </summary>
    public double Promise => Math.Min(1, ((1.0 + Beyond) / (Motors + 1)) + Model);

    /// <summary>Whether the promise is as good as what was asked for.</summary>
    public bool IsKept => Promise <= Asked * (1 + 1e-9);

    /// <summary>
    /// With 95 % confidence over the choice of the learning motors, fewer good motors than this are beyond the limits
    /// in the long run: Clopper and Pearson's bound for k of n (1934), a distribution-free tolerance limit.
    /// </summary>
    public double LimitsUpperBound =>
        Beyond >= Motors ? 1 : Beta.InvCDF(Beyond + 1, Motors - Beyond, 0.95);

    /// <summary>Good motors from which on the asked share can be promised: the smallest n with α(n + 1) ≥ 1.</summary>
    public int MotorsNeeded => ConformalCalibration.MotorsNeeded(Asked - Model);

    /// <summary>The promise in words, with its n, groups and confidence.</summary>
    public string Statement
    {
        get
        {
            string evidence = Invariant(
                $"n = {Motors} in {Groups} group{(Groups == 1 ? "" : "s")}, {Beyond} of them beyond the limits when ")
                + Invariant($"left out; with 95 % confidence the limits reject below {Percent(LimitsUpperBound)}");
            return IsKept
                ? $"Promised: at most {Percent(Asked)} of good motors of the same process are rejected, "
                    + $"{Parts} ({evidence})."
                : $"Cannot yet promise {Percent(Asked)}; today's promise is {Percent(Promise)} of good motors rejected "
                    + Invariant($"({evidence}; {MotorsNeeded} good motors are needed, none of them beyond).");
        }
    }

    private string Parts
    {
        get
        {
            ImmutableArray<string> parts =
            [
                .. Part("fixed limits", Fixed), .. Part("learned limits", Limits), .. Part("model", Model),
            ];
            return string.Join(" + ", parts);
        }
    }

    private static IEnumerable<string> Part(string name, double share) =>
        share > 0 ? [$"{name} {Percent(share)}"] : [];

    private static string Percent(double share) => Invariant($"{100 * share:0.##} %");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
