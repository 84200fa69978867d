namespace Bench.Analysis.Psychoacoustics;

/// <summary>A discrete tone in noise with the two ratios of ECMA-418-1:2024 (3rd edition).</summary>
/// <param name="FrequencyHz">Frequency of the tone, between lines.</param>
/// <param name="LevelDb">Level of the tone without the noise below it, dB re 20 µPa.</param>
/// <param name="ToneToNoiseDb">Tone-to-noise ratio TNR (clause 11).</param>
/// <param name="ProminenceDb">Prominence ratio PR (clause 12).</param>
public sealed record DiscreteTone(
    double FrequencyHz, double LevelDb, double ToneToNoiseDb, double ProminenceDb)
{
    /// <summary>The method.</summary>
    public string Standard { get; } = "ECMA-418-1:2024 (3rd edition), clauses 11 and 12";

    /// <summary>Whether the tone is within 89.1 Hz to 11.2 kHz and above the lower threshold of hearing.</summary>
    public bool IsAudible => FrequencyHz is >= DiscreteTones.LowestHz and <= DiscreteTones.HighestHz
        && LevelDb > HearingThreshold.LowerDb(FrequencyHz);

    /// <summary>Whether the TNR makes the tone prominent: 8 dB from 1 kHz, 8 + 8.33·lg(1 kHz/f) dB below.</summary>
    public bool IsProminentByToneToNoise => IsAudible && ToneToNoiseDb >= ToneToNoiseRatio.CriterionDb(FrequencyHz);

    /// <summary>Whether the PR makes the tone prominent: 9 dB from 1 kHz, 9 + 10·lg(1 kHz/f) dB below.</summary>
    public bool IsProminentByProminence => IsAudible && ProminenceDb >= ProminenceRatio.CriterionDb(FrequencyHz);
}
