using System.Buffers;

namespace Bench.Recordings.Foreign;

/// <summary>A channel of an MDF file of another tool.</summary>
/// <param name="records">The records of its group, back to back.</param>
/// <param name="recordBytes">Bytes of a record.</param>
/// <param name="dataBytes">Bytes of a record before its invalidation bits.</param>
/// <param name="count">Number of records.</param>
/// <param name="column">The channel.</param>
internal sealed class MdfSamples(ByteSource records, int recordBytes, int dataBytes, long count, MdfColumn column)
    : ForeignSamples
{
    private const int BufferBytes = 1 << 18;

    /// <inheritdoc/>
    public override long Length => count;

    /// <inheritdoc/>
    protected override void ReadBlock(long first, Span<double> target)
    {
        if (column.IsVirtual && column.InvalidBit is null)
        {
            column.Read([], recordBytes, dataBytes, first, target);
            return;
        }

        int most = Math.Max(1, BufferBytes / recordBytes);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(Math.Min(most, target.Length) * recordBytes);
        try
        {
            while (target.Length > 0)
            {
                int rows = Math.Min(most, target.Length);
                Span<byte> part = buffer.AsSpan(0, rows * recordBytes);
                records.Read(first * recordBytes, part);
                column.Read(part, recordBytes, dataBytes, first, target[..rows]);
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
