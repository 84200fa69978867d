using System.Collections.Immutable;
using Bench.Analysis.Metrics;
using Bench.Analysis.PartTypes;
using Bench.Models.Limits;

namespace Bench.Models.Explanation;

/// <summary>
/// Bearing damage: the envelope spectrum is over its limit, and what stands out of it has a bearing's rhythm.
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
        ImmutableArray<Exceedance> envelope = evidence.Of(curve => curve.Family == CurveFamily.EnvelopeSpectrum);
        if (envelope.IsEmpty || !evidence.EnvelopeLines.Exist || evidence.Machine.Bearings.IsEmpty)
        {
            return null;
        }

        ImmutableArray<BearingFit> fits =
        [
            .. BearingPattern.Of(evidence.Machine)
                .Select(pattern => pattern.Fit(evidence.EnvelopeLines))
                .OrderByDescending(fit => fit.Score),
        ];
        BearingFit best = fits[0];
        ImmutableArray<Exceedance> own = [.. envelope.Where(exceedance => IsDrawn(best, exceedance))];
        if (best.Score < LeastScore || own.IsEmpty)
        {
            return null;
        }

        bool clear = fits.Skip(1).All(fit => fit.Score < ClearLead * best.Score);
        return new Cause(
            best.Pattern.Code,
            best.Pattern.Name,
            clear ? Confidence.Fits : Confidence.MayBe,
            own,
            exceedance => evidence.QuantityOf(exceedance.Curve) is Quantity.Acceleration or Quantity.SoundPressure);
    }

    private static bool IsDrawn(BearingFit fit, Exceedance exceedance)
    {
        ImmutableArray<double> positions = exceedance.Curve.Positions;
        double step = positions.Length > 1 ? positions[1] - positions[0] : 0;
        return fit.Pattern.Draws(exceedance.Position, fit.Slip, step);
    }
}
