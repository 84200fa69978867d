using Bench.Acquisition;

namespace Bench.Recordings.Mdf;

/// <summary>How the device's sample formats are called in MDF.</summary>
internal static class MdfSampleFormat
{
    /// <summary>Bytes of one sample.</summary>
    public static int Size(this SampleFormat format) => format switch
    {
        SampleFormat.Int8 or SampleFormat.UInt8 => 1,
        SampleFormat.Int16 or SampleFormat.UInt16 => 2,
        SampleFormat.Int32 or SampleFormat.UInt32 or SampleFormat.Float32 => 4,
        _ => 8,
    };

    /// <summary>MDF's data type: 0 unsigned, 2 signed, 4 floating point; all little-endian.</summary>
    public static byte MdfDataType(this SampleFormat format) => format switch
    {
        SampleFormat.Int8 or SampleFormat.Int16 or SampleFormat.Int32 or SampleFormat.Int64 => 2,
        SampleFormat.Float32 or SampleFormat.Float64 => 4,
        _ => 0,
    };

    /// <summary>
    /// The sample format of an MDF channel without regard to byte order; null where none of ours fits.
    /// </summary>
    public static SampleFormat? FromMdf(int dataType, uint bitCount) => (dataType, bitCount) switch
    {
        (0 or 1, 8) => SampleFormat.UInt8,
        (0 or 1, 16) => SampleFormat.UInt16,
        (0 or 1, 32) => SampleFormat.UInt32,
        (0 or 1, 64) => SampleFormat.UInt64,
        (2 or 3, 8) => SampleFormat.Int8,
        (2 or 3, 16) => SampleFormat.Int16,
        (2 or 3, 32) => SampleFormat.Int32,
        (2 or 3, 64) => SampleFormat.Int64,
        (4 or 5, 32) => SampleFormat.Float32,
        (4 or 5, 64) => SampleFormat.Float64,
        _ => null,
    };
}
