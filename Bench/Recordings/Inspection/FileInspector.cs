using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Bench.Recordings.Foreign;
using Bench.Recordings.Mapping;

namespace Bench.Recordings.Inspection;

/// <summary>Looks at every channel of a file and at the channels together.</summary>
internal static class FileInspector
{
    // Copies are sought among this many channels: the work grows with the square.
    private const int MostCompared = 64;

    // Share of a channel's energy that a scaled copy may leave unexplained.
    private const double LargestResidual = 1e-6;

    public static FileInspection Inspect(ForeignRecording file, RecordingMapping? mapping)
    {
        ImmutableArray<MappedRecording> mapped =
            mapping is null ? [] : FileMapper.Map(file, mapping with { SegmentSeconds = null });
        ImmutableArray<ForeignChannel> channels = mapping is null ? file.Channels : Mapped(mapped[0], mapping);
        List<string> warnings = [];
        warnings.AddRange(Copies(file.Channels));
        warnings.AddRange(TurningCheck.Warnings(file, mapped.Length > 0 ? mapped[0] : null));
        return new FileInspection
        {
            Path = file.Path,
            Format = file.Format,
            Bytes = new FileInfo(file.Path).Length,
            ContentHash = Hash(file.Channels),
            Channels = [.. channels.Select(ChannelInspector.Inspect)],
            Notes = file.Notes,
            Warnings = [.. warnings],
        };
    }

    private static ImmutableArray<ForeignChannel> Mapped(MappedRecording recording, RecordingMapping mapping) =>
    [
        .. recording.Channels.Select((channel, i) => new ForeignChannel(
            channel.Id,
            Units.SiName(mapping.Channels[i].Unit),
            recording.SampleRateHz,
            Widen(channel.Samples.Span))),
    ];

    private static double[] Widen(ReadOnlySpan<float> samples)
    {
        double[] wide = new double[samples.Length];
        for (int i = 0; i < wide.Length; i++)
        {
            wide[i] = samples[i];
        }

        return wide;
    }

    private static IEnumerable<string> Copies(ImmutableArray<ForeignChannel> channels)
    {
        ForeignChannel[] signals =
            [.. channels.Where(channel => SignalShape.IsSignal(channel.Samples.Span)).Take(MostCompared)];
        for (int i = 0; i < signals.Length; i++)
        {
            for (int k = 0; k < i; k++)
            {
                if (FactorOfCopy(signals[k].Samples.Span, signals[i].Samples.Span) is double factor)
                {
                    yield return $"\"{signals[i].Name}\" is only a copy of \"{signals[k].Name}\" times "
                        + $"{factor.ToString("G4", CultureInfo.InvariantCulture)}: it measures nothing of its own.";
                    break;
                }
            }
        }
    }

    // y = factor · x with nothing left over; null where it is not, or where one of them does not move.
    private static double? FactorOfCopy(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length != y.Length)
        {
            return null;
        }

        double meanX = 0;
        double meanY = 0;
        for (int i = 0; i < x.Length; i++)
        {
            meanX += x[i] / x.Length;
            meanY += y[i] / x.Length;
        }

        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (int i = 0; i < x.Length; i++)
        {
            xx += (x[i] - meanX) * (x[i] - meanX);
            xy += (x[i] - meanX) * (y[i] - meanY);
            yy += (y[i] - meanY) * (y[i] - meanY);
        }

        return xx > 0 && yy > 0 && yy - (xy * xy / xx) < LargestResidual * yy ? xy / xx : null;
    }

    private static string Hash(ImmutableArray<ForeignChannel> channels)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (ForeignChannel channel in channels)
        {
            hash.AppendData(BitConverter.GetBytes(channel.Samples.Length));
            hash.AppendData(MemoryMarshal.AsBytes(channel.Samples.Span));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
