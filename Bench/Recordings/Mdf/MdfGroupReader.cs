using System.Collections.Immutable;
using Bench.Acquisition;

namespace Bench.Recordings.Mdf;

/// <summary>Reads the data groups of a file and collects their channels.</summary>
/// <param name="blocks">The file.</param>
/// <param name="listed">The channels that the header lists, also without a sample; empty where it lists none.</param>
internal sealed class MdfGroupReader(MdfBlocks blocks, ImmutableArray<SourceChannel> listed)
{
    // A row is a few bytes per channel; anything near this is a damaged length.
    private const long LargestRow = 1 << 24;

    private readonly HashSet<long> _seen = [];
    private readonly HashSet<long> _data = [];
    private readonly List<RecordedGroup> _groups = [];
    private readonly List<SourceChannel> _channels = [];
    private readonly Dictionary<long, int> _byNumber = [];
    private readonly List<string> _skipped = [];

    /// <summary>The groups, in the order of the file.</summary>
    public ImmutableArray<RecordedGroup> Groups => [.. _groups];

    /// <summary>The channels, in the order of the source that was recorded.</summary>
    public ImmutableArray<SourceChannel> Channels => [.. _channels];

    /// <summary>What was left out and why.</summary>
    public ImmutableArray<string> Skipped => [.. _skipped];

    /// <summary>Reads the chain of data groups.</summary>
    public void ReadAll(long link)
    {
        List<MdfRawGroup> raw = [];
        while (Next(link, "##DG") is MdfBlock group)
        {
            link = group.Link(0);
            if (ReadGroup(group) is MdfRawGroup read)
            {
                raw.Add(read);
            }
        }

        MdfTimeAxis.AlignStarts(raw);
        NumberChannels(raw);
        foreach (MdfRawGroup group in raw)
        {
            _groups.Add(Finish(group));
        }
    }

    private MdfBlock? Next(long link, string id)
    {
        if (link != 0 && !_seen.Add(link))
        {
            throw new RecordingException($"the links form a cycle at byte {link}");
        }

        return blocks.Read(link, id);
    }

    private MdfRawGroup? ReadGroup(MdfBlock dataGroup)
    {
        int idBytes = dataGroup.Byte(0);
        if (Next(dataGroup.Link(1), "##CG") is not MdfBlock group)
        {
            return null;
        }

        if (idBytes != 0 || group.Link(0) != 0)
        {
            throw new RecordingException(
                "its records are unsorted (several channel groups share one data group), which is not supported yet");
        }

        long rowBytes = (long)group.UInt32(24) + group.UInt32(28);
        MdfRawGroup raw = new(blocks.Comment(group.Link(5)));
        long channel = group.Link(1);
        while (Next(channel, "##CN") is MdfBlock block)
        {
            channel = block.Link(0);
            ReadChannel(block, raw, group.UInt32(24));
        }

        if (raw.Columns.Count == 0)
        {
            return null;
        }

        if (rowBytes is 0 or > LargestRow)
        {
            throw new RecordingException($"the channel group at byte {group.Address} has rows of {rowBytes} bytes");
        }

        raw.RowBytes = (int)rowBytes;
        raw.Extents = MdfDataExtents.Follow(blocks, dataGroup.Link(2), _data);
        raw.Rows = Math.Min(Math.Max(0, group.Int64(8)), raw.Extents.Length / rowBytes);
        return MdfTimeAxis.Find(raw) ? raw : Skip(raw, "has no evenly spaced time channel");
    }

