namespace Bench.Recordings.Mdf;

/// <summary>Where the records of a group lie: pieces of the file that form one stream of bytes.</summary>
internal sealed class MdfDataExtents
{
    private readonly List<long> _address = [];
    private readonly List<long> _position = [];

    /// <summary>Bytes of the stream.</summary>
    public long Length { get; private set; }

    /// <summary>Follows a data link: a data block or a list of them. What is cut off is left out.</summary>
    /// <param name="blocks">The file.</param>
    /// <param name="link">Address of DT, DV, DL or HL; 0 for none.</param>
    /// <param name="seen">Data and list blocks met so far in the file: none may be met twice.</param>
    public static MdfDataExtents Follow(MdfBlocks blocks, long link, HashSet<long> seen)
    {
        MdfDataExtents extents = new();
        if (blocks.Peek(link) is ("##HL", _, _))
        {
            link = blocks.Read(link, "##HL")?.Link(0) ?? 0;
        }

        if (blocks.Peek(link) is not ("##DL", _, _))
        {
            extents.AddData(blocks, link, seen);
            return extents;
        }

        bool whole = true;
        while (whole && link != 0)
        {
            Meet(link, seen);
            if (blocks.Read(link, "##DL") is not MdfBlock list)
            {
                break;
            }

            for (int i = 1; whole && i < list.LinkCount; i++)
            {
                whole = extents.AddData(blocks, list.Link(i), seen);
            }

            link = list.Link(0);
        }

        return extents;
    }

    /// <summary>Reads bytes of the stream, which has to have them.</summary>
    public void Read(MdfBlocks blocks, long position, Span<byte> target)
    {
        int piece = _position.BinarySearch(position);
        piece = piece < 0 ? ~piece - 1 : piece;
        while (target.Length > 0)
        {
            long end = piece + 1 < _position.Count ? _position[piece + 1] : Length;
            int count = (int)Math.Min(target.Length, end - position);
            blocks.ReadAt(_address[piece] + position - _position[piece], target[..count]);
            target = target[count..];
            position += count;
            piece++;
        }
    }

    // Tells whether the block is there in full; a nil link counts as an empty block.
    private bool AddData(MdfBlocks blocks, long link, HashSet<long> seen)
    {
        if (link == 0)
        {
            return true;
        }

        if (blocks.Peek(link) is not (string id, long length, _))
        {
            return false;
        }

        if (id is "##DZ")
        {
            throw new RecordingException("its data is compressed (DZ), which is not supported yet");
        }

        if (id is not ("##DT" or "##DV"))
        {
            throw new RecordingException($"the data block at byte {link} is of an unknown kind");
        }

        Meet(link, seen);
        long there = Math.Min(length, blocks.Length - link) - MdfLayout.BlockHeader;
        if (there > 0)
        {
            _address.Add(link + MdfLayout.BlockHeader);
            _position.Add(Length);
            Length += there;
        }

        bool isWhole = there == length - MdfLayout.BlockHeader;
        blocks.IsCutOff |= !isWhole;
        return isWhole;
    }

    private static void Meet(long link, HashSet<long> seen)
    {
        if (!seen.Add(link))
        {
            throw new RecordingException($"the links form a cycle at byte {link}");
        }
    }
}
