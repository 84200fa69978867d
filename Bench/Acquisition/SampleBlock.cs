using System.Buffers;

namespace Bench.Acquisition;

/// <summary>What a block carries.</summary>
public enum BlockKind
{
    /// <summary>Consecutive samples of one channel.</summary>
    Samples,

    /// <summary>
    /// Samples are missing before the channel's next block; <see cref="SampleBlock.MissingSamples"/> says how many.
    /// </summary>
    Gap,

    /// <summary>The connection broke and was made again: the time in between is lost on every channel.</summary>
    Reconnected,

    /// <summary>The queue between socket and analysis was full: blocks were dropped.</summary>
    Overflow,

    /// <summary>The source broke and could not be brought back; <see cref="SampleBlock.Reason"/> says why.</summary>
    Lost,
}

/// <summary>
/// A run of consecutive raw samples of one channel, or word of a fault. It carries its own position. Blocks are
/// pooled: whoever takes one from a source disposes it once and does not touch it afterwards.
/// </summary>
public sealed class SampleBlock : IDisposable
{
    private byte[] _buffer = [];
    private Action<SampleBlock>? _return;

    /// <summary>What it carries.</summary>
    public BlockKind Kind { get; private set; }

    /// <summary>Index into the source's channels; -1 where the block concerns all of them.</summary>
    public int Channel { get; private set; }

    /// <summary>
    /// Index of the first sample, counted from the channel's first sample of this run, gaps included.
    /// </summary>
    public long FirstIndex { get; private set; }

    /// <summary>Device tick of the first sample.</summary>
    public long FirstTick { get; private set; }

    /// <summary>Number of samples.</summary>
    public int Count { get; private set; }

    /// <summary>Samples missing before this position (<see cref="BlockKind.Gap"/>).</summary>
    public long MissingSamples { get; private set; }

    /// <summary>Why, for faults; empty otherwise.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>The raw samples: Count · size of the channel's format.</summary>
    public ReadOnlySpan<byte> Raw => _buffer.AsSpan(0, RawLength);

    private int RawLength { get; set; }

    /// <summary>Makes it a block of samples and returns where the caller writes the raw bytes.</summary>
    public Span<byte> SetSamples(int channel, long firstIndex, long firstTick, int count, int rawLength)
    {
        if (_buffer.Length < rawLength)
        {
            ReturnBuffer();
            _buffer = ArrayPool<byte>.Shared.Rent(rawLength);
        }

        Kind = BlockKind.Samples;
        Channel = channel;
        FirstIndex = firstIndex;
        FirstTick = firstTick;
        Count = count;
        RawLength = rawLength;
        MissingSamples = 0;
        Reason = "";
        return _buffer.AsSpan(0, rawLength);
    }

    /// <summary>Where the raw bytes go while the block is being filled.</summary>
    internal Span<byte> Filling => _buffer.AsSpan(0, RawLength);

    /// <summary>Size of the raw samples in bytes.</summary>
    internal int SizeBytes => RawLength;

    /// <summary>Says where the block stands in its run, once that is known.</summary>
    internal void PlaceAt(long firstIndex) => FirstIndex = firstIndex;

    /// <summary>Drops the first samples of a block of samples.</summary>
    internal void DropFirst(int samples, long ticksPerSample)
    {
        int bytes = RawLength / Count * samples;
        _buffer.AsSpan(bytes, RawLength - bytes).CopyTo(_buffer);
        RawLength -= bytes;
        Count -= samples;
        FirstTick += samples * ticksPerSample;
    }

    /// <summary>Makes it word of a fault.</summary>
    public void SetFault(
        BlockKind kind, int channel, long firstIndex, long firstTick, long missingSamples, string reason)
    {
        Kind = kind;
        Channel = channel;
        FirstIndex = firstIndex;
        FirstTick = firstTick;
        Count = 0;
        RawLength = 0;
        MissingSamples = missingSamples;
        Reason = reason;
    }

    /// <summary>Where the block goes when it is disposed; the pool sets it when it hands the block out.</summary>
    public void OnDispose(Action<SampleBlock> returnToPool) => _return = returnToPool;

    /// <summary>Gives the block back to its pool.</summary>
    public void Dispose()
    {
        Action<SampleBlock>? giveBack = _return;
        _return = null;
        if (giveBack is null)
        {
            ReturnBuffer();
        }
        else
        {
            giveBack(this);
        }
    }

    private void ReturnBuffer()
    {
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
        }
    }
}
