namespace Bench.Recordings.Foreign;

/// <summary>
/// The values of a channel, read a block at a time and at any place; how long the file is does not matter to the
/// memory. They can be read as long as their <see cref="ForeignRecording"/> is open. Not thread-safe.
/// </summary>
public abstract class ForeignSamples
{
    /// <summary>Values that <see cref="Blocks"/> gives at a time.</summary>
    public const int BlockLength = 1 << 14;

    // 1 GB.
    private const long MostInMemory = 1L << 27;

    /// <summary>Number of values.</summary>
    public abstract long Length { get; }

    /// <summary>The first value.</summary>
    public double First => At(0);

    /// <summary>The last value.</summary>
    public double Last => At(Length - 1);

    /// <summary>Values that are in memory.</summary>
    public static ForeignSamples Of(ReadOnlyMemory<double> values) => new MemorySamples(values);

    /// <summary>Reads values in the channel's unit; NaN where one is missing.</summary>
    /// <param name="first">Index of the first.</param>
    /// <param name="target">Receives them.</param>
    /// <exception cref="RecordingException">The file cannot be read, or is damaged here.</exception>
    public void Read(long first, Span<double> target)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, Length - target.Length);
        if (target.Length > 0)
        {
            ReadBlock(first, target);
        }
    }

    /// <summary>One value.</summary>
    public double At(long index)
    {
        Span<double> value = stackalloc double[1];
        Read(index, value);
        return value[0];
    }

    /// <summary>All values, block after block; each block is valid until the next one is asked for.</summary>
    public IEnumerable<ReadOnlyMemory<double>> Blocks()
    {
        double[] block = new double[(int)Math.Min(BlockLength, Length)];
        for (long at = 0; at < Length; at += BlockLength)
        {
            int count = (int)Math.Min(BlockLength, Length - at);
            Read(at, block.AsSpan(0, count));
            yield return block.AsMemory(0, count);
        }
    }

    /// <summary>All values at once, for channels that are known to be short.</summary>
    /// <exception cref="RecordingException">There are more than 134 million.</exception>
    public double[] ToArray()
    {
        if (Length > MostInMemory)
        {
            throw new RecordingException($"{Length} values are too many to be held in memory");
        }

        double[] values = new double[Length];
        Read(0, values);
        return values;
    }

    /// <summary>A part of them, times a factor.</summary>
    public ForeignSamples Part(long first, long count, double factor = 1) =>
        new PartialSamples(this, first, count, factor);

    /// <summary>Reads values that are there.</summary>
    protected abstract void ReadBlock(long first, Span<double> target);

    private sealed class MemorySamples(ReadOnlyMemory<double> values) : ForeignSamples
    {
        public override long Length => values.Length;

        protected override void ReadBlock(long first, Span<double> target) =>
            values.Span.Slice((int)first, target.Length).CopyTo(target);
    }

    private sealed class PartialSamples(ForeignSamples whole, long start, long count, double factor) : ForeignSamples
    {
        public override long Length => count;

        protected override void ReadBlock(long first, Span<double> target)
        {
            whole.Read(start + first, target);
            for (int i = 0; factor != 1 && i < target.Length; i++)
            {
                target[i] *= factor;
            }
        }
    }
}
