using Bench.Streaming;

namespace Bench.Acquisition;

/// <summary>One subscribed channel on its way through the source.</summary>
/// <param name="index">Its place among the channels asked for.</param>
/// <param name="signalId">The signal's full id.</param>
internal sealed class ChannelTrack(int index, string signalId)
{
    /// <summary>Place among the channels asked for.</summary>
    public int Index => index;

    /// <summary>Full id of the signal.</summary>
    public string SignalId => signalId;

    /// <summary>The channel as the device described it; null until then.</summary>
    public SourceChannel? Source { get; private set; }

    /// <summary>When its last samples came, as a time stamp of the time provider.</summary>
    public long LastArrival { get; set; }

    /// <summary>Tick of its first sample that was received; null until then.</summary>
    public long? FirstTick { get; set; }

    /// <summary>Tick of index 0, once all channels have started.</summary>
    public long Origin { get; set; }

    /// <summary>Index of the next sample that the consumer expects.</summary>
    public long NextIndex { get; set; }

    /// <summary>
    /// Takes the device's description in, once the clock is known too. A later one must agree with the first: raw
    /// samples of one run have one meaning.
    /// </summary>
    /// <exception cref="AcquisitionException">Not a numeric channel, or not the same as before.</exception>
    public void Describe(SignalDescription signal, SignalDescription? clock)
    {
        if (clock is not { IsLinearTime: true })
        {
            return;
        }

        var source = new SourceChannel(
            signalId, signal.Name, signal.Unit, FormatOf(signal), signal.Scale, signal.Offset,
            new SampleClock(clock.ResolutionNumerator, clock.ResolutionDenominator, clock.Delta));
        if (Source is { } before && !IsSameMeaning(before, source))
        {
            throw new AcquisitionException(
                $"Signal {signalId} changed during the test: {Summary(before)} became {Summary(source)}.");
        }

        Source = source;
    }

    private static bool IsSameMeaning(SourceChannel a, SourceChannel b) =>
        a.Format == b.Format && a.Scale == b.Scale && a.Offset == b.Offset && a.Clock == b.Clock && a.Unit == b.Unit;

    private static string Summary(SourceChannel c) =>
        $"{c.Format} · {c.Scale} + {c.Offset} {c.Unit} at {c.Clock.SampleRateHz} Hz";

    private SampleFormat FormatOf(SignalDescription signal)
    {
        if (signal.Rule != SignalRule.Explicit || signal.SampleValues != 1)
        {
            throw new AcquisitionException(
                $"Signal {signalId} has {signal.SampleValues} values per sample by rule {signal.Rule}, expected " +
                "1 by rule Explicit.");
        }

        return signal.DataType switch
        {
            StreamDataType.Int8 => SampleFormat.Int8,
            StreamDataType.UInt8 => SampleFormat.UInt8,
            StreamDataType.Int16 => SampleFormat.Int16,
            StreamDataType.UInt16 => SampleFormat.UInt16,
            StreamDataType.Int32 => SampleFormat.Int32,
            StreamDataType.UInt32 => SampleFormat.UInt32,
            StreamDataType.Int64 => SampleFormat.Int64,
            StreamDataType.UInt64 => SampleFormat.UInt64,
            StreamDataType.Real32 => SampleFormat.Float32,
            StreamDataType.Real64 => SampleFormat.Float64,
            _ => throw new AcquisitionException(
                $"Signal {signalId} has samples of type {signal.DataType}, expected a number."),
        };
    }
}
