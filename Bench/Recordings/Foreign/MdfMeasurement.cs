using System.Buffers.Binary;
using System.Text;
using Bench.Recordings.Mdf;
using Microsoft.Win32.SafeHandles;

namespace Bench.Recordings.Foreign;

/// <summary>
/// The numeric channels of an MDF 4.0 to 4.2 file of any tool: sorted and unsorted, plain and compressed, with every
/// conversion that gives numbers; values that are marked invalid are NaN.
/// </summary>
internal sealed class MdfMeasurement
{
    // A record is some bytes per channel; anything near this is a damaged length.
    private const long LargestRecord = 1 << 24;
    private const int DeepestNesting = 16;
    private const int MostNotes = 100;

    private readonly MdfBlocks _blocks;
    private readonly MdfRepair _repair;
    private readonly HashSet<long> _seen = [];
    private readonly HashSet<long> _data = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly List<ForeignChannel> _channels = [];
    private readonly List<string> _notes = [];
    private readonly long _mostValues;
    private long _values;
    private int _group;

    private MdfMeasurement(SafeFileHandle handle, long length)
    {
        Span<byte> id = stackalloc byte[MdfLayout.Identification];
        if (RandomAccess.Read(handle, id, 0) < id.Length)
        {
            throw new RecordingException("its header is cut off");
        }

        if (!id[8..].StartsWith("4."u8))
        {
            string version = Encoding.Latin1.GetString(id[8..16]).Trim('\0', ' ');
            throw new RecordingException($"it is MDF {version}, expected 4.x");
        }

        _blocks = new MdfBlocks(handle, length);
        _repair = new MdfRepair(id, length);
        _mostValues = 64 * length;
    }

    /// <summary>Reads a file; null for a recording of our own, whose gaps and clocks say more.</summary>
    public static ForeignRecording? Read(string path)
    {
        using SafeFileHandle handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        MdfMeasurement file = new(handle, RandomAccess.GetLength(handle));
        MdfBlock head = file._blocks.Read(MdfLayout.HeaderAddress, "##HD")
            ?? throw new RecordingException("its header is cut off");
        if (file._blocks.Comment(head.Link(5)).Property("serialNumber").Length > 0)
        {
            return null;
        }

        for (int link = 0; link < 6; link++)
        {
            file._repair.Descriptions.Add(head.Link(link));
        }

        file.ReadGroups(head.Link(0));
        if (file._repair.IsNeeded)
        {
            file._notes.Insert(0, "Its logger did not finalise it; its records were counted anew.");
        }

        return new ForeignRecording(path, "MDF 4", [.. file._channels], [.. file._notes.Take(MostNotes)]);
    }

    private void ReadGroups(long link)
    {
        List<(MdfBlock Block, List<MdfGroup> Groups)> all = [];
        while (Next(link, "##DG") is MdfBlock block)
        {
            List<MdfGroup> groups = [];
            long group = block.Link(1);
            while (Next(group, "##CG") is MdfBlock one)
            {
                group = one.Link(0);
                MdfGroup described = new(one);
                ReadColumns(one.Link(1), described, 0);
                groups.Add(described);
            }

            all.Add((block, groups));
            link = block.Link(0);
        }

        // Where data of open length end is known once every description has been met.
        foreach ((MdfBlock block, List<MdfGroup> groups) in all)
        {
            if (groups.Exists(g => g.Columns.Count > 0))
            {
                ReadRecords(block, groups);
            }
        }
    }

    private MdfBlock? Next(long link, string id)
    {
        if (link != 0 && !_seen.Add(link))
        {
            throw new RecordingException($"the links form a cycle at byte {link}");
        }

        _repair.Descriptions.Add(link);
        return _blocks.Read(link, id);
    }

    private void ReadColumns(long link, MdfGroup group, int depth)
    {
        while (Next(link, "##CN") is MdfBlock block)
        {
            link = block.Link(0);
            string name = _blocks.Text(block.Link(2));
            if (block.Link(1) != 0 && depth < DeepestNesting && _blocks.Peek(block.Link(1)) is ("##CN", _, _))
            {
                // A structure: its members are channels of their own.
                ReadColumns(block.Link(1), group, depth + 1);
                continue;
            }

            MdfColumn? column = Column(block, name, out string obstacle);
            if (column is not null && obstacle.Length == 0)
            {
                obstacle = column.Obstacle(group.DataBytes, group.InvalidBytes);
            }

            if (column is null || obstacle.Length > 0)
            {
                Note($"Channel \"{name}\" is left out: it {obstacle}.");
            }
            else if (block.Byte(0) is 2 or 3 && block.Byte(1) == 1)
            {
                group.Master = column;
            }
            else
            {
                group.Columns.Add(column);
            }
        }
    }

    private MdfColumn? Column(MdfBlock block, string name, out string obstacle)
    {
        int type = block.Byte(0);
        int dataType = block.Byte(2);
        MdfBlock? conversionBlock = _blocks.Read(block.Link(4), "##CC");
        obstacle = block.Link(1) != 0 ? "is an array"
            : type is not (0 or 2 or 3 or 4 or 6) ? "has values of any length"
            : dataType > 5 && type is not (3 or 6) ? "is no number"
            : "";
        if (obstacle.Length > 0 || MdfConversion.Read(conversionBlock, out obstacle) is not MdfConversion conversion)
        {
            return null;
        }

        if (conversion.Note.Length > 0)
        {
            Note($"Channel \"{name}\" {conversion.Note}.");
        }

        uint flags = block.UInt32(12);
        string unit = _blocks.Text(block.Link(6));
        unit = unit.Length == 0 && conversionBlock is not null ? _blocks.Text(conversionBlock.Link(1)) : unit;
        return new MdfColumn
        {
            Name = name,
            Unit = unit.StartsWith('<') ? MdfComment.Parse(unit).Text : unit,
            IsVirtual = type is 3 or 6,
            DataType = dataType,
            BitOffset = block.Byte(3),
            BitCount = (int)Math.Min(block.UInt32(8), int.MaxValue / 2),
            ByteOffset = block.UInt32(4),
            Conversion = conversion,
            InvalidBit = (flags & 2) != 0 ? block.UInt32(16) : null,
        };
    }

