using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Bench.Acquisition;

namespace Bench.Bench.Tests.Acquisition;

public sealed class RawSamplesTests
{
    [Theory]
    [InlineData(SampleFormat.Int8)]
    [InlineData(SampleFormat.UInt8)]
    [InlineData(SampleFormat.Int16)]
    [InlineData(SampleFormat.UInt16)]
    [InlineData(SampleFormat.Int32)]
    [InlineData(SampleFormat.UInt32)]
    [InlineData(SampleFormat.Int64)]
    [InlineData(SampleFormat.UInt64)]
    [InlineData(SampleFormat.Float32)]
    [InlineData(SampleFormat.Float64)]
    public void Every_format_and_length_is_scaled_in_double_and_rounded_once(SampleFormat format)
    {
        var random = new Random(11);
        int size = RawSamples.SizeOf(format);
        for (int count = 0; count < 70; count++)
        {
            byte[] raw = new byte[count * size];
            random.NextBytes(raw);
            float[] values = new float[count];
            RawSamples.ToPhysical(raw, Channel(format, 1.0 / 3, -7), values);
            for (int i = 0; i < count; i++)
            {
                Assert.Equal((float)((Plain(raw.AsSpan(i * size), format) * (1.0 / 3)) - 7), values[i]);
            }
        }
    }

    [Fact]
    public void Unscaled_singles_are_copied_bit_for_bit()
    {
        float[] source = [1.5f, -0f, float.NaN, float.PositiveInfinity, float.Epsilon];
        float[] values = new float[source.Length];
        RawSamples.ToPhysical(MemoryMarshal.AsBytes<float>(source), Channel(SampleFormat.Float32, 1, 0), values);
        Assert.Equal(MemoryMarshal.AsBytes<float>(source).ToArray(), MemoryMarshal.AsBytes<float>(values).ToArray());
    }

    [Fact]
    public void Lengths_that_do_not_fit_are_refused() => Assert.Throws<ArgumentException>(
        () => RawSamples.ToPhysical(new byte[7], Channel(SampleFormat.Int16, 1, 0), new float[3]));

    private static SourceChannel Channel(SampleFormat format, double scale, double offset) =>
        new("/c", "c", "V", format, scale, offset, SampleClock.FromRate(1000));

    private static double Plain(ReadOnlySpan<byte> raw, SampleFormat format) => format switch
    {
        SampleFormat.Int8 => (sbyte)raw[0],
        SampleFormat.UInt8 => raw[0],
        SampleFormat.Int16 => BinaryPrimitives.ReadInt16LittleEndian(raw),
        SampleFormat.UInt16 => BinaryPrimitives.ReadUInt16LittleEndian(raw),
        SampleFormat.Int32 => BinaryPrimitives.ReadInt32LittleEndian(raw),
        SampleFormat.UInt32 => BinaryPrimitives.ReadUInt32LittleEndian(raw),
        SampleFormat.Int64 => BinaryPrimitives.ReadInt64LittleEndian(raw),
        SampleFormat.UInt64 => BinaryPrimitives.ReadUInt64LittleEndian(raw),
        SampleFormat.Float32 => BinaryPrimitives.ReadSingleLittleEndian(raw),
        _ => BinaryPrimitives.ReadDoubleLittleEndian(raw),
    };
}