    private void ReadChannel(MdfBlock block, MdfRawGroup group, uint dataBytes)
    {
        string name = blocks.Text(block.Link(2));
        int type = block.Byte(0);
        MdfLinear? conversion = MdfLinear.Read(blocks, block.Link(4));
        SampleFormat? format = MdfSampleFormat.FromMdf(block.Byte(2), block.UInt32(8));
        MdfLinear line = conversion ?? new MdfLinear(0, 1);
        MdfRawColumn column = new(name, Unit(block), format ?? default, line, blocks.Comment(block.Link(7)))
        {
            ByteOffset = block.UInt32(4),
            IsBigEndian = block.Byte(2) is 1 or 3 or 5,
        };
        if (type is 2 or 3 && block.Byte(1) == 1)
        {
            group.Master = column;
            group.MasterIsVirtual = type == 3;
            return;
        }

        string? obstacle = Obstacle(block, type, conversion, format);
        if (obstacle is not null)
        {
            _skipped.Add($"Channel \"{name}\" {obstacle}.");
            return;
        }

        if (column.ByteOffset + column.Format.Size() > dataBytes)
        {
            throw new RecordingException($"channel \"{name}\" lies outside of its row of {dataBytes} bytes");
        }

        group.Columns.Add(column);
    }

    private string Unit(MdfBlock channel)
    {
        string text = blocks.Text(channel.Link(6));
        if (text.Length == 0 && blocks.Read(channel.Link(4), "##CC") is MdfBlock conversion)
        {
            text = blocks.Text(conversion.Link(1));
        }

        return text.StartsWith('<') ? MdfComment.Parse(text).Text : text;
    }

    private static string? Obstacle(MdfBlock block, int type, MdfLinear? conversion, SampleFormat? format)
    {
        if (type != 0)
        {
            return "is not a plain value";
        }

        if (block.Link(1) != 0)
        {
            return "is an array or structure";
        }

        if (format is null || block.Byte(3) != 0)
        {
            return "is no number of 8, 16, 32 or 64 bits";
        }

        return conversion is null ? "has a conversion other than linear" : null;
    }

    private MdfRawGroup? Skip(MdfRawGroup group, string why)
    {
        _skipped.AddRange(group.Columns.Select(column => $"Channel \"{column.Name}\" {why}."));
        return null;
    }

    // A recording of ours numbers its channels, and a channel goes on in a later group after a gap. Channels of other
    // files stand for themselves.
    private void NumberChannels(List<MdfRawGroup> groups)
    {
        for (int i = 0; i < listed.Length; i++)
        {
            _byNumber.Add(i, i);
            _channels.Add(listed[i]);
        }

        SortedDictionary<long, (MdfRawColumn Column, SampleClock Clock)> numbered = [];
        foreach (MdfRawGroup group in groups)
        {
            foreach (MdfRawColumn column in group.Columns)
            {
                if (column.Number is long number && !_byNumber.ContainsKey(number))
                {
                    numbered.TryAdd(number, (column, group.Clock));
                }
            }
        }

        foreach ((long number, (MdfRawColumn column, SampleClock clock)) in numbered)
        {
            _byNumber.Add(number, _channels.Count);
            _channels.Add(Describe(column, clock));
        }
    }

    private RecordedGroup Finish(MdfRawGroup group)
    {
        ImmutableArray<RecordedColumn>.Builder columns =
            ImmutableArray.CreateBuilder<RecordedColumn>(group.Columns.Count);
        foreach (MdfRawColumn column in group.Columns)
        {
            SourceChannel described = Describe(column, group.Clock);
            int index = column.Number is long number ? _byNumber[number] : _channels.Count;
            if (index == _channels.Count)
            {
                _channels.Add(described);
            }

            if (_channels[index].Format != described.Format || _channels[index].Clock != described.Clock)
            {
                throw new RecordingException($"channel \"{column.Name}\" changes its format or its clock");
            }

            columns.Add(new RecordedColumn(index, (int)column.ByteOffset, column.IsBigEndian, column.FirstTick(group)));
        }

        return new RecordedGroup(group.Extents!)
        {
            Clock = group.Clock,
            FirstIndex = group.FirstIndex,
            Rows = group.Rows,
            RowBytes = group.RowBytes,
            Columns = columns.MoveToImmutable(),
        };
    }

    private static SourceChannel Describe(MdfRawColumn column, SampleClock clock)
    {
        string signal = column.Comment.Property("signal");
        return new SourceChannel(
            signal.Length > 0 ? signal : column.Name,
            column.Name,
            column.Unit,
            column.Format,
            column.Conversion.Factor,
            column.Conversion.Offset,
            clock);
    }
}
