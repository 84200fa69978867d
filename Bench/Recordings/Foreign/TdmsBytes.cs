using System.Buffers.Binary;
using System.Text;

namespace Bench.Recordings.Foreign;

/// <summary>Takes the values of a TDMS segment's lead-in and metadata, every length checked.</summary>
internal ref struct TdmsBytes(ReadOnlySpan<byte> bytes, bool bigEndian)
{
    // Seconds from 1904-01-01, LabVIEW's epoch, to 1970-01-01.
    private const double UnixSeconds = 2_082_844_800;

    private ReadOnlySpan<byte> _rest = bytes;

    public readonly int Left => _rest.Length;

    public uint UInt32()
    {
        ReadOnlySpan<byte> raw = Take(sizeof(uint));
        return bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(raw) : BinaryPrimitives.ReadUInt32LittleEndian(raw);
    }

    public ulong UInt64()
    {
        ReadOnlySpan<byte> raw = Take(sizeof(ulong));
        return bigEndian ? BinaryPrimitives.ReadUInt64BigEndian(raw) : BinaryPrimitives.ReadUInt64LittleEndian(raw);
    }

    public byte Byte() => Take(1)[0];

    public string Text() => Encoding.UTF8.GetString(Take(UInt32()));

    /// <summary>A number of things of which each takes some bytes.</summary>
    public int Count(int bytesEach)
    {
        uint count = UInt32();
        return count <= _rest.Length / bytesEach ? (int)count : throw CutOff();
    }

    /// <summary>The value of a property: a text, or a number (times in seconds since 1970).</summary>
    public object Value(TdmsType type)
    {
        switch (type)
        {
            case TdmsType.Text:
                return Text();
            case TdmsType.Time:
                return Time(Take(type.Size()), bigEndian, out double fraction) - UnixSeconds + fraction;
            case TdmsType.ComplexSingle or TdmsType.ComplexDouble:
                Take(type.Size());
                return double.NaN;
            default:
                return type.Size() > 0
                    ? type.Format(bigEndian).One(Take((uint)type.Size()))
                    : throw new RecordingException($"a property has the type {(uint)type:X}, which is not known");
        }
    }

    /// <summary>Seconds since 1904 and their fraction.</summary>
    public static long Time(ReadOnlySpan<byte> raw, bool bigEndian, out double fraction)
    {
        ulong parts = bigEndian
            ? BinaryPrimitives.ReadUInt64BigEndian(raw[8..])
            : BinaryPrimitives.ReadUInt64LittleEndian(raw);
        fraction = parts / 18446744073709551616.0;
        return bigEndian
            ? BinaryPrimitives.ReadInt64BigEndian(raw)
            : BinaryPrimitives.ReadInt64LittleEndian(raw[8..]);
    }

    private ReadOnlySpan<byte> Take(long count)
    {
        if (count > _rest.Length)
        {
            throw CutOff();
        }

        ReadOnlySpan<byte> taken = _rest[..(int)count];
        _rest = _rest[(int)count..];
        return taken;
    }

    private static RecordingException CutOff() => new("it is damaged or cut off: its metadata reach over their end");
}
