namespace Bench.Recordings.Mdf;

/// <summary>
/// Where the records of a group lie: plain (DT, DV) and compressed blocks (DZ) of the file, alone or in lists (DL, LD,
/// HL), that form one stream of bytes. A compressed block is inflated when it is read; one is kept.
/// </summary>
internal sealed class MdfDataExtents : ByteSource
{
    private readonly MdfBlocks _blocks;
    private readonly MdfRepair? _repair;
    private readonly HashSet<long> _seen;
    private readonly List<Piece> _pieces = [];
    private byte[] _inflated = [];
    private int _inflatedPiece = -1;
    private long _length;

    private MdfDataExtents(MdfBlocks blocks, MdfRepair? repair, HashSet<long> seen)
    {
        _blocks = blocks;
        _repair = repair;
        _seen = seen;
    }

    /// <summary>Bytes of the stream.</summary>
    public override long Length => _length;

    /// <summary>Follows a data link: a data block or a list of them. What is cut off is left out.</summary>
    /// <param name="blocks">The file.</param>
    /// <param name="link">Address of DT, DV, DZ, DL, LD or HL; 0 for none.</param>
    /// <param name="seen">Data and list blocks met so far in the file: none may be met twice.</param>
    /// <param name="repair">What has to be mended in a file that was not finalised; null for nothing.</param>
    public static MdfDataExtents Follow(
        MdfBlocks blocks, long link, HashSet<long> seen, MdfRepair? repair = null)
    {
        MdfDataExtents extents = new(blocks, repair, seen);
        if (blocks.Peek(link) is ("##HL", _, _))
        {
            link = blocks.Read(link, "##HL")?.Link(0) ?? 0;
        }

        if (blocks.Peek(link) is ("##DL" or "##LD", _, _))
        {
            extents.AddLists(link);
        }
        else
        {
            extents.AddData(link);
        }

        return extents;
    }

    /// <inheritdoc/>
    public override void Read(long position, Span<byte> target)
    {
        int index = IndexOf(position);
        while (target.Length > 0)
        {
            Piece piece = _pieces[index];
            long end = index + 1 < _pieces.Count ? _pieces[index + 1].Position : _length;
            int count = (int)Math.Min(target.Length, end - position);
            long offset = position - piece.Position;
            if (piece.Packed is MdfCompressedBlock packed)
            {
                Inflate(index, packed).AsSpan((int)offset, count).CopyTo(target);
            }
            else
            {
                _blocks.ReadAt(piece.Address + offset, target[..count]);
            }

            target = target[count..];
            position += count;
            index++;
        }
    }

    private byte[] Inflate(int index, MdfCompressedBlock packed)
    {
        if (_inflatedPiece != index)
        {
            _inflatedPiece = -1;
            _inflated = packed.Inflate(_blocks, _inflated);
            _inflatedPiece = index;
        }

        return _inflated;
    }

    private int IndexOf(long position)
    {
        int low = 0;
        int high = _pieces.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            (low, high) = _pieces[middle].Position <= position ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    private void AddLists(long link)
    {
        bool whole = true;
        while (whole && link != 0)
        {
            Meet(link);
            if (_blocks.Read(link, "##DL", "##LD") is not MdfBlock list)
            {
                return;
            }

            // A column's list of 4.2 may name blocks of invalidation bits behind those of its data.
            uint count = list.Id == "##LD" ? list.UInt32(4) : uint.MaxValue;
            for (int i = 1; whole && i < list.LinkCount && i <= count; i++)
            {
                whole = AddData(list.Link(i));
            }

            link = list.Link(0);
        }

        if (whole && _repair is { ExtendsLists: true })
        {
            AddUnlisted();
        }
    }

    // A logger that stopped may have written data blocks that it had no time to put into its last list.
    private void AddUnlisted()
    {
        long next = _pieces.Count == 0 ? 0 : _repair!.EndOfBlock(_blocks, _pieces[^1].Block);
        while (next != 0 && !_seen.Contains(next) && _blocks.PeekAny(next) is ("##DT" or "##DV" or "##DZ", _, _))
        {
            long block = next;
            if (!AddData(block))
            {
                return;
            }

            next = _repair!.EndOfBlock(_blocks, block);
        }
    }

    // Tells whether the block is there in full; a nil link counts as an empty block.
    private bool AddData(long link)
    {
        if (link == 0)
        {
            return true;
        }

        if (_blocks.Peek(link) is not (string id, long length, _))
        {
            return false;
        }

        Meet(link);
        if (id is "##DZ")
        {
            MdfCompressedBlock? packed = MdfCompressedBlock.Read(_blocks, link, length);
            if (packed is { OriginalBytes: > 0 })
            {
                Add(new Piece(_length, link, link, packed), packed.OriginalBytes);
            }

            return packed is not null;
        }

        if (id is not ("##DT" or "##DV"))
        {
            throw new RecordingException($"the data block at byte {link} is of an unknown kind");
        }

        long end = _repair?.EndOfData(link, length) ?? link + length;
        long there = Math.Min(end, _blocks.Length) - link - MdfLayout.BlockHeader;
        if (there > 0)
        {
            Add(new Piece(_length, link, link + MdfLayout.BlockHeader, null), there);
        }

        bool isWhole = end <= _blocks.Length;
        _blocks.IsCutOff |= !isWhole;
        return isWhole;
    }

    private void Add(Piece piece, long bytes)
    {
        _pieces.Add(piece);
        _length = checked(_length + bytes);
    }

    private void Meet(long link)
    {
        if (!_seen.Add(link))
        {
            throw new RecordingException($"the links form a cycle at byte {link}");
        }
    }

    private readonly record struct Piece(long Position, long Block, long Address, MdfCompressedBlock? Packed);
}
