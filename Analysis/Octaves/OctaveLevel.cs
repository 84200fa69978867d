namespace Bench.Analysis.Octaves;

/// <summary>Which mean square of a band is meant.</summary>
public enum OctaveLevel
{
    /// <summary>Mean over the interval: Leq when expressed as a level.</summary>
    Equivalent,

    /// <summary>Exponential average of 125 ms, F of IEC 61672-1:2013 (5.8), now.</summary>
    Fast,

    /// <summary>Exponential average of 1 s, S of IEC 61672-1:2013 (5.8), now.</summary>
    Slow,

    /// <summary>The largest F average of the interval.</summary>
    FastMaximum,

    /// <summary>The largest S average of the interval.</summary>
    SlowMaximum,
}
