using System.Collections.Immutable;

namespace Bench.Analysis.Psychoacoustics;

/// <summary>Loudness and tonality of a sound in the hearing model of R. Sottek.</summary>
/// <param name="LoudnessSone">Representative loudness N in sone_HMS; up to 0.01 is not heard.</param>
/// <param name="LoudnessOverTime">N(t), every <see cref="HearingModel.PeriodSeconds"/> from time 0 on.</param>
/// <param name="SpecificLoudness">Mean N'(z) in sone_HMS/Bark_HMS at z = 0.5, 1 … 26.5 Bark_HMS.</param>
/// <param name="TonalityTu">Representative tonality T in tu_HMS; 0 where nothing is tonal.</param>
/// <param name="TonalityOverTime">T(t) of the most tonal band.</param>
/// <param name="ToneFrequencyHz">Frequency of the tone there; 0 without one.</param>
/// <param name="SpecificTonality">Mean T'(z) in tu_HMS/Bark_HMS.</param>
/// <param name="Field">The sound field assumed.</param>
public sealed record HearingModelSound(
    double LoudnessSone,
    ImmutableArray<double> LoudnessOverTime,
    ImmutableArray<double> SpecificLoudness,
    double TonalityTu,
    ImmutableArray<double> TonalityOverTime,
    ImmutableArray<double> ToneFrequencyHz,
    ImmutableArray<double> SpecificTonality,
    SoundField Field)
{
    /// <summary>Tonality above which a tone is prominent.</summary>
    public const double ProminentTonalityTu = 0.4;

    /// <summary>The method.</summary>
    public string Standard { get; } = "ECMA-418-2:2025 (4th edition), clauses 6 and 8";

    /// <summary>Whether the sound is prominently tonal.</summary>
    public bool IsProminentlyTonal => TonalityTu > ProminentTonalityTu;
}
