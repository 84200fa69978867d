using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace Bench.Analysis.Tests.Conformance;

/// <summary>Real numbers of one structure's fields in a MATLAB 5 file whose first variable is that structure.</summary>
internal sealed class MatlabVector
{
    private const int Compressed = 15;
    private const int HeaderBytes = 128;

    private readonly Dictionary<string, double[]> _fields = [];

    public MatlabVector(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        Assert.Equal(Compressed, BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(HeaderBytes)));
        using ZLibStream inflate = new(new MemoryStream(file, HeaderBytes + 8, file.Length - HeaderBytes - 8),
            CompressionMode.Decompress);
        using MemoryStream content = new();
        inflate.CopyTo(content);

        // Array flags, dimensions, name, length of the field names, field names, then one matrix for each.
        Next(content.ToArray(), out _, out ReadOnlySpan<byte> rest);
        for (int skipped = 0; skipped < 3; skipped++)
        {
            rest = Next(rest, out _, out _);
        }

        rest = Next(rest, out _, out ReadOnlySpan<byte> length);
        int nameLength = BinaryPrimitives.ReadInt32LittleEndian(length);
        rest = Next(rest, out _, out ReadOnlySpan<byte> names);
        for (int at = 0; at < names.Length; at += nameLength)
        {
            rest = Next(rest, out _, out ReadOnlySpan<byte> matrix);
            _fields.Add(Encoding.ASCII.GetString(names.Slice(at, nameLength)).TrimEnd('\0'), Numbers(matrix));
        }
    }

    public double[] this[string field] => _fields[field];

    private static double[] Numbers(ReadOnlySpan<byte> matrix)
    {
        for (int skipped = 0; skipped < 3; skipped++)
        {
            matrix = Next(matrix, out _, out _);
        }

        Next(matrix, out int type, out ReadOnlySpan<byte> data);
        return type switch
        {
            2 => Array.ConvertAll(data.ToArray(), value => (double)value),
            4 => Array.ConvertAll(MemoryMarshal.Cast<byte, ushort>(data).ToArray(), value => (double)value),
            9 => MemoryMarshal.Cast<byte, double>(data).ToArray(),
            _ => [],
        };
    }

    // One data element; up to four bytes stand within its tag. Elements begin at multiples of eight bytes.
    private static ReadOnlySpan<byte> Next(ReadOnlySpan<byte> from, out int type, out ReadOnlySpan<byte> data)
    {
        int tag = BinaryPrimitives.ReadInt32LittleEndian(from);
        type = tag & 0xffff;
        if (tag >> 16 != 0)
        {
            data = from.Slice(4, tag >> 16);
            return from[8..];
        }

        int length = BinaryPrimitives.ReadInt32LittleEndian(from[4..]);
        data = from.Slice(8, length);
        return from[Math.Min(from.Length, 8 + ((length + 7) / 8 * 8))..];
    }
}
