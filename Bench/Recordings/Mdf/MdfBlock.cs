using System.Buffers.Binary;
using System.Text;

namespace Bench.Recordings.Mdf;

/// <summary>One block as read from a file: its id, links and data.</summary>
internal sealed class MdfBlock(string id, long address, byte[] bytes, int links)
{
    public string Id => id;

    public long Address => address;

    public int LinkCount => links;

    /// <summary>Bytes of the whole block in the file.</summary>
    public long Length => MdfLayout.BlockHeader + bytes.Length;

    public ReadOnlySpan<byte> Data => bytes.AsSpan(links * MdfLayout.Link);

    /// <summary>A link; 0 (nil) where the block has fewer.</summary>
    public long Link(int index) =>
        index < links ? BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(index * MdfLayout.Link)) : 0;

    public byte Byte(int offset) => Part(offset, 1)[0];

    public ushort UInt16(int offset) => BinaryPrimitives.ReadUInt16LittleEndian(Part(offset, 2));

    public uint UInt32(int offset) => BinaryPrimitives.ReadUInt32LittleEndian(Part(offset, 4));

    public long Int64(int offset) => BinaryPrimitives.ReadInt64LittleEndian(Part(offset, 8));

    public double Double(int offset) => BinaryPrimitives.ReadDoubleLittleEndian(Part(offset, 8));

    /// <summary>The text of a TX or MD block.</summary>
    public string Text()
    {
        int end = Data.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? Data : Data[..end]);
    }

    private ReadOnlySpan<byte> Part(int offset, int length) =>
        offset + length <= Data.Length
            ? Data.Slice(offset, length)
            : throw new RecordingException($"the block {id} at byte {address} is too short");
}
