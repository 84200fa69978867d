using System.Collections.Immutable;

namespace Bench.Samples.Simulation;

/// <summary>What can be wrong with a virtual motor.</summary>
public enum Defect
{
    /// <summary>Mass unbalance of the rotor: order 1.</summary>
    Unbalance = 1,

    /// <summary>Stator eccentricity: pole order 2p with shaft sidebands.</summary>
    StatorEccentricity,

    /// <summary>Pit in the outer ring: ball-pass frequency of the outer ring.</summary>
    BearingOuter,

    /// <summary>Pit in the inner ring: ball-pass frequency of the inner ring with shaft sidebands.</summary>
    BearingInner,

    /// <summary>Pit in a ball: twice the ball-spin frequency with cage sidebands.</summary>
    BearingBall,

    /// <summary>Damaged cage: cage frequency.</summary>
    BearingCage,

    /// <summary>Broken or weak magnet (permanent-magnet rotor).</summary>
    BrokenMagnet,

    /// <summary>Shorted turns in one stator phase.</summary>
    TurnShort,

    /// <summary>Unequal phases: resistance or contact.</summary>
    PhaseUnbalance,

    /// <summary>Inverter switches at a wrong frequency.</summary>
    SwitchingFrequency,

    /// <summary>A loose part that rattles.</summary>
    LoosePart,

    /// <summary>Sparking or bouncing brushes on the slip rings (wound rotor).</summary>
    BrushNoise,
}

/// <summary>What can be wrong with the virtual bench.</summary>
public enum BenchFault
{
    /// <summary>A sensor gives nothing but its noise floor.</summary>
    DeadSensor = 1,

    /// <summary>A sensor's amplifier is set too high: it clips.</summary>
    ClippedSensor,

    /// <summary>Two accelerometers are exchanged.</summary>
    SwappedSensors,

    /// <summary>An accelerometer is not fixed: it loses the high frequencies and rattles.</summary>
    LooseSensor,

    /// <summary>Tacho pulses are missing for a while.</summary>
    TachoDropout,

    /// <summary>The device loses samples.</summary>
    LostSamples,

    /// <summary>Somebody hits the bench once.</summary>
    HammerBlow,

    /// <summary>The drive does not follow the speed profile.</summary>
    SpeedOffProfile,
}

/// <summary>One virtual motor on the virtual bench: everything that decides its samples.</summary>
/// <param name="SerialNumber">Its serial number; with <paramref name="Seed"/> it decides all production
/// scatter.</param>
/// <param name="Seed">Seed of the population.</param>
/// <param name="Defects">What is wrong with the motor.</param>
/// <param name="Faults">What is wrong with the bench during its test.</param>
public sealed record Specimen(
    string SerialNumber,
    long Seed,
    ImmutableArray<SeededDefect> Defects,
    ImmutableArray<BenchFault> Faults);
