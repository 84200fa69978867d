using Bench.Streaming;

namespace Bench.Acquisition;

/// <summary>What happens to samples for which the queue between socket and analysis has no room.</summary>
public enum QueueFullRule
{
    /// <summary>
    /// The block is dropped and a <see cref="BlockKind.Overflow"/> block says so; each channel's next block is preceded
    /// by a <see cref="BlockKind.Gap"/>. The socket is always read: a device that measures cannot wait, and one public
    /// server corrupts its stream when the client stops reading.
    /// </summary>
    Drop,

    /// <summary>
    /// The socket is not read until there is room. Only for devices that can wait because they compute their samples:
    /// the virtual bench running faster than real time.
    /// </summary>
    Wait,
}

/// <summary>How a device is read.</summary>
public sealed record OpenDaqOptions
{
    /// <summary>Most blocks in the queue: 16,384 are 18 s of 9 channels in blocks of 10 ms.</summary>
    public int QueueBlocks { get; init; } = 16_384;

    /// <summary>Most bytes of samples in the queue: 256 MiB are 2 min of 9 channels of 4 bytes at 51.2 kS/s.</summary>
    public long QueueBytes { get; init; } = 256L << 20;

    /// <summary>What happens when the queue is full.</summary>
    public QueueFullRule WhenFull { get; init; } = QueueFullRule.Drop;

    /// <summary>Longest time from the first packet to the subscribed signals.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long to wait for further signals on offer before one counts as missing.</summary>
    public TimeSpan OfferTimeout { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// A channel without data for so long means a broken connection; several block periods of the slowest one.
    /// </summary>
    public TimeSpan DataTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// How often the device is pinged, so that middle boxes keep the connection and a dead peer shows.
    /// </summary>
    public TimeSpan PingPeriod { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Pause before the first attempt to reconnect; it doubles with every attempt.</summary>
    public TimeSpan FirstBackOff { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Longest pause between attempts to reconnect.</summary>
    public TimeSpan LongestBackOff { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// The source is lost when the device did not come back for so long; zero: it is not called back at all.
    /// </summary>
    public TimeSpan ReconnectFor { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>What the device may ask for at most.</summary>
    public StreamingLimits Limits { get; init; } = StreamingLimits.Default;
}
