using System.Collections.Immutable;

namespace Bench.Analysis.PartTypes;

/// <summary>How a synchronous machine gets its rotor field.</summary>
public enum RotorKind
{
    /// <summary>Magnets in the rotor.</summary>
    PermanentMagnet,

    /// <summary>A wound rotor fed with an excitation current through slip rings.</summary>
    WoundRotor,
}

/// <summary>Geometry of a synchronous machine and its inverter.</summary>
public sealed record Machine
{
    /// <summary>Where the rotor field comes from.</summary>
    public required RotorKind Rotor { get; init; }

    /// <summary>Pole pairs p, 1-64; the electrical frequency is p times the shaft's.</summary>
    public required int PolePairs { get; init; }

    /// <summary>Stator slots, 3-400.</summary>
    public required int StatorSlots { get; init; }

    /// <summary>Inverter switching frequency in Hz; its lines m·f_sw ± k·f_el are not orders.</summary>
    public required double SwitchingFrequencyHz { get; init; }

    /// <summary>Rolling bearings.</summary>
    public ImmutableArray<Bearing> Bearings { get; init; } = [];

    /// <summary>Brushes that run on the slip rings of a wound rotor; 0 for a permanent-magnet machine.</summary>
    public int Brushes { get; init; }
}

/// <summary>Geometry of a rolling bearing with a rotating inner ring.</summary>
public sealed record Bearing
{
    /// <summary>Where it sits, such as "A-side".</summary>
    public required string Name { get; init; }

    /// <summary>Number of rolling elements.</summary>
    public required int Balls { get; init; }

    /// <summary>Rolling-element diameter in mm.</summary>
    public required double BallDiameterMillimetres { get; init; }

    /// <summary>Pitch diameter in mm.</summary>
    public required double PitchDiameterMillimetres { get; init; }

    /// <summary>Contact angle in degrees.</summary>
    public double ContactAngleDegrees { get; init; }
}
