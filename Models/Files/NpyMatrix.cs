using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Bench.Models.Files;

/// <summary>
/// A matrix of 32-bit floats in NumPy's format (NEP 1, version 1.0): little-endian, row after row. Nothing else is
/// read.
/// </summary>
internal static partial class NpyMatrix
{
    private const int PreambleBytes = 10;
    private const int Alignment = 64;

    /// <summary>The whole file of a matrix; every row has <paramref name="columns"/> values.</summary>
    public static byte[] Write(IReadOnlyList<float[]> rows, int columns)
    {
        string header = string.Create(
            CultureInfo.InvariantCulture,
            $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({rows.Count}, {columns}), }}");
        int start = (PreambleBytes + header.Length + 1 + Alignment - 1) / Alignment * Alignment;
        byte[] file = new byte[start + (rows.Count * columns * sizeof(float))];
        Magic.CopyTo(file);
        file[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(8), (ushort)(start - PreambleBytes));
        Encoding.ASCII.GetBytes(header.PadRight(start - PreambleBytes - 1) + "\n", file.AsSpan(PreambleBytes));
        Span<byte> at = file.AsSpan(start);
        foreach (float[] row in rows)
        {
            foreach (float value in row)
            {
                BinaryPrimitives.WriteSingleLittleEndian(at, value);
                at = at[sizeof(float)..];
            }
        }

        return file;
    }

    /// <summary>Reads a matrix of known size.</summary>
    /// <exception cref="FormatException">Not such a matrix: the message says what it is instead.</exception>
    public static float[][] Read(ReadOnlySpan<byte> file, int rows, int columns)
    {
        if (file.Length < PreambleBytes || !file.StartsWith(Magic) || file[6] != 1)
        {
            throw new FormatException("features.npy is no NumPy array of format 1");
        }

        int start = PreambleBytes + BinaryPrimitives.ReadUInt16LittleEndian(file[8..]);
        string header = start <= file.Length ? Encoding.ASCII.GetString(file[PreambleBytes..start]) : "";
        Match match = Header().Match(header);
        if (!match.Success)
        {
            throw new FormatException(
                "features.npy is not of type '<f4' in rows (numpy.float32, C order, two dimensions)");
        }

        if (match.Groups[1].Value != rows.ToString(CultureInfo.InvariantCulture)
            || match.Groups[2].Value != columns.ToString(CultureInfo.InvariantCulture)
            || file.Length - start != (long)rows * columns * sizeof(float))
        {
            throw new FormatException(
                $"features.npy is {match.Groups[1].Value} x {match.Groups[2].Value} in {file.Length - start} bytes, "
                + $"expected {rows} motors x {columns} features of 4 bytes");
        }

        ReadOnlySpan<float> values = MemoryMarshal.Cast<byte, float>(file[start..]);
        float[][] matrix = new float[rows][];
        for (int i = 0; i < rows; i++)
        {
            matrix[i] = values.Slice(i * columns, columns).ToArray();
        }

        return matrix;
    }

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    [GeneratedRegex(
        @"^\{'descr': '<f4', 'fortran_order': False, 'shape': \((\d{1,9}), (\d{1,9})\), \} *\n$")]
    private static partial Regex Header();
}
