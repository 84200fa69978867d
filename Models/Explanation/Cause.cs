using System.Collections.Immutable;
using Bench.Models.Limits;

namespace Bench.Models.Explanation;

/// <summary>How far the evidence decides for a cause.</summary>
internal enum Confidence
{
    /// <summary>The pattern is that of this cause and of no other that the rules know.</summary>
    Fits = 1,

    /// <summary>
    /// The pattern is compatible with it; something expected is missing or another cause would show the same.
    /// </summary>
    MayBe,
}

/// <summary>A physical cause with the exceedances that speak for it.</summary>
/// <param name="Code">Stable code, such as "stator-eccentricity".</param>
/// <param name="Name">Words for people, such as "stator eccentricity"; empty where only the place is known.</param>
/// <param name="Confidence">How far the evidence decides.</param>
/// <param name="Evidence">The exceedances that made the rule speak, most telling first; never empty.</param>
/// <param name="Consequences">Further exceedances that this cause brings along, if no other cause has them as
/// evidence.</param>
internal sealed record Cause(
    string Code,
    string Name,
    Confidence Confidence,
    ImmutableArray<Exceedance> Evidence,
    Func<Exceedance, bool> Consequences);
