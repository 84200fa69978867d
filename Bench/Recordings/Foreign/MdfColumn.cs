using System.Buffers.Binary;
using System.Text;

namespace Bench.Recordings.Foreign;

/// <summary>A numeric channel of an MDF file: where its bits lie in a record and what they mean.</summary>
internal sealed record MdfColumn
{
    private const int LongestText = 1 << 12;

    public required string Name { get; init; }

    public required string Unit { get; init; }

    /// <summary>Number of the record instead of stored bits.</summary>
    public required bool IsVirtual { get; init; }

    /// <summary>
    /// 0 and 1 unsigned, 2 and 3 signed, 4 and 5 floating point, the odd ones big-endian; 6 to 9 texts.
    /// </summary>
    public required int DataType { get; init; }

    public required int BitOffset { get; init; }

    public required int BitCount { get; init; }

    public required long ByteOffset { get; init; }

    public required MdfConversion Conversion { get; init; }

    /// <summary>Bit behind the record's data that says whether a value is none; null where there is none.</summary>
    public required long? InvalidBit { get; init; }

    private int Bytes => (BitOffset + BitCount + 7) / 8;

    private bool IsText => DataType is >= 6 and <= 9;

    // Whole numbers of bytes are read without looking at bits.
    private NumberFormat? Plain => BitOffset == 0 && BitCount is 8 or 16 or 32 or 64 && !(DataType > 3 && BitCount < 32)
        ? new NumberFormat(
            DataType is 4 or 5 ? NumberKind.Float : DataType is 2 or 3 ? NumberKind.Signed : NumberKind.Unsigned,
            BitCount / 8,
            DataType is 1 or 3 or 5)
        : null;

    /// <summary>What keeps the bits from being read, or empty.</summary>
    public string Obstacle(uint dataBytes, uint invalidBytes)
    {
        if (IsVirtual)
        {
            return "";
        }

        bool isFloat = DataType is 4 or 5;
        bool isFit = IsText ? BitOffset == 0 && BitCount % 8 == 0 && BitCount is >= 8 and <= 8 * LongestText
            : isFloat ? BitCount is 16 or 32 or 64 && BitOffset == 0
            : BitCount is >= 1 and <= 64 && Bytes <= 8;
        return !isFit ? $"is {(IsText ? "a text" : "a number")} of {BitCount} bits at bit {BitOffset}"
            : ByteOffset + Bytes > dataBytes || InvalidBit / 8 >= invalidBytes
                ? $"lies outside of its record of {dataBytes} bytes"
                : "";
    }

    /// <summary>Reads values out of whole records.</summary>
    /// <param name="records">The records.</param>
    /// <param name="recordBytes">Bytes of one.</param>
    /// <param name="dataBytes">Bytes of one before its invalidation bits.</param>
    /// <param name="first">Number of the first record in its group.</param>
    /// <param name="values">Receives a value of each record.</param>
    public void Read(ReadOnlySpan<byte> records, int recordBytes, int dataBytes, long first, Span<double> values)
    {
        if (IsVirtual)
        {
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = first + i;
            }
        }
        else if (Conversion.NumberOfText is { } numberOf)
        {
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = numberOf(Text(records.Slice((i * recordBytes) + (int)ByteOffset, Bytes)));
            }
        }
        else if (Plain is NumberFormat plain)
        {
            plain.Read(records[(int)ByteOffset..], recordBytes, values);
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
    }

    private string Text(ReadOnlySpan<byte> raw)
    {
        Encoding encoding = DataType switch
        {
            6 => Encoding.Latin1,
            8 => Encoding.Unicode,
            9 => Encoding.BigEndianUnicode,
            _ => Encoding.UTF8,
        };
        string text = encoding.GetString(raw);
        int end = text.IndexOf('\0', StringComparison.Ordinal);
        return end < 0 ? text : text[..end];
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
