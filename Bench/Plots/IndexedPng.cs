using System.Buffers.Binary;
using System.IO.Compression;

namespace Bench.Plots;

/// <summary>Writes pictures of up to 256 colours as PNG (ISO/IEC 15948): one palette, one byte per pixel.</summary>
public static class IndexedPng
{
    private static readonly byte[] s_signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];
    private static readonly uint[] s_crcTable = MakeCrcTable();

    /// <summary>Encodes a picture.</summary>
    /// <param name="width">Pixels per row.</param>
    /// <param name="pixels">Colour indices row by row, top row first.</param>
    /// <param name="palette">Red, green and blue per colour.</param>
    /// <exception cref="ArgumentException">The pixels do not fill whole rows.</exception>
    public static byte[] Encode(int width, ReadOnlySpan<byte> pixels, ReadOnlySpan<byte> palette)
    {
        if (width <= 0 || pixels.IsEmpty || pixels.Length % width != 0)
        {
            throw new ArgumentException($"{pixels.Length} pixels do not fill rows of {width}.", nameof(pixels));
        }

        using MemoryStream file = new();
        file.Write(s_signature);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], pixels.Length / width);
        header[8] = 8; // bits per pixel
        header[9] = 3; // indexed colour; compression, filter and interlace methods stay 0
        WriteChunk(file, "IHDR"u8, header);
        WriteChunk(file, "PLTE"u8, palette);
        WriteChunk(file, "IDAT"u8, Compress(width, pixels));
        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static byte[] Compress(int width, ReadOnlySpan<byte> pixels)
    {
        using MemoryStream compressed = new();
        using (ZLibStream zlib = new(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (int at = 0; at < pixels.Length; at += width)
            {
                zlib.WriteByte(0); // no row filter: it does not pay for indexed colours
                zlib.Write(pixels.Slice(at, width));
            }
        }

        return compressed.ToArray();
    }

    private static void WriteChunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(type);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(data, Crc(type, uint.MaxValue)));
        file.Write(number);
    }

    private static uint Crc(ReadOnlySpan<byte> data, uint crc)
    {
        foreach (byte value in data)
        {
            crc = s_crcTable[(crc ^ value) & 0xff] ^ (crc >> 8);
        }

        return crc;
    }

    // CRC-32 of ISO 3309, reflected polynomial 0xEDB88320, as PNG demands it.
    private static uint[] MakeCrcTable()
    {
        uint[] table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            uint value = i;
            for (int bit = 0; bit < 8; bit++)
            {
                value = (value & 1) != 0 ? (value >> 1) ^ 0xedb88320 : value >> 1;
            }

            table[i] = value;
        }

        return table;
    }
}
