namespace Bench.Recordings.Foreign;

/// <summary>Types of values in a TDMS file, by their number there.</summary>
internal enum TdmsType : uint
{
    Int8 = 1,
    Int16 = 2,
    Int32 = 3,
    Int64 = 4,
    UInt8 = 5,
    UInt16 = 6,
    UInt32 = 7,
    UInt64 = 8,
    Single = 9,
    Double = 10,
    SingleWithUnit = 0x19,
    DoubleWithUnit = 0x1A,
    Text = 0x20,
    Boolean = 0x21,
    Time = 0x44,
    ComplexSingle = 0x08000C,
    ComplexDouble = 0x10000D,
    Daqmx = 0xFFFFFFFF,
}

/// <summary>What the numbers of a type are.</summary>
internal static class TdmsTypes
{
    // The numbers of DAQmx scalers are their own.
    private static readonly TdmsType[] s_daqmx =
    [
        TdmsType.UInt8, TdmsType.Int8, TdmsType.UInt16, TdmsType.Int16, TdmsType.UInt32, TdmsType.Int32,
        TdmsType.UInt64, TdmsType.Int64, TdmsType.Single, TdmsType.Double,
    ];

    /// <summary>Bytes of one value; 0 where it has no fixed size or the type is not known.</summary>
    public static int Size(this TdmsType type) => type switch
    {
        TdmsType.Int8 or TdmsType.UInt8 or TdmsType.Boolean => 1,
        TdmsType.Int16 or TdmsType.UInt16 => 2,
        TdmsType.Int32 or TdmsType.UInt32 or TdmsType.Single or TdmsType.SingleWithUnit => 4,
        TdmsType.Int64 or TdmsType.UInt64 or TdmsType.Double or TdmsType.DoubleWithUnit => 8,
        TdmsType.ComplexSingle => 8,
        TdmsType.ComplexDouble or TdmsType.Time => 16,
        _ => 0,
    };

    public static bool IsComplex(this TdmsType type) => type is TdmsType.ComplexSingle or TdmsType.ComplexDouble;

    /// <summary>The number, or for a complex value one of its two.</summary>
    public static NumberFormat Format(this TdmsType type, bool bigEndian)
    {
        NumberKind kind = type switch
        {
            TdmsType.Int8 or TdmsType.Int16 or TdmsType.Int32 or TdmsType.Int64 => NumberKind.Signed,
            TdmsType.UInt8 or TdmsType.UInt16 or TdmsType.UInt32 or TdmsType.UInt64 or TdmsType.Boolean =>
                NumberKind.Unsigned,
            _ => NumberKind.Float,
        };
        return new NumberFormat(kind, type.IsComplex() ? type.Size() / 2 : type.Size(), bigEndian);
    }

    public static TdmsType OfDaqmx(uint number) => number == uint.MaxValue
        ? TdmsType.Time
        : number < s_daqmx.Length
            ? s_daqmx[number]
            : throw new RecordingException($"it is damaged: a DAQmx scaler of type {number}");
}
