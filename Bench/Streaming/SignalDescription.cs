namespace Bench.Streaming;

/// <summary>How the values of a signal are given.</summary>
public enum SignalRule
{
    /// <summary>Not said, or one that this code does not know.</summary>
    Unknown = 0,

    /// <summary>Evenly spaced: start and delta; interpretation rule type 1.</summary>
    Linear = 1,

    /// <summary>One value that holds until the next; interpretation rule type 2.</summary>
    Constant = 2,

    /// <summary>Every value is sent; interpretation rule type 3.</summary>
    Explicit = 3,
}

/// <summary>Type of a sample; all little-endian.</summary>
public enum StreamDataType
{
    /// <summary>One that has no numeric samples of known size.</summary>
    Unknown,

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
    Real32,

    /// <summary>IEEE 754 double.</summary>
    Real64,

    /// <summary>Two singles.</summary>
    Complex32,

    /// <summary>Two doubles.</summary>
    Complex64,

    /// <summary>128-bit signed integer.</summary>
    Int128,

    /// <summary>128-bit unsigned integer.</summary>
    UInt128,

    /// <summary>Several members, packed.</summary>
    Struct,

    /// <summary>Bits with names.</summary>
    BitField,
}

/// <summary>What a `signal` metadata says, whichever dialect it was said in.</summary>
public sealed record SignalDescription
{
    /// <summary>The table: in 2.0 the id of the domain signal, in 1.5 a name that all members share.</summary>
    public string TableId { get; init; } = "";

    /// <summary>Id of the domain signal where the metadata names it as a related signal (1.5); else empty.</summary>
    public string DomainId { get; init; } = "";

    /// <summary>Row of the next value, where said.</summary>
    public long? ValueIndex { get; init; }

    /// <summary>Name for people.</summary>
    public string Name { get; init; } = "";

    /// <summary>Type of a sample.</summary>
    public StreamDataType DataType { get; init; }

    /// <summary>Bytes of a sample, all dimensions and members included; 0 where unknown.</summary>
    public int SampleBytes { get; init; }

    /// <summary>Values of a sample: 1 unless it has dimensions.</summary>
    public int SampleValues { get; init; } = 1;

    /// <summary>How values are given.</summary>
    public SignalRule Rule { get; init; }

    /// <summary>Ticks from one value to the next (linear rule); 0 where unknown.</summary>
    public long Delta { get; init; }

    /// <summary>Numerator of the length of a tick in seconds; 0 where there is no resolution.</summary>
    public long ResolutionNumerator { get; init; }

    /// <summary>Denominator of the length of a tick in seconds; 0 where there is no resolution.</summary>
    public long ResolutionDenominator { get; init; }

    /// <summary>Symbol of the unit, such as "m/s²".</summary>
    public string Unit { get; init; } = "";

    /// <summary>Quantity of the unit, such as "time" or "acceleration".</summary>
    public string UnitQuantity { get; init; } = "";

    /// <summary>UNECE code of the unit; -1 where there is none.</summary>
    public int UnitId { get; init; } = -1;

    /// <summary>Instant of tick 0, such as "1970-01-01"; empty where ticks have no origin.</summary>
    public string Origin { get; init; } = "";

    /// <summary>Physical value = Scale · raw + Offset.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>See <see cref="Scale"/>.</summary>
    public double Offset { get; init; }

    /// <summary>Lowest value of the range in the unit; null where none is said.</summary>
    public double? RangeLow { get; init; }

    /// <summary>Highest value of the range in the unit; null where none is said.</summary>
    public double? RangeHigh { get; init; }

    /// <summary>Whether the values are instants.</summary>
    public bool IsTime => string.Equals(UnitQuantity, "time", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether its ticks have an exact length and spacing.</summary>
    public bool IsLinearTime =>
        Rule == SignalRule.Linear && Delta > 0 && ResolutionNumerator > 0 && ResolutionDenominator > 0;
}
