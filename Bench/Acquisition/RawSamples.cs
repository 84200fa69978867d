using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Bench.Acquisition;

/// <summary>
/// Turns raw samples into physical values: value = raw · scale + offset, computed in double, stored as float32.
/// </summary>
public static class RawSamples
{
    /// <summary>Bytes of one raw sample.</summary>
    public static int SizeOf(SampleFormat format) => format switch
    {
        SampleFormat.Int8 or SampleFormat.UInt8 => 1,
        SampleFormat.Int16 or SampleFormat.UInt16 => 2,
        SampleFormat.Int32 or SampleFormat.UInt32 or SampleFormat.Float32 => 4,
        _ => 8,
    };

    /// <summary>Converts raw little-endian samples; unscaled Float32 is copied bit for bit.</summary>
    /// <exception cref="ArgumentException">The lengths do not fit each other.</exception>
    public static void ToPhysical(ReadOnlySpan<byte> raw, SourceChannel channel, Span<float> values)
    {
        int size = SizeOf(channel.Format);
        if (raw.Length != values.Length * size)
        {
            throw new ArgumentException(
                $"{raw.Length} raw bytes of {channel.Format}, expected {size} for each of {values.Length} " +
                "values.", nameof(raw));
        }

        double scale = channel.Scale;
        double offset = channel.Offset;
        switch (channel.Format)
        {
            case SampleFormat.Int8:
                Scale(MemoryMarshal.Cast<byte, sbyte>(raw), scale, offset, values);
                break;
            case SampleFormat.UInt8:
                Scale(raw, scale, offset, values);
                break;
            case SampleFormat.Int16:
                ScaleInt16(MemoryMarshal.Cast<byte, short>(raw), scale, offset, values);
                break;
            case SampleFormat.UInt16:
                Scale(MemoryMarshal.Cast<byte, ushort>(raw), scale, offset, values);
                break;
            case SampleFormat.Int32:
                ScaleInt32(MemoryMarshal.Cast<byte, int>(raw), scale, offset, values);
                break;
            case SampleFormat.UInt32:
                Scale(MemoryMarshal.Cast<byte, uint>(raw), scale, offset, values);
                break;
            case SampleFormat.Int64:
                Scale(MemoryMarshal.Cast<byte, long>(raw), scale, offset, values);
                break;
            case SampleFormat.UInt64:
                Scale(MemoryMarshal.Cast<byte, ulong>(raw), scale, offset, values);
                break;
            case SampleFormat.Float32 when scale == 1 && offset == 0:
                MemoryMarshal.Cast<byte, float>(raw).CopyTo(values);
                break;
            case SampleFormat.Float32:
                ScaleFloat32(MemoryMarshal.Cast<byte, float>(raw), scale, offset, values);
                break;
            case SampleFormat.Float64:
            default:
                Scale(MemoryMarshal.Cast<byte, double>(raw), scale, offset, values);
                break;
        }
    }

    // The formats that converters deliver, eight samples at a time, with the same roundings as one by one: a product, a
    // sum, and one to float.
    private static void ScaleInt16(ReadOnlySpan<short> raw, double scale, double offset, Span<float> values)
    {
        int i = 0;
        for (; i <= raw.Length - Vector128<short>.Count; i += Vector128<short>.Count)
        {
            (Vector128<int> low, Vector128<int> high) = Vector128.Widen(Vector128.Create(raw[i..]));
            Scale(ToDouble(low), ToDouble(high), scale, offset).CopyTo(values[i..]);
        }

        Scale(raw[i..], scale, offset, values[i..]);
    }

    private static void ScaleInt32(ReadOnlySpan<int> raw, double scale, double offset, Span<float> values)
    {
        int i = 0;
        for (; i <= raw.Length - Vector256<int>.Count; i += Vector256<int>.Count)
        {
            var eight = Vector256.Create(raw[i..]);
            Scale(ToDouble(eight.GetLower()), ToDouble(eight.GetUpper()), scale, offset).CopyTo(values[i..]);
        }

        Scale(raw[i..], scale, offset, values[i..]);
    }

    private static void ScaleFloat32(ReadOnlySpan<float> raw, double scale, double offset, Span<float> values)
    {
        int i = 0;
        for (; i <= raw.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            (Vector256<double> low, Vector256<double> high) = Vector256.Widen(Vector256.Create(raw[i..]));
            Scale(low, high, scale, offset).CopyTo(values[i..]);
        }

        Scale(raw[i..], scale, offset, values[i..]);
    }

    private static Vector256<float> Scale(
        Vector256<double> low, Vector256<double> high, double scale, double offset) => Vector256.Narrow(
        (low * scale) + Vector256.Create(offset), (high * scale) + Vector256.Create(offset));

    private static Vector256<double> ToDouble(Vector128<int> four)
    {
        if (Avx.IsSupported)
        {
            return Avx.ConvertToVector256Double(four);
        }

        (Vector128<long> low, Vector128<long> high) = Vector128.Widen(four);
        return Vector256.ConvertToDouble(Vector256.Create(low, high));
    }

    /// <summary>
    /// One loop for every type: the compiler makes it a conversion, a product, a sum and a rounding per sample.
    /// </summary>
    private static void Scale<T>(ReadOnlySpan<T> raw, double scale, double offset, Span<float> values)
        where T : struct, System.Numerics.INumberBase<T>
    {
        values = values[..raw.Length];
        for (int i = 0; i < raw.Length; i++)
        {
            values[i] = (float)((double.CreateTruncating(raw[i]) * scale) + offset);
        }
    }
}
