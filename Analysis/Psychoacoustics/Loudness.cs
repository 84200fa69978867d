using System.Collections.Immutable;

namespace Bench.Analysis.Psychoacoustics;

/// <summary>Loudness of a stationary sound by the method of E. Zwicker.</summary>
/// <param name="LoudnessSone">Total loudness N; NaN for a signal with NaN or outside the method's range.</param>
/// <param name="SpecificSonePerBark">Specific loudness N'(z) at z = 0.1, 0.2 … 24 Bark.</param>
/// <param name="LevelsDb">The 28 one-third-octave levels from 25 Hz to 12.5 kHz behind it, dB re 20 µPa.</param>
/// <param name="Field">The sound field assumed.</param>
public sealed record Loudness(
    double LoudnessSone,
    ImmutableArray<double> SpecificSonePerBark,
    ImmutableArray<double> LevelsDb,
    SoundField Field)
{
    /// <summary>The method.</summary>
    public string Standard { get; } = "ISO 532-1:2017, stationary sounds (Zwicker)";

    /// <summary>Loudness level.</summary>
    public double LevelPhon => LoudnessLevel.PhonFromSone(LoudnessSone);
}
