namespace Bench.Analysis.Psychoacoustics;

/// <summary>Loudness level in phon: that of the 1 kHz tone that sounds equally loud (ISO 532-1:2017).</summary>
public static class LoudnessLevel
{
    /// <summary>Loudness level of a loudness: 40 + 10·lb N from 1 sone, 40·(N + 0.0005)^0.35 below.</summary>
    /// <param name="loudnessSone">Loudness, not negative; NaN gives NaN.</param>
    public static double PhonFromSone(double loudnessSone) => loudnessSone >= 1
        ? 40 + (10 * Math.Log2(loudnessSone))
        : 40 * Math.Pow(loudnessSone + 0.0005, 0.35);
}
