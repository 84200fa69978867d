namespace Bench.Analysis.Weightings;

/// <summary>Frequency weightings of sound level meters (IEC 61672-1:2013, 5.4).</summary>
public enum FrequencyWeightingKind
{
    /// <summary>A: near the ear's response to soft sound.</summary>
    A,

    /// <summary>C: flat from 31.5 Hz to 8 kHz but for 3 dB at both; for peaks.</summary>
    C,

    /// <summary>Z: none.</summary>
    Z,
}
