using System.Buffers.Binary;

namespace Bench.Models.Files;

/// <summary>
/// Arrays of numbers as base64 of little-endian IEEE 754 values: compact, exact, the same on every machine.
/// </summary>
internal static class PackedNumbers
{
    public static string Pack(ReadOnlySpan<double> values)
    {
        byte[] bytes = new byte[values.Length * sizeof(double)];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(i * sizeof(double)), values[i]);
        }

        return Convert.ToBase64String(bytes);
    }

    public static string Pack(ReadOnlySpan<float> values)
    {
        byte[] bytes = new byte[values.Length * sizeof(float)];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), values[i]);
        }

        return Convert.ToBase64String(bytes);
    }

    /// <summary>Reads an array of finite doubles.</summary>
    /// <exception cref="FormatException">Not base64, not the expected count, or a value that is not finite.</exception>
    public static double[] Doubles(string text, int expected, string name)
    {
        byte[] bytes = Bytes(text, expected, sizeof(double), name);
        double[] values = new double[expected];
        for (int i = 0; i < expected; i++)
        {
            values[i] = BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(i * sizeof(double)));
            if (!double.IsFinite(values[i]))
            {
                throw new FormatException($"{name}[{i}] is {values[i]}, expected a finite number");
            }
        }

        return values;
    }

    /// <summary>Reads an array of finite floats.</summary>
    /// <exception cref="FormatException">Not base64, not the expected count, or a value that is not finite.</exception>
    public static float[] Floats(string text, int expected, string name)
    {
        byte[] bytes = Bytes(text, expected, sizeof(float), name);
        float[] values = new float[expected];
        for (int i = 0; i < expected; i++)
        {
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(i * sizeof(float)));
            if (!float.IsFinite(values[i]))
            {
                throw new FormatException($"{name}[{i}] is {values[i]}, expected a finite number");
            }
        }

        return values;
    }

    /// <summary>Number of doubles in a packed array, from the text's length alone.</summary>
    public static int DoublesIn(string text)
    {
        int padding = text.EndsWith("==", StringComparison.Ordinal) ? 2 : text.EndsWith('=') ? 1 : 0;
        return ((text.Length / 4 * 3) - padding) / sizeof(double);
    }

    private static byte[] Bytes(string text, int expected, int size, string name)
    {
        byte[] bytes;
        try
        {
            bytes = Convert.FromBase64String(text);
        }
        catch (FormatException e)
        {
            throw new FormatException($"{name} is not base64", e);
        }

        return bytes.Length == expected * size
            ? bytes
            : throw new FormatException(
                $"{name} holds {bytes.Length} bytes, expected {expected} numbers of {size} bytes");
    }
}
