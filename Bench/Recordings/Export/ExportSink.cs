using System.Buffers.Binary;
using System.Collections.Immutable;
using Bench.Recordings.Foreign;

namespace Bench.Recordings.Export;

/// <summary>What every export needs: progress, a way to stop, notes, and blocks of doubles as bytes.</summary>
internal sealed class ExportSink(
    ImmutableArray<ForeignChannel> channels, IProgress<double>? progress, CancellationToken cancel)
{
    private const int BlockLength = ForeignSamples.BlockLength;

    private readonly long _total = Math.Max(1, channels.Sum(channel => channel.Samples.Length));
    private readonly byte[] _block = new byte[BlockLength * sizeof(double)];
    private long _done;

    public List<string> Notes { get; } = [];

    /// <summary>Values that are written between two looks at the wish to stop.</summary>
    public static int Block => BlockLength;

    /// <summary>Counts values that were written; stops where that is wished.</summary>
    public void Advance(long values)
    {
        cancel.ThrowIfCancellationRequested();
        _done += values;
        progress?.Report((double)_done / _total);
    }

    /// <summary>Writes values as little-endian doubles.</summary>
    public void WriteDoubles(Stream stream, ForeignSamples values)
    {
        foreach (ReadOnlyMemory<double> block in values.Blocks())
        {
            ReadOnlySpan<double> numbers = block.Span;
            for (int i = 0; i < numbers.Length; i++)
            {
                BinaryPrimitives.WriteDoubleLittleEndian(_block.AsSpan(i * sizeof(double)), numbers[i]);
            }

            stream.Write(_block.AsSpan(0, numbers.Length * sizeof(double)));
            Advance(numbers.Length);
        }
    }

    /// <summary>The one rate and length of all channels, as formats need that hold them side by side.</summary>
    public (double? RateHz, long Length) Common(string format)
    {
        double? rate = channels[0].SampleRateHz;
        foreach (ForeignChannel channel in channels)
        {
            if (channel.SampleRateHz != rate)
            {
                throw new RecordingException(
                    $"{format} holds channels of one rate, but \"{channels[0].Name}\" and \"{channel.Name}\" differ; "
                        + "choose with --channels, or export to npz, uff or tdms.");
            }
        }

        long length = channels.Min(channel => channel.Samples.Length);
        long longest = channels.Max(channel => channel.Samples.Length);
        if (length != longest)
        {
            Notes.Add(FormattableString.Invariant(
                $"The channels differ in length; all are cut to {length} of up to {longest} values."));
        }

        return (rate, length);
    }
}
