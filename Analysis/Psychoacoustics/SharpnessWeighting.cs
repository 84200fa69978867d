namespace Bench.Analysis.Psychoacoustics;

/// <summary>Weighting of high critical-band rates in the sharpness.</summary>
public enum SharpnessWeighting
{
    /// <summary>DIN 45692:2009, clause 5.</summary>
    Din45692,

    /// <summary>W. Aures, Acustica 59, 1985, as in DIN 45692:2009, annex B: grows with loudness too.</summary>
    Aures,

    /// <summary>G. von Bismarck, Acustica 30, 1974, as in DIN 45692:2009, annex B.</summary>
    VonBismarck,
}
