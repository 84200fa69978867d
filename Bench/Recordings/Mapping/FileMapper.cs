using System.Collections.Immutable;
using System.Globalization;
using Bench.Recordings.Foreign;
using Bench.Results;

namespace Bench.Recordings.Mapping;

/// <summary>Applies a mapping to a file that was read.</summary>
internal static class FileMapper
{
    // Times that are this far off an even spacing (in samples) are not a sample rate.
    private const double LargestTimeDeviation = 0.5;

    private const int MostPieces = 1 << 16;

    public static ImmutableArray<MappedRecording> Map(ForeignRecording file, RecordingMapping mapping)
    {
        ForeignChannel[] sources = [.. mapping.Channels.Select(channel => file.Find(channel.Source))];
        double rate = Rate(file, mapping.SampleRate, sources[0]);
        long length = sources[0].Samples.Length;
        if (sources.FirstOrDefault(source => source.Samples.Length != length) is ForeignChannel other)
        {
            throw new RecordingException(
                $"\"{file.Path}\": channel \"{other.Name}\" has {other.Samples.Length} samples, \"{sources[0].Name}\" "
                    + $"has {length}.");
        }

        MappedRecording whole = new()
        {
            Path = file.Path,
            SerialNumber = SerialOf(file.Path, Expand(mapping.SerialNumber, file.Path)),
            Group = Expand(mapping.Group, file.Path),
            Channels = [.. mapping.Channels.Select(
                (channel, i) => new MappedChannel(channel.Id, Convert(sources[i], channel)))],
            SampleRateHz = rate,
            FixedSpeedRpm = SpeedOf(file, mapping.Speed),
            PulseTimesSeconds = PulsesOf(file, mapping.Speed, length / rate),
            PulsesPerRevolution = mapping.Speed?.PulsesPerRevolution ?? 1,
            Notes = file.Notes,
        };
        return mapping.SegmentSeconds is double seconds ? Cut(whole, seconds) : [whole];
    }

    private static double Rate(ForeignRecording file, RateMapping mapping, ForeignChannel first)
    {
        double rate = mapping switch
        {
            { Hz: double hz } => hz,
            { Variable: string variable } => Scalar(file, variable),
            { TimeColumn: string column } => RateOfTimes(file, file.Find(column), mapping.SecondsPerUnit),
            _ => first.SampleRateHz
                ?? throw new RecordingException(
                    $"\"{file.Path}\" does not state a sample rate; the mapping has to (sampleRate.hz)."),
        };
        return rate is > 0 and < 1e9
            ? rate
            : throw new RecordingException(
                $"\"{file.Path}\": the sample rate is {Text(rate)} Hz, expected one above 0.");
    }

    private static double RateOfTimes(ForeignRecording file, ForeignChannel column, double secondsPerUnit)
    {
        ForeignSamples times = column.Samples;
        double interval = times.Length < 2 ? 0 : (times.Last - times.First) / (times.Length - 1);
        double first = times.Length == 0 ? 0 : times.First;
        long row = 0;
        foreach (ReadOnlyMemory<double> block in times.Blocks())
        {
            foreach (double time in block.Span)
            {
                double deviation = Math.Abs(time - first - (row * interval));
                row++;
                if (!(interval > 0) || !(deviation <= LargestTimeDeviation * interval))
                {
                    throw new RecordingException(
                        $"\"{file.Path}\": column \"{column.Name}\" is not evenly spaced in time (row {row}).");
                }
            }
        }

        return interval > 0
            ? 1 / (interval * secondsPerUnit)
            : throw new RecordingException($"\"{file.Path}\": column \"{column.Name}\" holds no times.");
    }

    private static double? SpeedOf(ForeignRecording file, SpeedMapping? mapping)
    {
        if (mapping is null || mapping.PulseTimes is not null)
        {
            return null;
        }

        if (mapping.FixedRpm is not null)
        {
            return mapping.FixedRpm;
        }

        if (mapping.Variable is string variable)
        {
            return Scalar(file, variable) * mapping.RpmPerUnit;
        }

        return mapping.ByPath.FirstOrDefault(entry => file.Path.Contains(entry.Contains, StringComparison.Ordinal))?.Rpm
            ?? throw new RecordingException($"\"{file.Path}\": no entry of the mapping's speed.byPath fits this path.");
    }

