using System.Buffers;

namespace Bench.Recordings.Foreign;

/// <summary>Plain numbers that lie a fixed number of bytes apart.</summary>
internal sealed class NumberSamples(ByteSource bytes, NumberFormat format, long start, long strideBytes, long count)
    : ForeignSamples
{
    // Rows are read whole as long as they are narrow: one large read is faster than many small ones.
    private const int BufferBytes = 1 << 18;

    /// <inheritdoc/>
    public override long Length => count;

    /// <inheritdoc/>
    protected override void ReadBlock(long first, Span<double> target)
    {
        int stride = (int)Math.Min(strideBytes, BufferBytes);
        bool isWide = strideBytes > BufferBytes / 2;
        int most = isWide ? 1 : BufferBytes / stride;
        byte[] buffer = ArrayPool<byte>.Shared.Rent(
            isWide ? format.Bytes : (Math.Min(most, target.Length) * stride) + format.Bytes);
        try
        {
            while (target.Length > 0)
            {
                int rows = Math.Min(most, target.Length);
                Span<byte> part = buffer.AsSpan(0, ((rows - 1) * (isWide ? 0 : stride)) + format.Bytes);
                bytes.Read(start + (first * strideBytes), part);
                format.Read(part, stride, target[..rows]);
                target = target[rows..];
                first += rows;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
