using System.Buffers.Binary;

namespace Bench.Recordings.Mdf;

/// <summary>
/// What has to be mended in a file that its logger did not finalise: cycle counters are counted anew, a last data block
/// of open length runs to the end of the file, data blocks behind the last list belong to it. What only the logger's
/// own tool can mend is refused.
/// </summary>
internal sealed class MdfRepair
{
    private const int CycleCounters = 1;
    private const int ReductionCounters = 2;
    private const int LastDataLength = 4;
    private const int LastReductionLength = 8;
    private const int LastList = 16;
    private const int TextLengths = 32;
    private const int TextOffsets = 64;

    private readonly int _flags;
    private readonly long _fileLength;

    /// <summary>Reads the flags of the identification block.</summary>
    public MdfRepair(ReadOnlySpan<byte> identification, long fileLength)
    {
        _fileLength = fileLength;
        if (!identification.StartsWith("UnFinMF"u8))
        {
            return;
        }

        _flags = BinaryPrimitives.ReadUInt16LittleEndian(identification[60..]);
        int custom = BinaryPrimitives.ReadUInt16LittleEndian(identification[62..]);
        const int Known = CycleCounters | ReductionCounters | LastDataLength | LastReductionLength | LastList
            | TextLengths | TextOffsets;
        if (custom != 0 || (_flags & ~Known) != 0)
        {
            throw new RecordingException(
                $"its logger did not finalise it (flags {_flags & ~Known}, {custom} of its own): only the tool of the"
                    + " logger's maker can");
        }
    }

    /// <summary>Whether the file was not finalised.</summary>
    public bool IsNeeded => _flags != 0;

    /// <summary>Whether the number of records has to be counted.</summary>
    public bool CountsRecords => (_flags & CycleCounters) != 0;

    /// <summary>
    /// Whether the last list of data blocks may lack blocks that follow it. Only a file with one data group says whose
    /// they are.
    /// </summary>
    public bool ExtendsLists => (_flags & LastList) != 0 && HasOneGroup;

    /// <summary>Whether the file has a single data group.</summary>
    public bool HasOneGroup { get; set; }

    /// <summary>Addresses of description blocks: data of open length end before the next one.</summary>
    public SortedSet<long> Descriptions { get; } = [];

    /// <summary>Where the data of a block end.</summary>
    public long EndOfData(long address, long length)
    {
        if ((_flags & LastDataLength) == 0 || length > MdfLayout.BlockHeader)
        {
            return address + length;
        }

        SortedSet<long> behind = Descriptions.GetViewBetween(address + 1, long.MaxValue);
        return behind.Count > 0 ? behind.Min : _fileLength;
    }

    /// <summary>Where the block behind a block lies; 0 where none follows.</summary>
    public long EndOfBlock(MdfBlocks blocks, long address)
    {
        if (blocks.PeekAny(address) is not (_, long length, _))
        {
            return 0;
        }

        long end = (EndOfData(address, length) + 7) & ~7L;
        return end <= _fileLength - MdfLayout.BlockHeader ? end : 0;
    }
}
