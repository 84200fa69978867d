using System.Globalization;

namespace Bench.Recordings.Foreign;

/// <summary>
/// TDMS of National Instruments: segments of contiguous or interleaved data of either byte order with metadata that
/// change from segment to segment, DAQmx raw data, and chains of scales. A file whose writer
/// crashed is read as far as it goes. Channels carry their own name, or "group/channel" where two share one.
/// </summary>
internal static class TdmsFile
{
    private const int MostNotes = 20;

    public static bool Recognises(ReadOnlySpan<byte> start) => start.StartsWith("TDSm"u8) || start.StartsWith("TDSh"u8);

    public static ForeignRecording Read(OpenFile opened)
    {
        FileBytes file = opened.Bytes;
        if (file.Take(0, 4).AsSpan().SequenceEqual("TDSh"u8))
        {
            throw new RecordingException("it is the index of a TDMS file; the data are in the .tdms file beside it");
        }

        TdmsSegments segments = new(file);
        TdmsObject[] channels = [.. segments.Objects.Where(o => o.IsChannel)];
        HashSet<string> shared =
        [
            .. channels.GroupBy(o => o.Channel, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key),
        ];
        TdmsObject? root = segments.Objects.Find(o => o is { IsChannel: false, IsGroup: false });
        Dictionary<string, TdmsObject> groups = new(StringComparer.Ordinal);
        segments.Objects.ForEach(o => _ = o.IsGroup && groups.TryAdd(o.Group, o));
        List<ForeignChannel> read = [];
        List<string> notes = segments.Note.Length > 0 ? [segments.Note] : [];
        foreach (TdmsObject channel in channels)
        {
            string name = shared.Contains(channel.Channel) ? $"{channel.Group}/{channel.Channel}" : channel.Channel;
            TdmsObject? group = groups.GetValueOrDefault(channel.Group);
            try
            {
                Add(file, name, channel, TdmsScaling.Find(channel, group, root), read, notes);
            }
            catch (RecordingException e)
            {
                notes.Add($"Channel \"{name}\" is left out: it {e.Message.TrimEnd('.')}.");
            }
        }

        if (read.Count == 0)
        {
            throw new RecordingException(
                notes.Count > 0 ? $"it has no channel of numbers: {notes[^1]}" : "it has no channel of numbers");
        }

        int more = notes.Count - MostNotes;
        return new ForeignRecording(
            opened.Path,
            "TDMS",
            [.. read],
            more <= 0 ? [.. notes] : [.. notes.Take(MostNotes), $"{more} further notes are left out."]);
    }

    private static void Add(
        FileBytes file,
        string name,
        TdmsObject channel,
        TdmsScaling? scaling,
        List<ForeignChannel> read,
        List<string> notes)
    {
        if (channel.Pieces.Count == 0)
        {
            string what = channel.Index is null ? "no values" : "no numbers";
            notes.Add($"Channel \"{name}\" is left out: it has {what}.");
            return;
        }

        TdmsType type = channel.Pieces.First().Value[0].Type;
        string unit = channel.Text("unit_string") ?? channel.Text("NI_UnitDescription") ?? "";
        if (type == TdmsType.Time)
        {
            AddTimes(file, name, channel, read, notes);
            return;
        }

        double? rate = Rate(channel, name, notes);
        if (type.IsComplex())
        {
            List<TdmsPiece> pieces = channel.Pieces.First().Value;
            read.Add(new ForeignChannel($"{name} (real)", unit, rate, new TdmsSamples(file, pieces, 0)));
            read.Add(new ForeignChannel($"{name} (imaginary)", unit, rate, new TdmsSamples(file, pieces, 1)));
            return;
        }

        read.Add(new ForeignChannel(name, unit, rate, Values(file, name, channel, scaling, notes)));
    }

    private static ForeignSamples Values(
        FileBytes file, string name, TdmsObject channel, TdmsScaling? scaling, List<string> notes)
    {
        Dictionary<uint, TdmsSamples> raw =
            channel.Pieces.ToDictionary(one => one.Key, one => new TdmsSamples(file, one.Value, 0));
        bool isDaqmx = channel.Index is { IsDaqmx: true, Type: TdmsType.Daqmx };
        if (scaling is not null)
        {
            TdmsScaledSamples scaled =
                new(raw, scaling, isDaqmx ? TdmsScaling.Source.Daqmx : TdmsScaling.Source.Plain);

            // What is wrong with a chain shows with the first value.
            _ = scaled.First;
            return scaled;
        }

        if (isDaqmx)
        {
            notes.Add($"Channel \"{name}\" has no scale: its values are the device's numbers.");
        }

        return raw[channel.Pieces.First().Key];
    }

    private static void AddTimes(
        FileBytes file, string name, TdmsObject channel, List<ForeignChannel> read, List<string> notes)
    {
        TdmsSamples times = new(file, channel.Pieces.First().Value, 0);
        read.Add(new ForeignChannel(name, "s", null, times));
        DateTime epoch = new(1904, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        if (times.Origin is long origin and >= 0 and < 250_000_000_000)
        {
            DateTime first = epoch.AddSeconds(origin);
            notes.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"Channel \"{name}\" holds times: seconds since {first:yyyy-MM-dd HH:mm:ss} UTC."));
        }
    }

    private static double? Rate(TdmsObject channel, string name, List<string> notes)
    {
        if (channel.Number("wf_increment") is not double interval
            || !(interval > 0)
            || !double.IsFinite(1 / interval)
            || channel.Text("wf_xunit_string") is not (null or "" or "s" or "Seconds" or "seconds"))
        {
            return null;
        }

        // LabVIEW gives these properties to values that are no waveform, too: one second from its year 0.
        const double Epoch = -2_082_844_800;
        if (interval == 1 && (channel.Number("wf_start_time") ?? Epoch) == Epoch)
        {
            notes.Add($"Channel \"{name}\" has LabVIEW's default interval of 1 s without a start: no rate is taken.");
            return null;
        }

        if (channel.Number("wf_start_offset") is double start && start != 0)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"Channel \"{name}\" starts at {start} s."));
        }

        // 0.1 ms times a whole number is off by an ulp; the rate meant is a whole number then.
        double rate = 1 / interval;
        double whole = Math.Round(rate);
        return whole > 0 && Math.Abs(rate - whole) < 1e-12 * whole ? whole : rate;
    }
}
