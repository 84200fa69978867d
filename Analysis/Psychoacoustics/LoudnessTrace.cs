using System.Collections.Immutable;

namespace Bench.Analysis.Psychoacoustics;

/// <summary>Loudness over time by the method of E. Zwicker, a value every 2 ms from time 0 on.</summary>
/// <param name="LoudnessSone">Total loudness N(t).</param>
/// <param name="SpecificSonePerBark">Specific loudness N'(z, t): 240 values per moment at z = 0.1, 0.2 … 24
/// Bark.</param>
/// <param name="Field">The sound field assumed.</param>
public sealed record LoudnessTrace(
    ImmutableArray<double> LoudnessSone, ImmutableArray<double> SpecificSonePerBark, SoundField Field)
{
    /// <summary>The method.</summary>
    public string Standard { get; } = "ISO 532-1:2017, time-varying sounds (Zwicker)";

    /// <summary>Largest loudness; NaN if one value is NaN.</summary>
    public double MaximumSone => LoudnessSone.Contains(double.NaN) ? double.NaN : LoudnessSone.Max();

    /// <summary>N5, the loudness exceeded during 5 % of the time: the standard's single figure.</summary>
    public double N5Sone => ExceededSone(5);

    /// <summary>N10, the loudness exceeded during 10 % of the time.</summary>
    public double N10Sone => ExceededSone(10);

    /// <summary>The specific loudness of a moment.</summary>
    /// <param name="index">Index of the moment.</param>
    public ReadOnlySpan<double> SpecificAt(int index) =>
        SpecificSonePerBark.AsSpan().Slice(index * LoudnessPattern.Points, LoudnessPattern.Points);

    /// <summary>The loudness exceeded during a share of the time, interpolated between values.</summary>
    /// <param name="percent">Share of the time, 0 to 100.</param>
    /// <returns>The loudness; NaN if one value is NaN.</returns>
    public double ExceededSone(double percent) => Percentile.Exceeded(LoudnessSone.AsSpan(), percent);
}
