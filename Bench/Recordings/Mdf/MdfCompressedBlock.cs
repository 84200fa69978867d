using System.IO.Compression;

namespace Bench.Recordings.Mdf;

/// <summary>A compressed data block (DZ, ASAM MDF 4.1): zlib, with or without transposition of its records.</summary>
/// <param name="Address">Where its zlib stream starts.</param>
/// <param name="PackedBytes">Bytes of the stream.</param>
/// <param name="OriginalBytes">Bytes that it inflates to.</param>
/// <param name="TransposedBytes">Bytes of a record where the records are transposed; 0 where they are not.</param>
internal sealed record MdfCompressedBlock(long Address, int PackedBytes, int OriginalBytes, int TransposedBytes)
{
    /// <summary>Bytes of the description before the stream, behind the block's header.</summary>
    public const int Head = 24;

    // A tool that compresses takes some megabytes at a time (the standard advises 4); this much is held in memory.
    private const long Largest = 256L << 20;

    // Deflate cannot do better than about 1032 : 1; a claim beyond that is false.
    private const long BestCompression = 1100;

    /// <summary>Reads the description; null where the file ends within the block.</summary>
    public static MdfCompressedBlock? Read(MdfBlocks blocks, long link, long length)
    {
        long start = link + MdfLayout.BlockHeader + Head;
        if (start > blocks.Length || length < MdfLayout.BlockHeader + Head)
        {
            blocks.IsCutOff = true;
            return null;
        }

        byte[] head = new byte[Head];
        blocks.ReadAt(link + MdfLayout.BlockHeader, head);
        int kind = head[2];
        uint record = BitConverter.ToUInt32(head, 4);
        long original = BitConverter.ToInt64(head, 8);
        long packed = BitConverter.ToInt64(head, 16);
        if (kind > 1 || head[0] != 'D' || head[1] is not ((byte)'T' or (byte)'V'))
        {
            throw new RecordingException($"not supported yet: data compressed in the way {kind}");
        }

        if (original < 0 || packed < 0 || packed > length - MdfLayout.BlockHeader - Head
            || original > (packed + 64) * BestCompression)
        {
            throw new RecordingException($"the compressed block at byte {link} has an impossible length");
        }

        if (Math.Max(original, packed) > Largest)
        {
            throw new RecordingException(
                $"the compressed block at byte {link} holds {original >> 20} MB, more than {Largest >> 20} MB");
        }

        if (packed > blocks.Length - start)
        {
            blocks.IsCutOff = true;
            return null;
        }

        bool isTransposed = kind == 1 && record > 1 && record <= original;
        return new MdfCompressedBlock(start, (int)packed, (int)original, isTransposed ? (int)record : 0);
    }

    /// <summary>Inflates it.</summary>
    /// <param name="blocks">The file.</param>
    /// <param name="used">An array that is not needed any more.</param>
    /// <returns>An array that starts with the <see cref="OriginalBytes"/>.</returns>
    public byte[] Inflate(MdfBlocks blocks, byte[] used)
    {
        byte[] packed = new byte[PackedBytes];
        blocks.ReadAt(Address, packed);
        byte[] plain = used.Length >= OriginalBytes ? used : new byte[OriginalBytes];
        int count;
        bool isMore;
        try
        {
            using MemoryStream stream = new(packed);
            using ZLibStream inflated = new(stream, CompressionMode.Decompress);
            count = inflated.ReadAtLeast(plain.AsSpan(0, OriginalBytes), OriginalBytes, throwOnEndOfStream: false);
            isMore = inflated.ReadByte() >= 0;
        }
        catch (InvalidDataException e)
        {
            throw new RecordingException($"the compressed data at byte {Address} are damaged", e);
        }

        if (count != OriginalBytes || isMore)
        {
            throw new RecordingException($"the compressed data at byte {Address} are not what their block says");
        }

        return TransposedBytes > 0 ? Restore(plain) : plain;
    }

    /// <summary>
    /// Byte 0 of all records, then byte 1 of all, and so on: what deflates better. What is no whole record stays last.
    /// </summary>
    public static void Transpose(ReadOnlySpan<byte> records, int recordBytes, Span<byte> target)
    {
        int rows = records.Length / recordBytes;
        for (int column = 0; column < recordBytes; column++)
        {
            Span<byte> to = target.Slice(column * rows, rows);
            for (int row = 0; row < to.Length; row++)
            {
                to[row] = records[(row * recordBytes) + column];
            }
        }

        records[(rows * recordBytes)..].CopyTo(target[(rows * recordBytes)..]);
    }

    private byte[] Restore(byte[] transposed)
    {
        byte[] records = new byte[transposed.Length];
        int rows = OriginalBytes / TransposedBytes;
        for (int column = 0; column < TransposedBytes; column++)
        {
            ReadOnlySpan<byte> from = transposed.AsSpan(column * rows, rows);
            for (int row = 0; row < from.Length; row++)
            {
                records[(row * TransposedBytes) + column] = from[row];
            }
        }

        int whole = rows * TransposedBytes;
        transposed.AsSpan(whole, OriginalBytes - whole).CopyTo(records.AsSpan(whole));
        return records;
    }
}
