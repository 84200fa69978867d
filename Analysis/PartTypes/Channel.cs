namespace Bench.Analysis.PartTypes;

/// <summary>Physical quantity of a channel; it decides units, dB reference and which checks apply.</summary>
public enum Quantity
{
    /// <summary>Vibration acceleration in m/s²; level in dB re 1 µm/s² (ISO 1683).</summary>
    Acceleration,

    /// <summary>Sound pressure in Pa; level in dB re 20 µPa (ISO 1683).</summary>
    SoundPressure,

    /// <summary>Phase or excitation current in A; level in dB re 1 A.</summary>
    Current,

    /// <summary>Tacho or encoder waveform in V.</summary>
    Tacho,

    /// <summary>Torque in Nm; level in dB re 1 Nm.</summary>
    Torque,
}

/// <summary>One measured channel.</summary>
public sealed record Channel
{
    /// <summary>Short identity used in files and by the analyses, such as "AccA".</summary>
    public required string Id { get; init; }

    /// <summary>Name for people, such as "accelerometer A-side".</summary>
    public required string Name { get; init; }

    /// <summary>The device's signal: its id ends with this text; the channel's Id where empty.</summary>
    public string Signal { get; init; } = "";

    /// <summary>What is measured.</summary>
    public required Quantity Quantity { get; init; }

    /// <summary>Sample rate in Hz that the recipe expects.</summary>
    public required double SampleRateHz { get; init; }

    /// <summary>Full scale ± in the quantity's SI unit; samples at or near it are clipped.</summary>
    public required double FullScale { get; init; }

    /// <summary>RMS below which a sensor on a turning motor counts as dead, in the quantity's SI unit.</summary>
    public double DeadBelow { get; init; }

    /// <summary>SI unit of <see cref="Quantity"/>.</summary>
    public string Unit => Quantity switch
    {
        Quantity.Acceleration => "m/s²",
        Quantity.SoundPressure => "Pa",
        Quantity.Current => "A",
        Quantity.Torque => "Nm",
        _ => "V",
    };
}

/// <summary>How the shaft speed is measured.</summary>
public sealed record Tacho
{
    /// <summary>Id of the tacho channel.</summary>
    public required string Channel { get; init; }

    /// <summary>Rising edges per shaft revolution.</summary>
    public required int PulsesPerRevolution { get; init; }

    /// <summary>Threshold in V at which a rising edge counts.</summary>
    public double ThresholdVolts { get; init; } = 2.5;

    /// <summary>Hysteresis in V below and above the threshold.</summary>
    public double HysteresisVolts { get; init; } = 0.5;

    /// <summary>
    /// Revolutions over which the angle is smoothed; pulse-spacing errors vanish over a whole number.
    /// </summary>
    public double SmoothingRevolutions { get; init; } = 1;
}

/// <summary>What the drive does during a step.</summary>
public enum StepKind
{
    /// <summary>Shaft at rest: sensor self-test and noise floor.</summary>
    Standstill,

    /// <summary>Speed rises.</summary>
    RunUp,

    /// <summary>Speed is held.</summary>
    Dwell,

    /// <summary>Speed falls.</summary>
    CoastDown,
}

/// <summary>One step of the test cycle: a linear speed profile.</summary>
public sealed record TestStep
{
    /// <summary>Name used by the analyses and in findings, such as "run-up".</summary>
    public required string Name { get; init; }

    /// <summary>What happens.</summary>
    public required StepKind Kind { get; init; }

    /// <summary>Speed at the step's start in rpm.</summary>
    public required double StartRpm { get; init; }

    /// <summary>Speed at the step's end in rpm.</summary>
    public required double EndRpm { get; init; }

    /// <summary>Length in seconds.</summary>
    public required double DurationSeconds { get; init; }
}

/// <summary>When the bench, not the motor, is at fault.</summary>
public sealed record CheckSettings
{
    /// <summary>Allowed deviation from the speed profile, as a share of the profile's speed.</summary>
    public double SpeedTolerance { get; init; } = 0.03;

    /// <summary>Allowed deviation from the speed profile that always holds, in rpm.</summary>
    public double SpeedToleranceRpm { get; init; } = 60;

    /// <summary>Consecutive samples at full scale that count as clipping.</summary>
    public int ClippedSamples { get; init; } = 3;
}
