using System.Collections.Immutable;

namespace Bench.Analysis.Metrics;

/// <summary>What a curve is.</summary>
public enum CurveFamily
{
    /// <summary>Level of one order over speed.</summary>
    OrderCut,

    /// <summary>Level over order, averaged over a step.</summary>
    OrderSpectrum,

    /// <summary>Fractional-octave band level over frequency, averaged over a step.</summary>
    Spectrum,

    /// <summary>Envelope level over order.</summary>
    EnvelopeSpectrum,

    /// <summary>One scalar of a step: RMS level, crest factor, kurtosis.</summary>
    Level,

    /// <summary>One scalar of the phase currents: fundamental, unbalance, distortion.</summary>
    PhaseCurrent,

    /// <summary>Frequency or level of an inverter switching line.</summary>
    SwitchingLine,

    /// <summary>Level of an order, overall or residual level, aggregated over a step or ranges of speed.</summary>
    OrderLevel,

    /// <summary>Fractional-octave band level by filters.</summary>
    OctaveBand,

    /// <summary>Crest factor, kurtosis or impulse factor of a band.</summary>
    Impulse,

    /// <summary>Vibration severity in mm/s.</summary>
    Severity,

    /// <summary>Sound level, loudness or sharpness.</summary>
    Sound,

    /// <summary>How far tones stand out from the noise around them.</summary>
    Tone,
}

/// <summary>What a curve's positions are.</summary>
public enum CurveAxis
{
    /// <summary>A single value without position.</summary>
    None,

    /// <summary>Shaft speed in rpm.</summary>
    SpeedRpm,

    /// <summary>Multiples of the shaft's revolution.</summary>
    Order,

    /// <summary>Frequency in Hz.</summary>
    FrequencyHz,
}

/// <summary>
/// Identity, axis and unit of one curve of a <see cref="Measurement"/>; a scalar is a curve of one point.
/// </summary>
/// <param name="Step">Name of the test step.</param>
/// <param name="Channel">Id of the channel ("UVW"-style joint results name the first one).</param>
/// <param name="Family">What it is.</param>
/// <param name="Name">Which one of the family, such as "order 8", "rms", "unbalance".</param>
/// <param name="Axis">What <paramref name="Positions"/> are.</param>
/// <param name="Positions">Strictly rising positions; one 0 for a scalar.</param>
/// <param name="Unit">Unit of the values, such as "dB re 1 µm/s²", "A", "%".</param>
/// <param name="Order">The order of an order cut; null otherwise.</param>
public sealed record CurveDefinition(
    string Step,
    string Channel,
    CurveFamily Family,
    string Name,
    CurveAxis Axis,
    ImmutableArray<double> Positions,
    string Unit,
    double? Order = null)
{
    /// <summary>Stable identity within a measurement: step/channel/family/name.</summary>
    public string Key => $"{Step}/{Channel}/{Family}/{Name}";

    /// <summary>Whether values are decibels (limits add) or linear (limits multiply).</summary>
    public bool IsDecibel => Unit.StartsWith("dB", StringComparison.Ordinal);
}
