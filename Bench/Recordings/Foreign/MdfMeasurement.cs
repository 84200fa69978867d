using System.Text;
using Bench.Recordings.Mdf;

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

    private readonly OpenFile _file;
    private readonly MdfBlocks _blocks;
    private readonly MdfRepair _repair;
    private readonly HashSet<long> _seen = [];
    private readonly HashSet<long> _data = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly List<ForeignChannel> _channels = [];
    private readonly List<string> _notes = [];
    private int _group;

    private MdfMeasurement(OpenFile file)
    {
        _file = file;
        if (file.Bytes.Length < MdfLayout.Identification)
        {
            throw new RecordingException("its header is cut off");
        }

        byte[] id = file.Bytes.Take(0, MdfLayout.Identification);
        if (!id.AsSpan(8).StartsWith("4."u8))
        {
            string version = Encoding.Latin1.GetString(id.AsSpan(8, 8)).Trim('\0', ' ');
            throw new RecordingException($"it is MDF {version}, expected 4.x");
        }

        _blocks = new MdfBlocks(file.Bytes);
        _repair = new MdfRepair(id, file.Bytes.Length);
    }

    /// <summary>Reads a file; null for a recording of our own, whose gaps and clocks say more.</summary>
    public static ForeignRecording? Read(OpenFile opened)
    {
        MdfMeasurement file = new(opened);
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

        return new ForeignRecording(opened.Path, "MDF 4", [.. file._channels], [.. file._notes.Take(MostNotes)]);
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

        _repair.HasOneGroup = all.Count == 1;

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

            if (Column(block, name, out string obstacle) is MdfColumn column)
            {
                AddColumn(block, column, group, ref obstacle);
            }

            if (obstacle.Length > 0)
            {
                Note($"Channel \"{name}\" is left out: it {obstacle}.");
            }
        }
    }

    private void AddColumn(MdfBlock block, MdfColumn column, MdfGroup group, ref string obstacle)
    {
        if (block.Byte(0) is 2 or 3 && block.Byte(1) == 1)
        {
            obstacle = column.Obstacle(group.DataBytes, group.InvalidBytes);
            group.Master = obstacle.Length == 0 ? column : group.Master;
            return;
        }

        MdfArray? array = MdfArray.Read(_blocks, block.Link(1), out obstacle);
        if (obstacle.Length > 0)
        {
            return;
        }

        MdfColumn[] elements = array is null ? [column] : [.. array.Elements(column)];
        foreach (MdfColumn element in elements)
        {
            obstacle = element.Obstacle(group.DataBytes, group.InvalidBytes);
            if (obstacle.Length > 0)
            {
                return;
            }
        }

        group.Columns.AddRange(elements);
    }

    private MdfColumn? Column(MdfBlock block, string name, out string obstacle)
    {
        int type = block.Byte(0);
        int dataType = block.Byte(2);
        MdfBlock? conversionBlock = _blocks.Read(block.Link(4), "##CC");
        obstacle = type is not (0 or 2 or 3 or 4 or 6) ? "has values of any length" : "";
        if (obstacle.Length > 0
            || MdfConversion.Read(_blocks, conversionBlock, out obstacle) is not MdfConversion conversion)
        {
            return null;
        }

        if (dataType > 5 && type is not (3 or 6) && (dataType > 9 || conversion.NumberOfText is null))
        {
            obstacle = "is no number";
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
        MdfDataExtents stream = MdfDataExtents.Follow(_blocks, block.Link(2), _data, _repair);
        if (idBytes == 0)
        {
            groups[0].Records = stream;
        }
        else if (!new MdfRecordSorter(idBytes, _file.Spool).Sort(stream, groups))
        {
            // The tail of a file that was not finalised may be anything.
            if (!_repair.IsNeeded)
            {
                throw new RecordingException("it is damaged: a record belongs to no channel group");
            }

            Note("The data end in something that is no record; it is left out.");
        }

        foreach (MdfGroup group in groups)
        {
            Add(group, isColumn ? group.DataBytes : group.RecordBytes);
        }
    }

    private void Add(MdfGroup group, long recordBytes)
    {
        _group++;
        long there = recordBytes == 0 ? 0 : group.Records!.Length / recordBytes;
        long count = _repair.CountsRecords ? there : Math.Min(Math.Max(0, group.Claimed), there);
        if (group.IsText || count == 0)
        {
            return;
        }

        MdfColumn[] columns = recordBytes == group.RecordBytes
            ? [.. group.Columns]
            : [.. group.Columns.Where(c => c.InvalidBit is null)];
        double? rate = null;
        ForeignSamples? axis = null;
        if (group.Master is MdfColumn master)
        {
            ForeignSamples times = Samples(master);
            rate = EvenSpacing.RateOf(times, master);
            if (rate is null)
            {
                axis = times;
                _channels.Add(new ForeignChannel(Unique(master.Name), master.Unit, null, times));
            }
        }

        foreach (MdfColumn column in columns)
        {
            _channels.Add(new ForeignChannel(Unique(column.Name), column.Unit, rate, Samples(column)) { Axis = axis });
        }

        MdfSamples Samples(MdfColumn column) =>
            new(group.Records!, (int)recordBytes, (int)group.DataBytes, count, column);
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
