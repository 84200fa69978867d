namespace Bench.Analysis.Psychoacoustics;

/// <summary>The tone that stands out most at one moment of a run-up.</summary>
/// <param name="TimeSeconds">Middle of the moment.</param>
/// <param name="SpeedRpm">Mean speed during it.</param>
/// <param name="Tone">The tone at the mean speed, or null where none stands out.</param>
public sealed record TonePoint(double TimeSeconds, double SpeedRpm, DiscreteTone? Tone)
{
    /// <summary>The tone's order, its frequency over that of the shaft; NaN without a tone.</summary>
    public double Order => Tone is null ? double.NaN : Tone.FrequencyHz * 60 / SpeedRpm;

    /// <summary>Whether TNR or PR makes the tone prominent.</summary>
    public bool IsProminent => Tone is { } tone && (tone.IsProminentByToneToNoise || tone.IsProminentByProminence);
}
