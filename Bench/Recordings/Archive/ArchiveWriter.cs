using System.Buffers.Binary;
using System.IO.Compression;
using Bench.Recordings.Mdf;

namespace Bench.Recordings.Archive;

/// <summary>
/// Copies the descriptions of an MDF file block by block, in their order, and writes the records of each data group
/// compressed behind them. Only what our own recordings hold is copied.
/// </summary>
internal sealed class ArchiveWriter
{
    // The standard advises 4 MiB for a compressed block: one is inflated at a time.
    private const int MostRecordBytes = 1 << 22;
    private const int DataLink = 2;

    private readonly FileBytes _source;
    private readonly MdfBlocks _blocks;
    private readonly SortedDictionary<long, MdfBlock> _descriptions = [];
    private readonly List<(MdfBlock Group, MdfBlock Rows)> _groups = [];
    private readonly Dictionary<long, long> _newAddress = [];

    /// <summary>Reads the descriptions of a recording.</summary>
    public ArchiveWriter(FileBytes source)
    {
        _source = source;
        _blocks = new MdfBlocks(source);
        Collect();
    }

    /// <summary>Whether the samples are compressed already.</summary>
    public bool IsCompressed => _groups.Exists(group => _blocks.Peek(group.Group.Link(DataLink)) is ("##HL", _, _));

    /// <summary>Writes the archive.</summary>
    public void Write(Stream target, CancellationToken cancel)
    {
        long end = MdfLayout.HeaderAddress;
        foreach ((long address, MdfBlock block) in _descriptions)
        {
            _newAddress.Add(address, end);
            end += MdfLayout.Padded(checked((int)block.Length));
        }

        // The front is written last: a file that is cut off here is none, and is never taken for one.
        target.SetLength(end);
        target.Position = end;
        Dictionary<long, (long Data, long Rows)> data = [];
        HashSet<long> seen = [];
        foreach ((MdfBlock group, MdfBlock rows) in _groups)
        {
            data.Add(group.Address, WriteData(target, group, rows, seen, cancel));
        }

        target.Position = 0;
        target.Write(_source.Take(0, MdfLayout.Identification));
        foreach (MdfBlock block in _descriptions.Values)
        {
            target.Position = _newAddress[block.Address];
            target.Write(Moved(block, data));
        }
    }

    // All blocks that links lead to, but for the data.
    private void Collect()
    {
        Stack<long> open = new([MdfLayout.HeaderAddress]);
        while (open.TryPop(out long address))
        {
            if (address == 0 || _descriptions.ContainsKey(address) || _blocks.ReadAny(address) is not MdfBlock block)
            {
                continue;
            }

            _descriptions.Add(address, block);
            for (int i = 0; i < block.LinkCount; i++)
            {
                if (block.Id != "##DG" || i != DataLink)
                {
                    open.Push(block.Link(i));
                }
            }

            if (block.Id == "##DG" && _blocks.Read(block.Link(1), "##CG") is MdfBlock rows)
            {
                _groups.Add((block, rows));
            }
        }

        _groups.Sort((a, b) => a.Group.Address.CompareTo(b.Group.Address));
    }

    private (long Data, long Rows) WriteData(
        Stream target, MdfBlock group, MdfBlock rows, HashSet<long> seen, CancellationToken cancel)
    {
        int rowBytes = checked((int)(rows.UInt32(24) + rows.UInt32(28)));
        MdfDataExtents records = MdfDataExtents.Follow(_blocks, group.Link(DataLink), seen);
        long count = rowBytes == 0 ? 0 : Math.Min(rows.Int64(8), records.Length / rowBytes);
        if (count == 0)
        {
            return (0, 0);
        }

        int chunk = Math.Max(1, MostRecordBytes / rowBytes) * rowBytes;
        byte[] plain = new byte[(int)Math.Min(chunk, count * rowBytes)];
        byte[] transposed = new byte[plain.Length];
        List<long> addresses = [];
        for (long at = 0; at < count * rowBytes; at += chunk)
        {
            cancel.ThrowIfCancellationRequested();
            int length = (int)Math.Min(chunk, (count * rowBytes) - at);
            records.Read(at, plain.AsSpan(0, length));
            MdfCompressedBlock.Transpose(plain.AsSpan(0, length), rowBytes, transposed);
            addresses.Add(WriteBlock(target, Compressed(transposed.AsSpan(0, length), rowBytes)));
        }

        MdfBlockBuilder lists = new(target.Position);
        long list = lists.Block("##DL", [0, .. addresses], ListData(addresses.Count, chunk));
        long head = lists.Block("##HL", [list], [1, 0, 1, 0, 0, 0, 0, 0]);
        target.Write(lists.Bytes);
        return (head, count);
    }

    private static byte[] ListData(int count, int chunk)
    {
        // All blocks but the last are of equal length.
        byte[] data = new byte[16];
        data[0] = 1;
        BinaryPrimitives.WriteInt32LittleEndian(data.AsSpan(4), count);
        BinaryPrimitives.WriteInt64LittleEndian(data.AsSpan(8), chunk);
        return data;
    }

    private static byte[] Compressed(ReadOnlySpan<byte> transposed, int rowBytes)
    {
        using MemoryStream block = new();
        block.SetLength(MdfCompressedBlock.Head);
        block.Position = MdfCompressedBlock.Head;
        using (ZLibStream zlib = new(block, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(transposed);
        }

        Span<byte> head = block.GetBuffer().AsSpan(0, MdfCompressedBlock.Head);
        "DT"u8.CopyTo(head);
        head[2] = 1;
        BinaryPrimitives.WriteInt32LittleEndian(head[4..], rowBytes);
        BinaryPrimitives.WriteInt64LittleEndian(head[8..], transposed.Length);
        BinaryPrimitives.WriteInt64LittleEndian(head[16..], block.Length - MdfCompressedBlock.Head);
        return block.ToArray();
    }

    private static long WriteBlock(Stream target, byte[] data)
    {
        MdfBlockBuilder block = new(target.Position);
        long address = block.Block("##DZ", [], data);
        target.Write(block.Bytes);
        return address;
    }

    private byte[] Moved(MdfBlock block, Dictionary<long, (long Data, long Rows)> data)
    {
        long[] links = new long[block.LinkCount];
        for (int i = 0; i < links.Length; i++)
        {
            links[i] = block.Id == "##DG" && i == DataLink
                ? data.GetValueOrDefault(block.Address).Data
                : _newAddress.GetValueOrDefault(block.Link(i));
        }

        byte[] content = block.Data.ToArray();
        if (block.Id == "##CG")
        {
            // A recording that was cut off has fewer rows than it says.
            MdfBlock group = _groups.Find(one => one.Rows.Address == block.Address).Group;
            BinaryPrimitives.WriteInt64LittleEndian(content.AsSpan(8), data[group.Address].Rows);
        }

        MdfBlockBuilder copy = new(0);
        copy.Block(block.Id, links, content);
        return copy.Bytes.ToArray();
    }
}
