namespace Bench.Analysis.Psychoacoustics;

/// <summary>How sound arrives at the listener: the correction of the outer ear depends on it.</summary>
public enum SoundField
{
    /// <summary>From the front, without reflections: one source in an anechoic or well damped room.</summary>
    Free,

    /// <summary>From all directions alike: a reverberant room.</summary>
    Diffuse,
}
