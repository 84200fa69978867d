using System.Collections.Immutable;
using Bench.Analysis.Metrics;
using Bench.Analysis.PartTypes;
using Bench.Models.Limits;

namespace Bench.Models.Explanation;

/// <summary>
/// Impacts without rhythm: crest factor or kurtosis rises, or the spectrum rises broadly, and neither a bearing's lines
/// nor the excitation current tell where the impacts come from.
/// </summary>
internal static class LoosePartRule
{
    /// <summary>Neighbouring bands over the limit that make a rise broad: half an octave of sixths.</summary>
    private const int BroadBands = 3;

    /// <summary>Impacts ring above this; shaft and pole orders of a motor's speeds lie below.</summary>
    private const double AboveOrdersHz = 4000;

    public static Cause? LoosePart(Evidence evidence)
    {
        if (BearingRule.BearingDamage(evidence) is not null || BrushRule.BrushNoise(evidence) is not null)
        {
            return null;
        }

        ImmutableArray<Exceedance> impulsive = evidence.Of(curve =>
            IsVibration(evidence, curve) && curve is { Family: CurveFamily.Level, IsDecibel: false });
        ImmutableArray<Exceedance> broad =
        [
            .. evidence.Of(curve => IsVibration(evidence, curve) && curve.Family == CurveFamily.Spectrum)
                .Where(exceedance => exceedance.To >= AboveOrdersHz
                    && exceedance.Last - exceedance.First + 1 >= BroadBands),
        ];
        if (impulsive.IsEmpty && broad.IsEmpty)
        {
            return null;
        }

        return new Cause(
            "loose-part",
            "loose part",
            impulsive.IsEmpty ? Confidence.MayBe : Confidence.Fits,
            [.. impulsive, .. broad],
            exceedance => IsVibration(evidence, exceedance.Curve));
    }

    private static bool IsVibration(Evidence evidence, CurveDefinition curve) =>
        evidence.QuantityOf(curve) is Quantity.Acceleration or Quantity.SoundPressure;
}
