using System.Collections.Immutable;
using Bench.Analysis.Filters;

namespace Bench.Analysis.Octaves;

/// <summary>The filter of one band of a bank.</summary>
/// <param name="Stage">Number of times that the sampling rate is halved before it.</param>
/// <param name="Sections">Sections at that rate; each has the numerator b0·(1 − z⁻²).</param>
public sealed record OctaveBandFilter(int Stage, ImmutableArray<Biquad> Sections)
{
    /// <summary>Product of the sections' b0.</summary>
    internal double Gain => Sections.Aggregate(1.0, (gain, section) => gain * section.B0);
}
