using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Bench.Plots;

namespace Bench.Bench.Tests.Plots;

public sealed class IndexedPngTests
{
    [Fact]
    public void A_picture_comes_back_pixel_by_pixel()
    {
        byte[] pixels = [0, 1, 2, 3, 4, 5];
        byte[] palette = [.. Enumerable.Range(0, 18).Select(i => (byte)(10 * i))];
        Dictionary<string, byte[]> chunks = Chunks(IndexedPng.Encode(3, pixels, palette));

        Assert.Equal(["IHDR", "PLTE", "IDAT", "IEND"], chunks.Keys);
        Assert.Equal<byte>([0, 0, 0, 3, 0, 0, 0, 2, 8, 3, 0, 0, 0], chunks["IHDR"]);
        Assert.Equal(palette, chunks["PLTE"]);
        Assert.Equal<byte>([0, 0, 1, 2, 0, 3, 4, 5], Inflate(chunks["IDAT"]));
    }

    [Fact]
    public void The_end_chunk_has_the_check_sum_that_every_png_has()
    {
        byte[] file = IndexedPng.Encode(1, [0], [1, 2, 3]);

        Assert.Equal<byte>([0xae, 0x42, 0x60, 0x82], file[^4..]);
    }

    [Fact]
    public void Pixels_that_do_not_fill_rows_are_refused() =>
        Assert.Throws<ArgumentException>(() => IndexedPng.Encode(4, new byte[6], new byte[3]));

    private static Dictionary<string, byte[]> Chunks(byte[] file)
    {
        Assert.Equal<byte>([137, 80, 78, 71, 13, 10, 26, 10], file[..8]);
        Dictionary<string, byte[]> chunks = [];
        int at = 8;
        while (at < file.Length)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            uint sum = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at + 8 + length));
            Assert.Equal(SlowCrc(file.AsSpan(at + 4, 4 + length)), sum);
            chunks.Add(Encoding.ASCII.GetString(file, at + 4, 4), file[(at + 8)..(at + 8 + length)]);
            at += 12 + length;
        }

        return chunks;
    }

    private static byte[] Inflate(byte[] data)
    {
        using ZLibStream zlib = new(new MemoryStream(data), CompressionMode.Decompress);
        using MemoryStream inflated = new();
        zlib.CopyTo(inflated);
        return inflated.ToArray();
    }

    // Bit by bit, from the definition in ISO/IEC 15948 annex D.
    private static uint SlowCrc(ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in data)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ (0xedb88320 & (0 - (crc & 1)));
            }
        }

        return ~crc;
    }
}