    private void ReadRecords(MdfBlock block, List<MdfGroup> groups)
    {
        int idBytes = block.Byte(0);
        if (idBytes is not (0 or 1 or 2 or 4 or 8) || (idBytes == 0 && groups.Count > 1))
        {
            throw new RecordingException($"the data group at byte {block.Address} has record ids of {idBytes} bytes");
        }

        if (groups.Exists(g => g.RecordBytes > LargestRecord))
        {
            throw new RecordingException($"a channel group at byte {block.Address} has records of impossible length");
        }

        bool isColumn = _blocks.Peek(block.Link(2)) is ("##LD", _, _);
        using MdfRecordStream records = new(_blocks, _repair, _data);
        ReadOnlyMemory<byte> stream = records.Read(block.Link(2));
        if (idBytes == 0)
        {
            groups[0].Records = stream;
        }
        else
        {
            Sort(stream.Span, idBytes, groups);
        }

        foreach (MdfGroup group in groups)
        {
            Add(group, isColumn ? group.DataBytes : group.RecordBytes);
            group.Records = default;
            group.Sorted = null;
        }
    }

    private void Sort(ReadOnlySpan<byte> stream, int idBytes, List<MdfGroup> groups)
    {
        Dictionary<ulong, MdfGroup> byId = [];
        Span<byte> wide = stackalloc byte[8];
        groups.ForEach(g => byId.TryAdd((ulong)g.RecordId, g));
        groups.ForEach(g => g.Sorted = new MemoryStream());
        while (stream.Length >= idBytes)
        {
            wide.Clear();
            stream[..idBytes].CopyTo(wide);
            if (!byId.TryGetValue(BinaryPrimitives.ReadUInt64LittleEndian(wide), out MdfGroup? group))
            {
                // The tail of a file that was not finalised may be anything.
                if (!_repair.IsNeeded)
                {
                    throw new RecordingException("it is damaged: a record belongs to no channel group");
                }

                Note("The data end in something that is no record; it is left out.");
                break;
            }

            stream = stream[idBytes..];
            long length = group.RecordBytes;
            if (group.IsText && stream.Length >= sizeof(uint))
            {
                length = sizeof(uint) + (long)BinaryPrimitives.ReadUInt32LittleEndian(stream);
            }

            if (length > stream.Length)
            {
                break;
            }

            if (!group.IsText)
            {
                group.Sorted!.Write(stream[..(int)length]);
            }

            stream = stream[(int)length..];
        }

        groups.ForEach(g => g.Records = g.Sorted!.GetBuffer().AsMemory(0, (int)g.Sorted.Length));
    }

    private void Add(MdfGroup group, long recordBytes)
    {
        _group++;
        long there = recordBytes == 0 ? 0 : group.Records.Length / recordBytes;
        long count = _repair.CountsRecords ? there : Math.Min(Math.Max(0, group.Claimed), there);
        if (group.IsText || count == 0)
        {
            return;
        }

        _values += count * (group.Columns.Count + 1);
        if (_values > _mostValues)
        {
            throw new RecordingException("it is damaged: it claims more values than it can hold");
        }

        ReadOnlySpan<byte> records = group.Records.Span;
        MdfColumn[] columns = recordBytes == group.RecordBytes
            ? [.. group.Columns]
            : [.. group.Columns.Where(c => c.InvalidBit is null)];
        double? rate = null;
        if (group.Master is MdfColumn master)
        {
            double[] times = master.Read(records, (int)recordBytes, (int)group.DataBytes, count);
            rate = RateOf(times);
            if (rate is null)
            {
                _channels.Add(new ForeignChannel(Unique(master.Name), master.Unit, null, times));
            }
        }

        foreach (MdfColumn column in columns)
        {
            double[] values = column.Read(records, (int)recordBytes, (int)group.DataBytes, count);
            _channels.Add(new ForeignChannel(Unique(column.Name), column.Unit, rate, values));
        }
    }

    // Evenly spaced where every time is nearer to its place on a straight line than to the next one.
    private static double? RateOf(double[] times)
    {
        double interval = times.Length < 2 ? 0 : (times[^1] - times[0]) / (times.Length - 1);
        if (!(interval > 0) || !double.IsFinite(1 / interval))
        {
            return null;
        }

        for (int i = 1; i < times.Length; i++)
        {
            if (!(Math.Abs(times[i] - times[0] - (i * interval)) <= 0.5 * interval))
            {
                return null;
            }
        }

        double rate = 1 / interval;
        double whole = Math.Round(rate);
        return whole >= 1 && Math.Abs(rate - whole) <= 1e-9 * whole ? whole : rate;
    }

    private string Unique(string name)
    {
        string unique = name;
        for (int n = _group; !_names.Add(unique); n++)
        {
            unique = FormattableString.Invariant($"{name} (group {n})");
        }

        return unique;
    }

    private void Note(string note)
    {
        if (_notes.Count < MostNotes && !_notes.Contains(note))
        {
            _notes.Add(note);
        }
    }
}
