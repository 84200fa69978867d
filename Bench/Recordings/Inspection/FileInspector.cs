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
    private const double PlainResidual = 1e-2;

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
            channel.Id, Units.SiName(mapping.Channels[i].Unit), recording.SampleRateHz, channel.Samples)),
    ];

    private static IEnumerable<string> Copies(ImmutableArray<ForeignChannel> channels)
    {
        ForeignChannel[] signals =
            [.. channels.Where(channel => SignalShape.IsSignal(channel.Samples)).Take(MostCompared)];
        for (int i = 0; i < signals.Length; i++)
        {
            for (int k = 0; k < i; k++)
            {
                if (FactorOfCopy(signals[k].Samples, signals[i].Samples) is double factor)
                {
                    yield return $"\"{signals[i].Name}\" is only a copy of \"{signals[k].Name}\" times "
                        + $"{factor.ToString("G4", CultureInfo.InvariantCulture)}: it measures nothing of its own.";
                    break;
                }
            }
        }
    }

    // y = factor · x with nothing left over; null where it is not, or where one of them does not move. Most channels
    // differ from the start: what the first block refutes plainly is not looked at further.
    private static double? FactorOfCopy(ForeignSamples x, ForeignSamples y)
    {
        long count = x.Length;
        if (count != y.Length || Fit(x, y, Math.Min(count, ForeignSamples.BlockLength)).Residual > PlainResidual)
        {
            return null;
        }

        (double factor, double residual) = Fit(x, y, count);
        return residual < LargestResidual ? factor : null;
    }

    // Least squares, and the share of y's energy that it leaves; NaN where one does not move.
    private static (double Factor, double Residual) Fit(ForeignSamples x, ForeignSamples y, long count)
    {
        double meanX = 0;
        double meanY = 0;
        ForEachPair(x, y, count, (a, b) =>
        {
            meanX += a / count;
            meanY += b / count;
        });
        double xx = 0;
        double xy = 0;
        double yy = 0;
        ForEachPair(x, y, count, (a, b) =>
        {
            xx += (a - meanX) * (a - meanX);
            xy += (a - meanX) * (b - meanY);
            yy += (b - meanY) * (b - meanY);
        });
        return xx > 0 && yy > 0 ? (xy / xx, (yy - (xy * xy / xx)) / yy) : (double.NaN, double.NaN);
    }

    private static void ForEachPair(ForeignSamples x, ForeignSamples y, long count, Action<double, double> action)
    {
        double[] left = new double[(int)Math.Min(count, ForeignSamples.BlockLength)];
        double[] right = new double[left.Length];
        for (long at = 0; at < count; at += left.Length)
        {
            int length = (int)Math.Min(left.Length, count - at);
            x.Read(at, left.AsSpan(0, length));
            y.Read(at, right.AsSpan(0, length));
            for (int i = 0; i < length; i++)
            {
                action(left[i], right[i]);
            }
        }
    }

    private static string Hash(ImmutableArray<ForeignChannel> channels)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (ForeignChannel channel in channels)
        {
            hash.AppendData(BitConverter.GetBytes(channel.Samples.Length));
            foreach (ReadOnlyMemory<double> block in channel.Samples.Blocks())
            {
                hash.AppendData(MemoryMarshal.AsBytes(block.Span));
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
