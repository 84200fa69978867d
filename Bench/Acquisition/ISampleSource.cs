using System.Collections.Immutable;

namespace Bench.Acquisition;

/// <summary>Where samples come from: a live stream, or a recording that is replayed.</summary>
public interface ISampleSource : IAsyncDisposable
{
    /// <summary>Opens the source and subscribes to the signals that end with the given names, in that order.</summary>
    /// <exception cref="AcquisitionException">The source is out of reach or lacks a signal: the message says
    /// which.</exception>
    Task<ImmutableArray<SourceChannel>> OpenAsync(ImmutableArray<string> signals, CancellationToken cancel);

    /// <summary>
    /// The blocks of all channels, in the order in which they arrived; per channel in the order of time. Every channel
    /// starts at the same instant. The sequence ends when the source ends; a fault of the source is a block, not an
    /// exception (<see cref="BlockKind"/>). The consumer disposes each block.
    /// </summary>
    IAsyncEnumerable<SampleBlock> ReadBlocksAsync(CancellationToken cancel);
}

/// <summary>The source cannot be used; the message is one sentence for people.</summary>
public sealed class AcquisitionException : Exception
{
    /// <summary>Makes one without a message.</summary>
    public AcquisitionException()
    {
    }

    /// <summary>Makes one.</summary>
    public AcquisitionException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with its cause.</summary>
    public AcquisitionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
