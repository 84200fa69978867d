using System.Collections.Immutable;
using Bench.Models.Limits;

namespace Bench.Models.Explanation;

/// <summary>
/// The rules that name a physical cause, most specific evidence first. Each looks at the whole evidence and speaks or
/// stays silent; where two explain the same exceedances, the earlier one keeps them.
/// </summary>
internal static class CauseRules
{
    /// <summary>
    /// In the order in which they may keep exceedances: what only one cause can do comes first (a carrier frequency, an
    /// excitation current, a current unbalance, a bearing's lines), what many bring along comes last (impacts).
    /// </summary>
    private static readonly ImmutableArray<Func<Evidence, Cause?>> s_rules =
    [
        InverterRule.SwitchingFrequency,
        BrushRule.BrushNoise,
        CurrentRules.UnequalPhases,
        BearingRule.BearingDamage,
        AirGapRules.BrokenMagnet,
        AirGapRules.StatorEccentricity,
        UnbalanceRule.Unbalance,
        LoosePartRule.LoosePart,
    ];

    /// <summary>The causes that the evidence supports; no exceedance speaks for two of them.</summary>
    public static ImmutableArray<Cause> Find(Evidence evidence)
    {
        ImmutableArray<Cause>.Builder causes = ImmutableArray.CreateBuilder<Cause>();
        HashSet<Exceedance> taken = [];
        foreach (Func<Evidence, Cause?> rule in s_rules)
        {
            if (rule(evidence) is not { } cause)
            {
                continue;
            }

            ImmutableArray<Exceedance> own = [.. cause.Evidence.Where(taken.Add)];
            if (!own.IsEmpty)
            {
                causes.Add(cause with { Evidence = own });
            }
        }

        return causes.ToImmutable();
    }
}
