namespace Bench.Analysis.Psychoacoustics;

/// <summary>A tone, or several in one critical band, above the masking threshold of the noise around.</summary>
/// <param name="FrequencyHz">Frequency of the tone, of the most audible one where several count together.</param>
/// <param name="LevelDb">Tone level L_T.</param>
/// <param name="NoiseLevelDb">Mean level of the noise's lines L_S.</param>
/// <param name="CriticalBandLevelDb">Level of the noise in the critical band L_G.</param>
/// <param name="AudibilityDb">Audibility ΔL = L_T − L_G − a_v.</param>
/// <param name="UncertaintyDb">Extended uncertainty U of the audibility, for 90 % coverage.</param>
/// <param name="Tones">Number of tones that count together, 1 for a single one.</param>
public sealed record AudibleTone(
    double FrequencyHz,
    double LevelDb,
    double NoiseLevelDb,
    double CriticalBandLevelDb,
    double AudibilityDb,
    double UncertaintyDb,
    int Tones)
{
    /// <summary>The method.</summary>
    public string Standard { get; } = "ISO/PAS 20065:2016";
}
