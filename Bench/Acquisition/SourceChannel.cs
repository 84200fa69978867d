namespace Bench.Acquisition;

/// <summary>How raw samples are stored; all little-endian.</summary>
public enum SampleFormat
{
    /// <summary>8-bit signed integer.</summary>
    Int8,

    /// <summary>8-bit unsigned integer.</summary>
    UInt8,

    /// <summary>16-bit signed integer.</summary>
    Int16,

    /// <summary>16-bit unsigned integer.</summary>
    UInt16,

    /// <summary>32-bit signed integer.</summary>
    Int32,

    /// <summary>32-bit unsigned integer.</summary>
    UInt32,

    /// <summary>64-bit signed integer.</summary>
    Int64,

    /// <summary>64-bit unsigned integer.</summary>
    UInt64,

    /// <summary>IEEE 754 single.</summary>
    Float32,

    /// <summary>IEEE 754 double.</summary>
    Float64,
}

/// <summary>A channel as the source describes it.</summary>
/// <param name="Signal">Full id of the signal, such as "/EolBench/IO/AI0/Sig/AccA".</param>
/// <param name="Name">The device's name of it.</param>
/// <param name="Unit">Unit of scaled samples, as the device says it.</param>
/// <param name="Format">How raw samples are stored.</param>
/// <param name="Scale">Physical value = raw · Scale + Offset.</param>
/// <param name="Offset">See <paramref name="Scale"/>.</param>
/// <param name="Clock">Ticks and sample rate.</param>
public sealed record SourceChannel(
    string Signal,
    string Name,
    string Unit,
    SampleFormat Format,
    double Scale,
    double Offset,
    SampleClock Clock);

/// <summary>
/// Exact time base: a tick lasts Numerator/Denominator seconds; consecutive samples are TicksPerSample apart.
/// </summary>
public readonly record struct SampleClock(long Numerator, long Denominator, long TicksPerSample)
{
    /// <summary>Sample rate in Hz.</summary>
    public double SampleRateHz => (double)Denominator / Numerator / TicksPerSample;

    /// <summary>Length of a span of ticks in seconds.</summary>
    public double Seconds(long ticks) => (double)ticks * Numerator / Denominator;

    /// <summary>A clock of whole ticks: one tick per sample at a whole-numbered rate in Hz.</summary>
    public static SampleClock FromRate(long sampleRateHz) => new(1, sampleRateHz, 1);
}
