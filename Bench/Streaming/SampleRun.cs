namespace Bench.Streaming;

/// <summary>The samples of one packet.</summary>
/// <param name="ValueIndex">Table row of the first sample.</param>
/// <param name="FirstTick">Tick of the first sample; null where the signal has no instants (yet).</param>
/// <param name="Count">Number of samples.</param>
/// <param name="ByteLength">Their size in bytes.</param>
public readonly record struct SampleRun(long ValueIndex, long? FirstTick, int Count, int ByteLength);
