using System.Buffers.Binary;
using System.Globalization;

namespace Bench.Recordings.Foreign;

/// <summary>What kind of number.</summary>
internal enum NumberKind
{
    /// <summary>Unsigned integer.</summary>
    Unsigned,

    /// <summary>Signed integer.</summary>
    Signed,

    /// <summary>IEEE 754 floating point.</summary>
    Float,
}

/// <summary>How numbers lie in a binary file.</summary>
internal readonly record struct NumberFormat(NumberKind Kind, int Bytes, bool IsBigEndian)
{
    /// <summary>The format of a NumPy type such as "&lt;f8"; null where it is no plain number.</summary>
    public static NumberFormat? FromNumpy(string type)
    {
        NumberKind? kind = type.Length < 3 ? null : type[1] switch
        {
            'f' => NumberKind.Float,
            'i' => NumberKind.Signed,
            'u' or 'b' => NumberKind.Unsigned,
            _ => null,
        };
        bool bigEndian = type[0] == '>';
        return kind is not null
            && type[0] is '<' or '>' or '|' or '='
            && int.TryParse(type.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out int bytes)
            && bytes is 1 or 2 or 4 or 8
            && !(kind == NumberKind.Float && bytes < 4)
            ? new NumberFormat(kind.Value, bytes, bigEndian)
            : null;
    }

    /// <summary>Reads numbers that lie a fixed number of elements apart.</summary>
    public double[] Read(ReadOnlySpan<byte> data, long first, long stride, int count)
    {
        double[] values = new double[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = One(data.Slice(checked((int)((first + (i * stride)) * Bytes)), Bytes));
        }

        return values;
    }

    /// <summary>Reads numbers that lie a fixed number of bytes apart.</summary>
    public void Read(ReadOnlySpan<byte> data, int strideBytes, Span<double> target)
    {
        switch ((Kind, Bytes, IsBigEndian))
        {
            case (NumberKind.Float, 8, false):
                for (int i = 0; i < target.Length; i++)
                {
                    target[i] = BinaryPrimitives.ReadDoubleLittleEndian(data[(i * strideBytes)..]);
                }

                break;
            case (NumberKind.Float, 4, false):
                for (int i = 0; i < target.Length; i++)
                {
                    target[i] = BinaryPrimitives.ReadSingleLittleEndian(data[(i * strideBytes)..]);
                }

                break;
            case (NumberKind.Signed, 4, false):
                for (int i = 0; i < target.Length; i++)
                {
                    target[i] = BinaryPrimitives.ReadInt32LittleEndian(data[(i * strideBytes)..]);
                }

                break;
            case (NumberKind.Signed, 2, false):
                for (int i = 0; i < target.Length; i++)
                {
                    target[i] = BinaryPrimitives.ReadInt16LittleEndian(data[(i * strideBytes)..]);
                }

                break;
            default:
                for (int i = 0; i < target.Length; i++)
                {
                    target[i] = One(data[(i * strideBytes)..]);
                }

                break;
        }
    }

    /// <summary>Reads the number at the start of some bytes.</summary>
    public double One(ReadOnlySpan<byte> raw)
    {
        // Into the upper bytes, most significant first; the shift back extends the sign.
        Span<byte> bytes = stackalloc byte[8];
        bytes.Clear();
        raw[..Bytes].CopyTo(bytes);
        if (!IsBigEndian)
        {
            bytes[..Bytes].Reverse();
        }

        long bits = BinaryPrimitives.ReadInt64BigEndian(bytes);
        return (Kind, Bytes) switch
        {
            (NumberKind.Float, 4) => BitConverter.Int32BitsToSingle((int)(bits >> 32)),
            (NumberKind.Float, _) => BitConverter.Int64BitsToDouble(bits),
            (NumberKind.Signed, _) => bits >> (64 - (8 * Bytes)),
            _ => (ulong)bits >> (64 - (8 * Bytes)),
        };
    }
}
