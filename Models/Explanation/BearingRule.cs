using System.Collections.Immutable;
using Bench.Analysis.Metrics;
using Bench.Analysis.PartTypes;
using Bench.Models.Limits;

namespace Bench.Models.Explanation;

/// <summary>
/// Bearing damage: the envelope spectrum or the impacts are over their limits, and what stands out of the envelope has
/// a bearing's rhythm. Where the comb of its lines is clear, the orders that these fall into are the bearing's as well:
/// no other fault draws such a comb.
/// </summary>
internal static class BearingRule
{
    /// <summary>
    /// Below this the lines are scatter: expected ones stand out by 3 dB on average and explain half of all.
    /// </summary>
    private const double LeastScore = 0.2;

    /// <summary>A runner-up of another kind within this share of the best leaves the kind open.</summary>
    private const double ClearLead = 0.75;

    public static Cause? BearingDamage(Evidence evidence)
    {
        if (evidence.BearingFits is not [BearingFit best, ..] || best.Score < LeastScore)
        {
            return null;
        }

        ImmutableArray<Exceedance> drawn =
        [
            .. evidence.Of(curve => curve.Family == CurveFamily.EnvelopeSpectrum)
                .Where(exceedance => IsDrawn(best, exceedance)),
        ];
        ImmutableArray<Exceedance> own =
            [.. drawn, .. Impacts(evidence), .. evidence.AtOrders(order => IsIn(evidence, order), Vibration)];
        bool isOnlyOne = evidence.BearingFits.Skip(1).All(fit => fit.Score < ClearLead * best.Score);
        return own.IsEmpty ? null : new Cause(
            best.Pattern.Code,
            best.Pattern.Name,
            isOnlyOne && (best.IsClear || !drawn.IsEmpty) ? Confidence.Fits : Confidence.MayBe,
            own,
            exceedance => Vibration.Contains(evidence.QuantityOf(exceedance.Curve)));
    }

    private static ImmutableArray<Quantity> Vibration => [Quantity.Acceleration, Quantity.SoundPressure];

    /// <summary>Crest factor and kurtosis over their limits.</summary>
    private static ImmutableArray<Exceedance> Impacts(Evidence evidence) => evidence.Of(curve =>
        curve is { Family: CurveFamily.Level, IsDecibel: false } && Vibration.Contains(evidence.QuantityOf(curve)));

    private static bool IsIn(Evidence evidence, double order) =>
        evidence.ClearBearing is { } bearing && bearing.FallsInto(order, OrderLines.HalfWidth);

    private static bool IsDrawn(BearingFit fit, Exceedance exceedance)
    {
        ImmutableArray<double> positions = exceedance.Curve.Positions;
        double step = positions.Length > 1 ? positions[1] - positions[0] : 0;
        return fit.Pattern.Draws(exceedance.Position, fit.Slip, step);
    }
}
