using System.Buffers.Binary;
using System.Collections.Immutable;

namespace Bench.Recordings.Mdf;

/// <summary>
/// A data group that is being written: channels of one clock without a gap. Each chunk is appended with a data list
/// of its own, then two 8-byte writes make it part of the file: what stands on the disk is always a whole file.
/// </summary>
internal sealed class RecordedSegment
{
    // Long enough that the lists cost nothing, short enough that little is lost with the power.
    private const double ChunkSeconds = 0.2;

    private readonly MdfFile _file;
    private readonly ImmutableArray<PendingChannel> _channels;
    private readonly int _rowBytes;
    private readonly byte[] _chunk;
    private readonly long _cycleCountAddress;
    private long _linkAddress;
    private long _rows;

    public RecordedSegment(MdfFile file, ImmutableArray<PendingChannel> channels, MdfGroupBlocks.Addresses addresses)
    {
        _file = file;
        _channels = channels;
        _rowBytes = channels.Sum(channel => channel.SampleBytes);
        ChunkRows = ChunkRowsOf(channels[0].Source.Clock.SampleRateHz);
        _chunk = new byte[MdfLayout.Padded(MdfLayout.BlockHeader + (ChunkRows * _rowBytes)) + MdfLayout.DataListOfOne];
        _linkAddress = MdfLayout.LinkAddress(addresses.DataGroup, 2);
        _cycleCountAddress = addresses.ChannelGroup + MdfLayout.CycleCount;
    }

    /// <summary>The channels, in the order of the row.</summary>
    public ImmutableArray<PendingChannel> Channels => _channels;

    /// <summary>Rows of a full chunk.</summary>
    public int ChunkRows { get; }

    /// <summary>Rows of a full chunk at a sample rate: at least one, at most a million.</summary>
    public static int ChunkRowsOf(double sampleRateHz) => (int)Math.Clamp(sampleRateHz * ChunkSeconds, 1, 1 << 20);

    /// <summary>
    /// Writes the rows that are complete; less than a chunk only where asked to or where the segment ends.
    /// </summary>
    public void WriteRows(Remainder remainder)
    {
        long common = long.MaxValue;
        foreach (PendingChannel channel in _channels)
        {
            common = Math.Min(common, channel.HeadCount);
        }

        while (common >= ChunkRows)
        {
            WriteChunk(ChunkRows);
            common -= ChunkRows;
        }

        bool ends = false;
        foreach (PendingChannel channel in _channels)
        {
            ends |= channel.HeadIsClosed && channel.HeadCount == common;
        }

        if (common > 0 && (ends || remainder == Remainder.Write))
        {
            WriteChunk((int)common);
        }
    }

    private void WriteChunk(int rows)
    {
        int dataBytes = rows * _rowBytes;
        int listAt = MdfLayout.Padded(MdfLayout.BlockHeader + dataBytes);
        Span<byte> data = _chunk.AsSpan(0, listAt);
        data[(MdfLayout.BlockHeader + dataBytes)..].Clear();
        WriteBlockHeader(data, "##DT"u8, MdfLayout.BlockHeader + dataBytes, 0);
        int offset = MdfLayout.BlockHeader;
        foreach (PendingChannel channel in _channels)
        {
            channel.TakeColumn(data, offset, _rowBytes, rows);
            offset += channel.SampleBytes;
        }

        long address = _file.Length;
        Span<byte> list = _chunk.AsSpan(listAt, MdfLayout.DataListOfOne);
        list.Clear();
        WriteBlockHeader(list, "##DL"u8, MdfLayout.DataListOfOne, 2);
        BinaryPrimitives.WriteInt64LittleEndian(list[32..], address);
        list[44] = 1;
        BinaryPrimitives.WriteInt64LittleEndian(list[48..], _rows * _rowBytes);
        _file.Append(_chunk.AsSpan(0, listAt + MdfLayout.DataListOfOne));

        _file.Patch(_linkAddress, address + listAt);
        _linkAddress = MdfLayout.LinkAddress(address + listAt, 0);
        _rows += rows;
        _file.Patch(_cycleCountAddress, _rows);
    }

    private static void WriteBlockHeader(Span<byte> block, ReadOnlySpan<byte> id, int length, int links)
    {
        id.CopyTo(block);
        BinaryPrimitives.WriteInt32LittleEndian(block[4..], 0);
        BinaryPrimitives.WriteInt64LittleEndian(block[8..], length);
        BinaryPrimitives.WriteInt64LittleEndian(block[16..], links);
    }
}

/// <summary>What happens to rows that do not fill a chunk.</summary>
internal enum Remainder
{
    /// <summary>They wait for more.</summary>
    Keep,

    /// <summary>They are written.</summary>
    Write,
}
