using Bench.Analysis.PartTypes;
using Bench.Recordings;
using Bench.Recordings.Foreign;

namespace Bench.OfflineAnalysis;

/// <summary>A piece of a recording that is analysed: one channel, evenly sampled, in its unit.</summary>
internal sealed class AnalysisInput
{
    // A quarter of an hour at 102.4 kS/s; an analysis holds its piece in memory.
    private const long MostSamples = 100_000_000;

    private AnalysisInput(
        ForeignRecording recording, ForeignChannel channel, double rateHz, long first, float[] samples)
    {
        Recording = recording;
        Channel = channel;
        SampleRateHz = rateHz;
        First = first;
        Samples = samples;
    }

    /// <summary>The recording; other channels (tacho, phases) are read from it.</summary>
    public ForeignRecording Recording { get; }

    /// <summary>The channel analysed.</summary>
    public ForeignChannel Channel { get; }

    /// <summary>Its rate.</summary>
    public double SampleRateHz { get; }

    /// <summary>Index of the first sample in the recording.</summary>
    public long First { get; }

    /// <summary>Start of the piece.</summary>
    public double FromSeconds => First / SampleRateHz;

    /// <summary>Length of the piece.</summary>
    public double Seconds => Samples.Length / SampleRateHz;

    /// <summary>The samples.</summary>
    public float[] Samples { get; }

    /// <summary>What its levels refer to.</summary>
    public Quantity Quantity => Channel.Unit.Trim() switch
    {
        "Pa" => Quantity.SoundPressure,
        "m/s²" or "m/s^2" or "m/s2" => Quantity.Acceleration,
        "A" => Quantity.Current,
        "Nm" or "N·m" => Quantity.Torque,
        _ => Quantity.Tacho,
    };

    /// <summary>Reads a piece of a channel.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="channel">Its name; empty for the only one, or the first that is evenly sampled.</param>
    /// <param name="fromSeconds">Start.</param>
    /// <param name="toSeconds">End; infinite for the end of the recording.</param>
    /// <exception cref="RecordingException">No such channel, no rate, nothing in the piece, or too much.</exception>
    public static AnalysisInput Read(
        ForeignRecording recording, string channel, double fromSeconds, double toSeconds)
    {
        ForeignChannel found = channel.Length > 0
            ? recording.Find(channel)
            : recording.Channels.FirstOrDefault(one => one.SampleRateHz is not null)
                ?? throw new RecordingException(
                    $"\"{recording.Path}\" has no evenly sampled channel; inspect shows what it has.");
        double rate = RateOf(recording, found);
        long first = Math.Max(0, (long)Math.Round(fromSeconds * rate));
        long end = toSeconds * rate < found.Samples.Length ? (long)Math.Round(toSeconds * rate) : found.Samples.Length;
        if (end <= first)
        {
            throw new RecordingException(
                $"\"{recording.Path}\" holds {found.Samples.Length / rate:0.###} s of {found.Name}; there is nothing "
                + $"from {fromSeconds} to {toSeconds} s.");
        }

        return end - first <= MostSamples
            ? new AnalysisInput(recording, found, rate, first, Load(found, first, end - first))
            : throw new RecordingException(
                $"{(end - first) / rate:0} s of {found.Name} are too much at once; name a part with --from and --to "
                + $"(at most {MostSamples / rate:0} s).");
    }

    /// <summary>The same stretch of time of another channel, at its own rate.</summary>
    /// <exception cref="RecordingException">No such channel, no rate, or it ends before.</exception>
    public AnalysisInput Beside(string channel) => Read(Recording, channel, FromSeconds, FromSeconds + Seconds);

    private static double RateOf(ForeignRecording recording, ForeignChannel channel) =>
        channel.SampleRateHz is double rate && rate > 0
            ? rate
            : throw new RecordingException(
                $"\"{recording.Path}\" does not say at which rate {channel.Name} was sampled.");

    private static float[] Load(ForeignChannel channel, long first, long count)
    {
        float[] samples = new float[count];
        double[] block = new double[ForeignSamples.BlockLength];
        for (int at = 0; at < samples.Length; at += block.Length)
        {
            int length = Math.Min(block.Length, samples.Length - at);
            channel.Samples.Read(first + at, block.AsSpan(0, length));
            for (int i = 0; i < length; i++)
            {
                samples[at + i] = (float)block[i];
            }
        }

        return samples;
    }
}
