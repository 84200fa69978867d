namespace Bench.Recordings.Foreign;

/// <summary>Walks over the segments of a TDMS file and collects its objects and where their values lie.</summary>
internal sealed class TdmsSegments
{
    private const int LeadIn = 28;
    private const int MostObjects = 1 << 15;
    private const long MostMetadata = 1 << 28;
    private const uint Metadata = 2;
    private const uint NewList = 4;
    private const uint RawData = 8;
    private const uint Interleaved = 32;
    private const uint BigEndian = 64;

    private readonly Dictionary<string, TdmsObject> _byPath = new(StringComparer.Ordinal);
    private readonly List<TdmsObject> _list = [];
    public TdmsSegments(FileBytes file)
    {
        long at = 0;
        while (at < file.Length && Next(file, ref at))
        {
        }
    }

    /// <summary>All objects, in the order of the file.</summary>
    public List<TdmsObject> Objects { get; } = [];

    /// <summary>What is missing at the end, or empty.</summary>
    public string Note { get; private set; } = "";

    private bool Next(FileBytes file, ref long at)
    {
        byte[] head = file.Take(at, (int)Math.Min(LeadIn, file.Length - at));
        if (at > 0 && !head.AsSpan().ContainsAnyExcept((byte)0))
        {
            return false;
        }

        if (head.Length < LeadIn || !head.AsSpan().StartsWith("TDSm"u8))
        {
            if (at == 0 || (head.Length >= 4 && !head.AsSpan().StartsWith("TDSm"u8)))
            {
                throw new RecordingException($"it is damaged: there is no segment at byte {at}");
            }

            return EndsEarly();
        }

        uint contents = BitConverter.ToUInt32(head, 4);
        TdmsBytes leadIn = new(head.AsSpan(8), (contents & BigEndian) != 0);
        uint version = leadIn.UInt32();
        if (version is not (4712 or 4713))
        {
            throw new RecordingException($"it is TDMS version {version}, expected 4712 or 4713");
        }

        ulong next = leadIn.UInt64();
        ulong raw = leadIn.UInt64();
        at += LeadIn;
        bool cut = next > (ulong)(file.Length - at);
        long length = cut ? file.Length - at : (long)next;
        if (!ReadContent(file, at, length, contents, raw, cut))
        {
            return EndsEarly();
        }

        at += length;
        return !cut || EndsEarly();
    }

    private bool EndsEarly()
    {
        Note = "The file ends within a segment, as after a crash of its writer; it is read up to there.";
        return false;
    }

    private bool ReadContent(FileBytes file, long address, long length, uint contents, ulong raw, bool cut)
    {
        bool bigEndian = (contents & BigEndian) != 0;
        if (raw > (ulong)length)
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
            long described = raw == 0 ? Math.Min(length, MostMetadata) : (long)raw;
            if (described > MostMetadata)
            {
                throw new RecordingException($"it is damaged: a segment with {described >> 20} MB of metadata");
            }

            TdmsBytes bytes = new(file.Take(address, (int)described), bigEndian);
            ReadMetadata(ref bytes);
        }

        if ((contents & RawData) != 0)
        {
            TdmsRaw place = new(address + (long)raw, length - (long)raw, bigEndian, cut);
            place.Spread(_list, (contents & Interleaved) != 0);
        }

        return true;
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
