using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Bench.Analysis.Metrics;

namespace Bench.Analysis.PartTypes;

/// <summary>One line of a recipe's list of analyses: what is computed from which steps and channels.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(OrderCutRequest), "orderCut")]
[JsonDerivedType(typeof(OrderSpectrumRequest), "orderSpectrum")]
[JsonDerivedType(typeof(SpectrumRequest), "spectrum")]
[JsonDerivedType(typeof(EnvelopeSpectrumRequest), "envelopeSpectrum")]
[JsonDerivedType(typeof(LevelRequest), "level")]
[JsonDerivedType(typeof(PhaseCurrentRequest), "phaseCurrents")]
[JsonDerivedType(typeof(SwitchingLineRequest), "switchingLine")]
[JsonDerivedType(typeof(OrderLevelRequest), "orderLevels")]
[JsonDerivedType(typeof(OctaveBandRequest), "octaveBands")]
[JsonDerivedType(typeof(ImpulseRequest), "impulses")]
[JsonDerivedType(typeof(SeverityRequest), "severity")]
[JsonDerivedType(typeof(SoundLevelRequest), "soundLevel")]
[JsonDerivedType(typeof(LoudnessRequest), "loudness")]
[JsonDerivedType(typeof(ToneRequest), "tones")]
public abstract record AnalysisRequest
{
    /// <summary>Names of the steps; each gives results of its own.</summary>
    public required ImmutableArray<string> Steps { get; init; }

    /// <summary>
    /// Ids of the channels; each gives results of its own (phase currents: the three phases together).
    /// </summary>
    public required ImmutableArray<string> Channels { get; init; }
}

/// <summary>Level of single orders over speed.</summary>
public sealed record OrderCutRequest : AnalysisRequest
{
    /// <summary>Orders of the shaft, such as 1, 8, 48.</summary>
    public required ImmutableArray<double> Orders { get; init; }

    /// <summary>First speed of the grid in rpm.</summary>
    public required double FromRpm { get; init; }

    /// <summary>Last speed of the grid in rpm.</summary>
    public required double ToRpm { get; init; }

    /// <summary>Spacing of the speed grid in rpm; each point is the energy mean over ± half a spacing.</summary>
    public required double StepRpm { get; init; }

    /// <summary>Width of the cut in orders; energy within ± half of it is summed.</summary>
    public double BandwidthOrders { get; init; } = 0.5;
}

/// <summary>Order spectrum averaged (energy) over a whole step.</summary>
public sealed record OrderSpectrumRequest : AnalysisRequest
{
    /// <summary>Highest order.</summary>
    public required double MaxOrder { get; init; }

    /// <summary>Spacing of the curve's points in orders; lines between are summed (energy).</summary>
    public double StepOrders { get; init; } = 0.25;
}

/// <summary>Fractional-octave band levels summed from the averaged power spectrum.</summary>
public sealed record SpectrumRequest : AnalysisRequest
{
    /// <summary>Bands per octave: 1, 3, 6 or 12.</summary>
    public int BandsPerOctave { get; init; } = 6;

    /// <summary>Centre of the lowest band in Hz, about.</summary>
    public required double FromHz { get; init; }

    /// <summary>Centre of the highest band in Hz, about.</summary>
    public required double ToHz { get; init; }
}

/// <summary>Order spectrum of the envelope of a frequency band: where bearing damage shows.</summary>
public sealed record EnvelopeSpectrumRequest : AnalysisRequest
{
    /// <summary>Lower edge of the demodulated band in Hz.</summary>
    public required double FromHz { get; init; }

    /// <summary>Upper edge of the demodulated band in Hz.</summary>
    public required double ToHz { get; init; }

    /// <summary>Highest order of the envelope spectrum.</summary>
    public required double MaxOrder { get; init; }

    /// <summary>Spacing of the curve's points in orders.</summary>
    public double StepOrders { get; init; } = 0.05;
}

/// <summary>RMS level, crest factor and kurtosis of a step.</summary>
public sealed record LevelRequest : AnalysisRequest;

/// <summary>Fundamental, unbalance (negative over positive sequence) and distortion of three phase currents.</summary>
public sealed record PhaseCurrentRequest : AnalysisRequest;

/// <summary>Frequency and level of the strongest line near the inverter's switching frequency and its double.</summary>
public sealed record SwitchingLineRequest : AnalysisRequest
{
    /// <summary>Half width of the search around the nominal frequency, as a share of it.</summary>
    public double SearchShare { get; init; } = 0.1;
}

/// <summary>A limit from a specification: it holds whatever was learned.</summary>
public sealed record FixedLimit
{
    /// <summary>Step it applies to; all where empty.</summary>
    public string Step { get; init; } = "";

    /// <summary>Channel it applies to; all where empty.</summary>
    public string Channel { get; init; } = "";

    /// <summary>Kind of curve.</summary>
    public required CurveFamily Family { get; init; }

    /// <summary>Name of the curve, such as "unbalance"; all of the family where empty.</summary>
    public string Name { get; init; } = "";

    /// <summary>First position it applies to, in the curve's axis unit.</summary>
    public double From { get; init; } = double.NegativeInfinity;

    /// <summary>Last position it applies to, in the curve's axis unit.</summary>
    public double To { get; init; } = double.PositiveInfinity;

    /// <summary>Highest allowed value in the curve's unit.</summary>
    public double? Upper { get; init; }

    /// <summary>Lowest allowed value in the curve's unit.</summary>
    public double? Lower { get; init; }

    /// <summary>Where the figure comes from.</summary>
    public required string Reason { get; init; }
}
