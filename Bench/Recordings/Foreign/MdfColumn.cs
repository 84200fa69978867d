using System.Buffers.Binary;

namespace Bench.Recordings.Foreign;

/// <summary>A numeric channel of an MDF file: where its bits lie in a record and what they mean.</summary>
internal sealed record MdfColumn
{
    public required string Name { get; init; }

    public required string Unit { get; init; }

    /// <summary>Number of the record instead of stored bits.</summary>
    public required bool IsVirtual { get; init; }

    /// <summary>0 and 1 unsigned, 2 and 3 signed, 4 and 5 floating point, the odd ones big-endian.</summary>
    public required int DataType { get; init; }

    public required int BitOffset { get; init; }

    public required int BitCount { get; init; }

    public required long ByteOffset { get; init; }

    public required MdfConversion Conversion { get; init; }

    /// <summary>Bit behind the record's data that says whether a value is none; null where there is none.</summary>
    public required long? InvalidBit { get; init; }

    private int Bytes => (BitOffset + BitCount + 7) / 8;

    /// <summary>What keeps the bits from being read, or empty.</summary>
    public string Obstacle(uint dataBytes, uint invalidBytes)
    {
        if (IsVirtual)
        {
            return "";
        }

        bool isFloat = DataType is 4 or 5;
        return (isFloat ? BitCount is not (16 or 32 or 64) || BitOffset != 0 : BitCount is < 1 or > 64 || Bytes > 8)
            ? $"is a number of {BitCount} bits at bit {BitOffset}"
            : ByteOffset + Bytes > dataBytes || InvalidBit / 8 >= invalidBytes
                ? $"lies outside of its record of {dataBytes} bytes"
                : "";
    }

    /// <summary>Reads all values.</summary>
    public double[] Read(ReadOnlySpan<byte> records, int recordBytes, int dataBytes, long count)
    {
        double[] values = new double[count];
        if (IsVirtual)
        {
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = i;
            }
        }
        else
        {
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = One(records.Slice((i * recordBytes) + (int)ByteOffset, Bytes));
            }
        }

        Conversion.Apply(values);
        if (InvalidBit is long bit)
        {
            for (int i = 0; i < values.Length; i++)
            {
                int flags = records[(i * recordBytes) + dataBytes + (int)(bit / 8)];
                values[i] = (flags >> (int)(bit % 8) & 1) != 0 ? double.NaN : values[i];
            }
        }

        return values;
    }

    private double One(ReadOnlySpan<byte> raw)
    {
        Span<byte> bytes = stackalloc byte[8];
        bytes.Clear();
        raw.CopyTo(bytes);
        if (DataType is 1 or 3 or 5)
        {
            bytes[..raw.Length].Reverse();
        }

        ulong bits = BinaryPrimitives.ReadUInt64LittleEndian(bytes) >> BitOffset;
        int unused = 64 - BitCount;
        return (DataType, BitCount) switch
        {
            (4 or 5, 16) => (double)BitConverter.UInt16BitsToHalf((ushort)bits),
            (4 or 5, 32) => BitConverter.UInt32BitsToSingle((uint)bits),
            (4 or 5, _) => BitConverter.UInt64BitsToDouble(bits),
            (2 or 3, _) => (long)(bits << unused) >> unused,
            _ => bits << unused >> unused,
        };
    }
}
