namespace Bench.Analysis.Tacho;

/// <summary>What is wrong with a tacho signal.</summary>
public enum TachoEventKind
{
    /// <summary>Pulses are missing while the shaft turned.</summary>
    Dropout = 1,

    /// <summary>An edge between two regular ones; it was left out.</summary>
    Bounce,

    /// <summary>The shaft turned the other way from here on.</summary>
    Reversal,
}

/// <summary>A fault of the tacho signal.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="TimeSeconds">Dropout: time of the last edge before it; bounce: time of the extra edge.</param>
/// <param name="DurationSeconds">Dropout: until the next edge; bounce: since the edge before.</param>
public readonly record struct TachoEvent(TachoEventKind Kind, double TimeSeconds, double DurationSeconds);
