using System.Collections.Immutable;

namespace Bench.Recordings.Foreign;

/// <summary>The raw data of one segment: which bytes are whose.</summary>
/// <param name="Address">Where in the file they start.</param>
/// <param name="Length">Bytes.</param>
/// <param name="IsBigEndian">Byte order.</param>
/// <param name="IsCutOff">Whether the file ends before the segment should.</param>
internal readonly record struct TdmsRaw(long Address, long Length, bool IsBigEndian, bool IsCutOff)
{
    /// <summary>
    /// Gives every object its pieces. A last chunk that is cut off is given as far as it goes; one that was written
    /// short holds the same share of every object.
    /// </summary>
    public void Spread(List<TdmsObject> list, bool interleaved)
    {
        TdmsObject[] objects = [.. list.Where(o => o.HasData && o.Index!.Count > 0)];
        if (objects.Length == 0 || Length == 0)
        {
            return;
        }

        if (Array.Exists(objects, o => o.Index!.IsDaqmx))
        {
            SpreadDaqmx(objects);
        }
        else if (interleaved)
        {
            SpreadRows(objects);
        }
        else
        {
            SpreadBlocks(objects);
        }
    }

    private void SpreadBlocks(TdmsObject[] objects)
    {
        long chunkBytes = objects.Aggregate(0L, (sum, o) => checked(sum + o.Index!.Bytes));
        if (chunkBytes == 0)
        {
            return;
        }

        long chunks = Length / chunkBytes;
        long last = Length % chunkBytes;
        long at = Address;
        long left = Address + (chunks * chunkBytes);
        long end = Address + Length;
        foreach (TdmsObject one in objects)
        {
            TdmsIndex index = one.Index!;
            int size = index.Type.Size();
            long share = IsCutOff ? index.Count : (long)((Int128)index.Count * last / chunkBytes);
            if (index.Type != TdmsType.Text)
            {
                TdmsPiece whole = new(at, index.Type, IsBigEndian, index.Count, size, chunks, chunkBytes, null);
                Add(one, whole);
                long rest = Math.Min(share, Math.Max(0, end - left) / size);
                Add(one, new TdmsPiece(left, index.Type, IsBigEndian, rest, size, 1, 0, null));
            }

            at += index.Bytes;
            left += index.Type == TdmsType.Text ? index.Bytes : share * size;
        }
    }

    private void SpreadRows(TdmsObject[] objects)
    {
        long count = objects[0].Index!.Count;
        if (Array.Exists(objects, o => o.Index!.Count != count || o.Index.Type == TdmsType.Text))
        {
            throw new RecordingException("it is damaged: interleaved channels differ in length");
        }

        // Chunks of rows follow each other without a seam.
        int width = objects.Sum(o => o.Index!.Type.Size());
        long offset = Address;
        foreach (TdmsObject one in objects)
        {
            TdmsType type = one.Index!.Type;
            Add(one, new TdmsPiece(offset, type, IsBigEndian, Length / width, width, 1, 0, null));
            offset += type.Size();
        }
    }

    private void SpreadDaqmx(TdmsObject[] objects)
    {
        ImmutableArray<int> widths = objects[0].Index!.Widths;
        if (Array.Exists(objects, o => !o.Index!.Widths.SequenceEqual(widths)))
        {
            throw new RecordingException("it is damaged: DAQmx channels of one segment differ in their buffers");
        }

        long[] rows = new long[widths.Length];
        foreach (TdmsObject one in objects)
        {
            foreach (TdmsScaler scaler in one.Index!.Scalers)
            {
                rows[scaler.Buffer] = Math.Max(rows[scaler.Buffer], one.Index.Count);
            }
        }

        long[] starts = new long[widths.Length + 1];
        for (int i = 0; i < widths.Length; i++)
        {
            starts[i + 1] = checked(starts[i] + (rows[i] * widths[i]));
        }

        long chunkBytes = starts[^1];
        long chunks = Length / chunkBytes;
        foreach (TdmsObject one in objects)
        {
            foreach (TdmsScaler scaler in one.Index!.Scalers)
            {
                uint scale = one.Index.Type == TdmsType.Daqmx ? scaler.Scale : 0;
                long start = starts[scaler.Buffer];
                int width = widths[(int)scaler.Buffer];
                long offset = Address + start + scaler.ByteOffset;
                TdmsPiece whole = new(
                    offset, scaler.Type, IsBigEndian, one.Index.Count, width, chunks, chunkBytes, scaler.Bit);
                Add(one, whole, scale);
                long left = Math.Max(0, Length - (chunks * chunkBytes) - start) / width;
                offset += chunks * chunkBytes;
                left = Math.Min(left, whole.Count);
                Add(one, whole with { Offset = offset, Count = left, Chunks = 1 }, scale);
            }
        }
    }

    private static void Add(TdmsObject one, TdmsPiece piece, uint scale = 0)
    {
        if (piece.Count > 0 && piece.Chunks > 0)
        {
            one.Add(scale, piece);
        }
    }
}
