using System.Buffers;
using System.Buffers.Binary;

namespace Bench.Recordings.Foreign;

/// <summary>One channel of a WAV file.</summary>
internal sealed class WavSamples(FileBytes file, long start, int frameBytes, long count, WavNumbers numbers)
    : ForeignSamples
{
    private const int BufferBytes = 1 << 18;

    /// <inheritdoc/>
    public override long Length => count;

    /// <inheritdoc/>
    protected override void ReadBlock(long first, Span<double> target)
    {
        int most = Math.Max(1, BufferBytes / frameBytes);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(Math.Min(most, target.Length) * frameBytes);
        try
        {
            while (target.Length > 0)
            {
                int frames = Math.Min(most, target.Length);
                Span<byte> part = buffer.AsSpan(0, ((frames - 1) * frameBytes) + numbers.Bytes);
                file.Read(start + (first * frameBytes), part);
                for (int i = 0; i < frames; i++)
                {
                    target[i] = numbers.Value(part[(i * frameBytes)..]);
                }

                target = target[frames..];
                first += frames;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}

/// <summary>How the samples of a WAV file become numbers: integers as shares of full scale.</summary>
/// <param name="Bytes">Bytes of a sample.</param>
/// <param name="Bits">Bits that count.</param>
/// <param name="SpareBits">Unused upper bits, against the standard.</param>
/// <param name="IsFloat">Whether they are floating point.</param>
/// <param name="IsBigEndian">Byte order.</param>
internal readonly record struct WavNumbers(int Bytes, int Bits, int SpareBits, bool IsFloat, bool IsBigEndian)
{
    /// <summary>The number at the start of some bytes.</summary>
    public double Value(ReadOnlySpan<byte> raw)
    {
        raw = raw[..Bytes];
        if (IsFloat)
        {
            return new NumberFormat(NumberKind.Float, Bytes, IsBigEndian).One(raw);
        }

        long value = Integer(raw);
        value = SpareBits == 0 ? value : value << (64 - Bits) >> (64 - Bits);
        return value * Math.ScaleB(1, 1 + SpareBits - (Bytes * 8));
    }

    /// <summary>The integer in a whole sample.</summary>
    public long Integer(ReadOnlySpan<byte> raw)
    {
        if (raw.Length == 1)
        {
            return raw[0] - 128L;
        }

        // Into the upper bytes, so that the shift back extends the sign.
        Span<byte> number = stackalloc byte[8];
        number.Clear();
        if (IsBigEndian)
        {
            raw.CopyTo(number);
            return BinaryPrimitives.ReadInt64BigEndian(number) >> (64 - (8 * raw.Length));
        }

        raw.CopyTo(number[(8 - raw.Length)..]);
        return BinaryPrimitives.ReadInt64LittleEndian(number) >> (64 - (8 * raw.Length));
    }
}
