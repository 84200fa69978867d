using System.IO.Compression;
using Bench.Recordings.Mdf;

namespace Bench.Recordings.Foreign;

/// <summary>
/// The bytes of a data group's records, put together of plain (DT, DV) and compressed blocks (DZ) and of lists of
/// them (DL, LD, HL). Nothing is allocated for what a length only claims.
/// </summary>
internal sealed class MdfRecordStream(MdfBlocks blocks, MdfRepair repair, HashSet<long> seen) : IDisposable
{
    // More than this cannot be held as one array.
    private const long Longest = 1L << 30;

    private readonly MemoryStream _bytes = new();

    /// <summary>Follows a data link to its end; what is cut off is left out.</summary>
    public ReadOnlyMemory<byte> Read(long link)
    {
        if (blocks.Peek(link) is ("##HL", _, _))
        {
            link = blocks.Read(link, "##HL")?.Link(0) ?? 0;
        }

        if (blocks.Peek(link) is ("##DL" or "##LD", _, _))
        {
            ReadLists(link);
        }
        else if (link != 0)
        {
            Add(link);
        }

        return _bytes.GetBuffer().AsMemory(0, (int)_bytes.Length);
    }

    /// <inheritdoc/>
    public void Dispose() => _bytes.Dispose();

    private void ReadLists(long link)
    {
        while (link != 0)
        {
            Meet(link);
            if (blocks.Read(link, "##DL", "##LD") is not MdfBlock list)
            {
                return;
            }

            // A column's list of 4.2 may name blocks of invalidation bits behind those of its data.
            uint count = list.Id == "##LD" ? list.UInt32(4) : uint.MaxValue;
            for (int i = 1; i < list.LinkCount && i <= count; i++)
            {
                if (list.Link(i) != 0 && !Add(list.Link(i)))
                {
                    return;
                }
            }

            link = list.Link(0);
        }
    }

    private bool Add(long link)
    {
        if (blocks.Peek(link) is not (string id, long length, _))
        {
            return false;
        }

        Meet(link);
        if (id == "##DZ")
        {
            return Inflate(link, length);
        }

        if (id is not ("##DT" or "##DV"))
        {
            throw new RecordingException($"the data block at byte {link} is of an unknown kind");
        }

        long end = repair.EndOfData(link, length);
        long there = Math.Min(end, blocks.Length) - link - MdfLayout.BlockHeader;
        if (there > 0)
        {
            CheckLength(there);
            int start = (int)_bytes.Length;
            _bytes.SetLength(start + there);
            blocks.ReadAt(link + MdfLayout.BlockHeader, _bytes.GetBuffer().AsSpan(start, (int)there));
            _bytes.Position = _bytes.Length;
        }

        return end <= blocks.Length;
    }

    private bool Inflate(long link, long length)
    {
        const int Head = 24;
        if (link + MdfLayout.BlockHeader + Head > blocks.Length || length < MdfLayout.BlockHeader + Head)
        {
            return false;
        }

        byte[] head = new byte[Head];
        blocks.ReadAt(link + MdfLayout.BlockHeader, head);
        int kind = head[2];
        uint columns = BitConverter.ToUInt32(head, 4);
        long original = BitConverter.ToInt64(head, 8);
        long packed = BitConverter.ToInt64(head, 16);
        if (kind > 1 || head[0] != 'D' || head[1] is not ((byte)'T' or (byte)'V'))
        {
            throw new RecordingException($"not supported yet: data compressed in the way {kind}");
        }

        if (original < 0 || packed < 0 || packed > length - MdfLayout.BlockHeader - Head)
        {
            throw new RecordingException($"the compressed block at byte {link} has an impossible length");
        }

        if (packed > blocks.Length - link - MdfLayout.BlockHeader - Head)
        {
            return false;
        }

        byte[] compressed = new byte[packed];
        blocks.ReadAt(link + MdfLayout.BlockHeader + Head, compressed);
        int start = (int)_bytes.Length;
        using (ZLibStream inflated = new(new MemoryStream(compressed), CompressionMode.Decompress))
        using (LimitedStream limited = new(inflated, Math.Min(original, Longest - start)))
        {
            limited.CopyTo(_bytes);
        }

        if (_bytes.Length - start != original)
        {
            throw new RecordingException($"the compressed block at byte {link} does not hold what it claims");
        }

        if (kind == 1 && columns > 1)
        {
            Transpose(_bytes.GetBuffer().AsSpan(start, (int)original), columns);
        }

        return true;
    }

    // Byte 0 of all records comes first, then byte 1 of all, and so on; what is no whole record follows as it is.
    private static void Transpose(Span<byte> data, uint columns)
    {
        int rows = (int)(data.Length / columns);
        if (rows == 0)
        {
            return;
        }

        byte[] copy = data[..(rows * (int)columns)].ToArray();
        for (int column = 0; column < (int)columns; column++)
        {
            ReadOnlySpan<byte> from = copy.AsSpan(column * rows, rows);
            for (int row = 0; row < from.Length; row++)
            {
                data[(row * (int)columns) + column] = from[row];
            }
        }
    }

    private void CheckLength(long more)
    {
        if (_bytes.Length + more > Longest)
        {
            throw new RecordingException($"one of its data groups has more than {Longest >> 20} MB");
        }
    }

    private void Meet(long link)
    {
        if (!seen.Add(link))
        {
            throw new RecordingException($"the links form a cycle at byte {link}");
        }
    }
}
