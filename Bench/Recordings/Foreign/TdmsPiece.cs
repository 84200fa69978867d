namespace Bench.Recordings.Foreign;

/// <summary>
/// Values of one channel in one segment: <paramref name="Count"/> values <paramref name="Stride"/> bytes apart, the
/// whole repeated in every chunk.
/// </summary>
internal readonly record struct TdmsPiece(
    long Offset, TdmsType Type, bool IsBigEndian, long Count, int Stride, long Chunks, long ChunkBytes, int? Bit)
{
    public long Values => Count * Chunks;

    /// <summary>Decodes the values.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="part">0, or 1 for the imaginary part.</param>
    /// <param name="target">Receives <see cref="Values"/> numbers.</param>
    public void Decode(ReadOnlySpan<byte> file, int part, Span<double> target)
    {
        NumberFormat format = Type.Format(IsBigEndian);
        int at = 0;
        for (long chunk = 0; chunk < Chunks; chunk++)
        {
            long from = Offset + (chunk * ChunkBytes) + (part * format.Bytes);
            for (long i = 0; i < Count; i++)
            {
                double value = format.One(file.Slice((int)(from + (i * Stride)), format.Bytes));
                target[at++] = Bit is int bit ? ((long)value >> bit) & 1 : value;
            }
        }
    }

    /// <summary>Decodes time stamps as seconds since a whole second.</summary>
    public void DecodeTimes(ReadOnlySpan<byte> file, ref long? origin, Span<double> target)
    {
        int at = 0;
        for (long chunk = 0; chunk < Chunks; chunk++)
        {
            for (long i = 0; i < Count; i++)
            {
                int from = (int)(Offset + (chunk * ChunkBytes) + (i * Stride));
                long seconds = TdmsBytes.Time(file.Slice(from, 16), IsBigEndian, out double fraction);
                origin ??= seconds;
                target[at++] = (double)((Int128)seconds - origin.Value) + fraction;
            }
        }
    }
}