    private static ReadOnlyMemory<double> PulsesOf(ForeignRecording file, SpeedMapping? mapping, double durationSeconds)
    {
        if (mapping?.PulseTimes is not string name)
        {
            return default;
        }

        double[] times = file.Find(name).Samples.ToArray();
        for (int i = 0; i < times.Length; i++)
        {
            bool rising = i == 0 || times[i] > times[i - 1];
            if (!rising || !(times[i] >= 0) || times[i] > durationSeconds + 1)
            {
                throw new RecordingException(
                    $"\"{file.Path}\": pulse time {i + 1} of \"{name}\" is {Text(times[i])}, expected rising seconds "
                        + $"within the recording of {Text(durationSeconds)} s.");
            }
        }

        return times;
    }

    private static ForeignSamples Convert(ForeignChannel source, ChannelMapping mapping) =>
        source.Samples.Part(0, source.Samples.Length, Units.ToSi(mapping.Unit)!.Value * mapping.Scale);

    private static ImmutableArray<MappedRecording> Cut(MappedRecording whole, double seconds)
    {
        long length = (long)Math.Max(1, Math.Round(seconds * whole.SampleRateHz));
        int pieces = (int)Math.Min(whole.Channels[0].Samples.Length / length, MostPieces);
        if (pieces == 0)
        {
            throw new RecordingException(
                $"\"{whole.Path}\" is {Text(whole.DurationSeconds)} s long, shorter than one piece of {Text(seconds)} "
                    + "s.");
        }

        ImmutableArray<MappedRecording>.Builder cut = ImmutableArray.CreateBuilder<MappedRecording>(pieces);
        for (int i = 0; i < pieces; i++)
        {
            long first = i * length;
            string serial = $"{whole.SerialNumber}.{(i + 1).ToString("00", CultureInfo.InvariantCulture)}";
            cut.Add(whole with
            {
                SerialNumber = SerialOf(whole.Path, serial),
                Channels = [.. whole.Channels.Select(
                    channel => channel with { Samples = channel.Samples.Part(first, length) })],
                PulseTimesSeconds = Within(
                    whole.PulseTimesSeconds.Span, first / whole.SampleRateHz, (first + length) / whole.SampleRateHz),
            });
        }

        return cut.MoveToImmutable();
    }

    private static double[] Within(ReadOnlySpan<double> times, double from, double to)
    {
        List<double> inside = [];
        foreach (double time in times)
        {
            if (time >= from && time < to)
            {
                inside.Add(time - from);
            }
        }

        return [.. inside];
    }

    private static double Scalar(ForeignRecording file, string name)
    {
        ForeignChannel channel = file.Find(name);
        return channel.Samples.Length > 0
            ? channel.Samples.First
            : throw new RecordingException($"\"{file.Path}\": variable \"{name}\" is empty.");
    }

    private static SerialNumber SerialOf(string path, string text)
    {
        // What no label carries becomes a hyphen; a name that is too long keeps its end, which tells files apart.
        string label = new([.. text.Select(c => IsOnLabels(c) ? c : '-')]);
        label = label.Length > SerialNumber.MaxLength ? label[^SerialNumber.MaxLength..] : label;
        try
        {
            return SerialNumber.Parse(label);
        }
        catch (FormatException e)
        {
            throw new RecordingException($"\"{path}\" gives no serial number: {e.Message}", e);
        }
    }

    private static bool IsOnLabels(char c) =>
        char.IsAsciiLetterOrDigit(c) || "-_.+:# ".Contains(c, StringComparison.Ordinal);

    private static string Expand(string template, string path)
    {
        string name = Path.GetFileName(path);
        name = name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name;
        string extension = Path.GetExtension(name);

        // In names such as 2003.10.22.12.06.24 the last part is no extension.
        name = extension.Length > 1 && char.IsAsciiLetter(extension[1]) ? name[..^extension.Length] : name;
        string folder = Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path)) ?? "");
        return template
            .Replace("{file}", name, StringComparison.Ordinal)
            .Replace("{folder}", folder, StringComparison.Ordinal);
    }

    private static string Text(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
