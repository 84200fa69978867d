namespace Bench.Streaming;

/// <summary>
/// What a peer may ask for at most. Each bound is far above what the two public implementations send and low enough
/// that a hostile or broken peer cannot exhaust the memory of a bench.
/// </summary>
public sealed record StreamingLimits
{
    /// <summary>The defaults.</summary>
    public static StreamingLimits Default { get; } = new();

    /// <summary>Largest streaming packet in bytes: 64 MiB are 160 s of one real64 channel at 51.2 kS/s.</summary>
    public int MaxPacketBytes { get; init; } = 64 << 20;

    /// <summary>Largest metadata packet in bytes; a list of 10,000 signal ids needs about 500 kB.</summary>
    public int MaxMetadataBytes { get; init; } = 4 << 20;

    /// <summary>Deepest nesting of metadata; `signal` with structures in structures needs about 10.</summary>
    public int MaxMetadataDepth { get; init; } = 32;

    /// <summary>
    /// Most values in one metadata packet, which bounds the memory that a packet of tiny values can take.
    /// </summary>
    public int MaxMetadataValues { get; init; } = 100_000;

    /// <summary>Most signals that may be on offer at once.</summary>
    public int MaxAvailableSignals { get; init; } = 16_384;

    /// <summary>Most signals that may have a number at once; a bench subscribes a few dozen.</summary>
    public int MaxSubscribedSignals { get; init; } = 1024;

    /// <summary>Largest packet of an explicit time signal whose instants are kept, in bytes (8 each).</summary>
    public int MaxTickBytes { get; init; } = 1 << 20;
}
