using System.Collections.Immutable;
using Bench.Analysis.Metrics;
using Bench.Analysis.PartTypes;
using Bench.Models.Limits;
using Bench.Models.Verdicts;

namespace Bench.Models.Explanation;

/// <summary>
/// Turns a motor's exceedances into few findings: those with one physical cause become one finding, named by the most
/// specific cause that the evidence supports; what is left is named by its place.
/// </summary>
internal sealed class Explainer(PartType partType, LimitSet limits)
{
    /// <summary>
    /// A finding with a physical cause ranks before one without unless that one is more than this much more severe:
    /// a broad spectrum is often the loudest consequence and the least telling.
    /// </summary>
    private const double CauseBonus = 3;

    /// <summary>Findings, most telling first; empty where no limit is exceeded.</summary>
    public ImmutableArray<Finding> Explain(Measurement measurement)
    {
        ImmutableArray<Exceedance> exceedances = Exceedance.Find(limits, measurement);
        if (exceedances.IsEmpty)
        {
            return [];
        }

        Evidence evidence = new(partType, limits, measurement, exceedances);
        List<Finding> findings = [];
        HashSet<Exceedance> left = [.. exceedances];
        ImmutableArray<Cause> causes = CauseRules.Find(evidence);
        foreach (Cause cause in causes)
        {
            left.ExceptWith(cause.Evidence);
        }

        foreach (Cause cause in causes)
        {
            ImmutableArray<Exceedance> consequences = [.. left.Where(cause.Consequences)];
            left.ExceptWith(consequences);
            findings.Add(FindingText.Of(partType, cause, consequences));
        }

        foreach (Cause place in Places.Of(partType, [.. exceedances.Where(left.Contains)]))
        {
            findings.Add(FindingText.Of(partType, place, []));
        }

        return [.. findings.OrderByDescending(Rank)];
    }

    /// <summary>How early a finding is told.</summary>
    public static double Rank(Finding finding) =>
        finding.Cause.Length > 0 ? CauseBonus * finding.Severity : finding.Severity;
}
