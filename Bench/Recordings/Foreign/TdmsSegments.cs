namespace Bench.Recordings.Foreign;

/// <summary>Walks over the segments of a TDMS file and collects its objects and where their values lie.</summary>
internal sealed class TdmsSegments
{
    private const int LeadIn = 28;
    private const int MostObjects = 1 << 15;
    private const uint Metadata = 2;
    private const uint NewList = 4;
    private const uint RawData = 8;
    private const uint Interleaved = 32;
    private const uint BigEndian = 64;

    private readonly Dictionary<string, TdmsObject> _byPath = new(StringComparer.Ordinal);
    private readonly List<TdmsObject> _list = [];
    private readonly long _mostValues;
    private long _values;

    public TdmsSegments(ReadOnlySpan<byte> file)
    {
        // 32 digital lines may share 4 bytes; more values than that are not in the file.
        _mostValues = 16L * file.Length;
        long at = 0;
        while (at < file.Length && Next(file, ref at))
        {
        }
    }

    /// <summary>All objects, in the order of the file.</summary>
    public List<TdmsObject> Objects { get; } = [];

    /// <summary>What is missing at the end, or empty.</summary>
    public string Note { get; private set; } = "";

    private bool Next(ReadOnlySpan<byte> file, ref long at)
    {
        ReadOnlySpan<byte> rest = file[(int)at..];
        if (at > 0 && !rest.ContainsAnyExcept((byte)0))
        {
            return false;
        }

        if (rest.Length < LeadIn || !rest.StartsWith("TDSm"u8))
        {
            if (at == 0 || (rest.Length >= 4 && !rest.StartsWith("TDSm"u8)))
            {
                throw new RecordingException($"it is damaged: there is no segment at byte {at}");
            }

            return EndsEarly();
        }

        uint contents = BitConverter.ToUInt32(rest[4..8]);
        TdmsBytes leadIn = new(rest[8..LeadIn], (contents & BigEndian) != 0);
        uint version = leadIn.UInt32();
        if (version is not (4712 or 4713))
        {
            throw new RecordingException($"it is TDMS version {version}, expected 4712 or 4713");
        }

        ulong next = leadIn.UInt64();
        ulong raw = leadIn.UInt64();
        ReadOnlySpan<byte> content = rest[LeadIn..];
        bool cut = next > (ulong)content.Length;
        content = cut ? content : content[..(int)next];
        if (!ReadContent(content, at + LeadIn, contents, raw, cut))
        {
            return EndsEarly();
        }

        at += LeadIn + content.Length;
        return !cut || EndsEarly();
    }

    private bool EndsEarly()
    {
        Note = "The file ends within a segment, as after a crash of its writer; it is read up to there.";
        return false;
    }

    private bool ReadContent(ReadOnlySpan<byte> content, long address, uint contents, ulong raw, bool cut)
    {
        bool bigEndian = (contents & BigEndian) != 0;
        if (raw > (ulong)content.Length)
        {
            // The lead-in was written, the metadata were not.
            return cut
                ? false
                : throw new RecordingException("it is damaged: raw data behind the end of their segment");
        }

        if ((contents & Metadata) != 0)
        {
            if ((contents & NewList) != 0)
            {
                _list.ForEach(o => o.IsListed = o.HasData = false);
                _list.Clear();
            }

            // The offset of the raw data may be nought where there are none.
            TdmsBytes bytes = new(raw == 0 ? content : content[..(int)raw], bigEndian);
            ReadMetadata(ref bytes);
        }

        if ((contents & RawData) != 0)
        {
            TdmsRaw place = new(address + (long)raw, content.Length - (long)raw, bigEndian, cut);
            place.Spread(_list, (contents & Interleaved) != 0, Account);
        }

        return true;
    }

    private void Account(long values)
    {
        _values += values;
        if (_values > _mostValues)
        {
            throw new RecordingException("it is damaged: it claims more values than it can hold");
        }
    }

    private void ReadMetadata(ref TdmsBytes bytes)
    {
        int objects = bytes.Count(12);
        for (int i = 0; i < objects; i++)
        {
            string path = bytes.Text();
            if (!_byPath.TryGetValue(path, out TdmsObject? one))
            {
                _byPath.Add(path, one = new TdmsObject(path));
                Objects.Add(one);
                if (Objects.Count > MostObjects)
                {
                    throw new RecordingException($"it has more than {MostObjects} objects");
                }
            }

            ReadIndex(one, ref bytes);
            int properties = bytes.Count(9);
            for (int p = 0; p < properties; p++)
            {
                string name = bytes.Text();
                one.Properties[name] = bytes.Value((TdmsType)bytes.UInt32());
            }
        }
    }

    private void ReadIndex(TdmsObject one, ref TdmsBytes bytes)
    {
        uint first = bytes.UInt32();
        one.HasData = first != uint.MaxValue;
        if (first is not (0 or uint.MaxValue))
        {
            one.Index = TdmsIndex.Read(first, ref bytes);
        }
        else if (one.HasData && one.Index is null)
        {
            throw new RecordingException(
                $"it is damaged: channel \"{one.Channel}\" refers to an index that it never had");
        }

        if (!one.IsListed)
        {
            one.IsListed = true;
            _list.Add(one);
        }
    }
}
