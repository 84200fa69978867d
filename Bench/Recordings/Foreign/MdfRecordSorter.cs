using System.Buffers.Binary;

namespace Bench.Recordings.Foreign;

/// <summary>
/// Gives the records of an unsorted data group, in which those of its channel groups are mixed, to each.
/// </summary>
/// <param name="idBytes">Bytes of the number before each record.</param>
/// <param name="spool">Keeps the records.</param>
internal sealed class MdfRecordSorter(int idBytes, Spool spool)
{
    private const int BufferBytes = 1 << 18;

    /// <summary>Sorts.</summary>
    /// <returns>False where the stream ends in something that is no record.</returns>
    public bool Sort(ByteSource stream, List<MdfGroup> groups)
    {
        Dictionary<ulong, (MdfGroup Group, SpooledBytes Records)> byId = [];
        foreach (MdfGroup group in groups)
        {
            SpooledBytes records = spool.Begin();
            group.Records = records;
            byId.TryAdd((ulong)group.RecordId, (group, records));
        }

        byte[] buffer = new byte[(int)Math.Min(stream.Length, BufferBytes)];
        Span<byte> wide = stackalloc byte[sizeof(ulong)];
        long at = 0;
        while (at + idBytes <= stream.Length)
        {
            Span<byte> part = buffer.AsSpan(0, (int)Math.Min(buffer.Length, stream.Length - at));
            stream.Read(at, part);
            int used = 0;
            while (used + idBytes <= part.Length)
            {
                wide.Clear();
                part.Slice(used, idBytes).CopyTo(wide);
                ulong id = BinaryPrimitives.ReadUInt64LittleEndian(wide);
                if (!byId.TryGetValue(id, out (MdfGroup Group, SpooledBytes Records) one))
                {
                    return false;
                }

                long length = LengthOf(one.Group, part[(used + idBytes)..]);
                if (used + idBytes + length > part.Length)
                {
                    break;
                }

                if (!one.Group.IsText && one.Group.Columns.Count > 0)
                {
                    one.Records.Append(part.Slice(used + idBytes, (int)length));
                }

                used += idBytes + (int)length;
            }

            if (used == 0 && !Grow(stream, at, ref buffer))
            {
                return true;
            }

            at += used;
        }

        return true;
    }

    private static long LengthOf(MdfGroup group, ReadOnlySpan<byte> rest) => !group.IsText ? group.RecordBytes
        : rest.Length < sizeof(uint) ? long.MaxValue / 2
        : sizeof(uint) + (long)BinaryPrimitives.ReadUInt32LittleEndian(rest);

    // A record may be longer than the buffer; one that is longer than what is left is cut off.
    private static bool Grow(ByteSource stream, long at, ref byte[] buffer)
    {
        const int Longest = 1 << 26;
        if (buffer.Length >= Math.Min(stream.Length - at, Longest))
        {
            return false;
        }

        buffer = new byte[(int)Math.Min(Math.Min(stream.Length - at, Longest), 4L * buffer.Length)];
        return true;
    }
}
