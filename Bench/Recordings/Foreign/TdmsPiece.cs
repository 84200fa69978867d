using System.Buffers;

namespace Bench.Recordings.Foreign;

/// <summary>
/// Values of one channel in one segment: <paramref name="Count"/> values <paramref name="Stride"/> bytes apart, the
/// whole repeated in every chunk.
/// </summary>
internal readonly record struct TdmsPiece(
    long Offset, TdmsType Type, bool IsBigEndian, long Count, int Stride, long Chunks, long ChunkBytes, int? Bit)
{
    private const int BufferBytes = 1 << 18;

    public long Values => checked(Count * Chunks);

    /// <summary>Decodes some of the values.</summary>
    /// <param name="file">The file.</param>
    /// <param name="part">0, or 1 for the imaginary part.</param>
    /// <param name="first">The first value.</param>
    /// <param name="target">Receives them.</param>
    public void Decode(FileBytes file, int part, long first, Span<double> target)
    {
        while (target.Length > 0)
        {
            (long chunk, long row) = Math.DivRem(first, Count);
            int count = (int)Math.Min(target.Length, Count - row);
            DecodeChunk(file, Offset + (chunk * ChunkBytes) + (row * Stride), part, target[..count]);
            target = target[count..];
            first += count;
        }
    }

    /// <summary>The time stamp of a value: whole seconds since 1904 and their fraction.</summary>
    public long Time(FileBytes file, long index, out double fraction)
    {
        Span<byte> raw = stackalloc byte[16];
        (long chunk, long row) = Math.DivRem(index, Count);
        file.Read(Offset + (chunk * ChunkBytes) + (row * Stride), raw);
        return TdmsBytes.Time(raw, IsBigEndian, out fraction);
    }

    private void DecodeChunk(FileBytes file, long from, int part, Span<double> target)
    {
        NumberFormat format = Type.Format(IsBigEndian);
        int offset = part * format.Bytes;
        int most = Math.Max(1, BufferBytes / Stride);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(
            (int)Math.Min(((long)target.Length * Stride) + 16, BufferBytes + Stride + 16L));
        try
        {
            while (target.Length > 0)
            {
                int count = Math.Min(most, target.Length);
                Span<byte> rows = buffer.AsSpan(0, ((count - 1) * Stride) + format.Bytes);
                file.Read(from + offset, rows);
                format.Read(rows, Stride, target[..count]);
                target = Bits(target, count);
                from += (long)count * Stride;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private Span<double> Bits(Span<double> target, int count)
    {
        for (int i = 0; Bit is int bit && i < count; i++)
        {
            target[i] = ((long)target[i] >> bit) & 1;
        }

        return target[count..];
    }
}
