using System.IO.Compression;
using System.Text;

namespace Bench.Bench.Tests.Recordings.Foreign;

/// <summary>Writes MDF 4 files of any structure, block by block, from the leaves to the root.</summary>
internal sealed class MdfBuilder
{
    private readonly List<byte> _file = [.. new byte[64 + 104]];

    public MdfBuilder(string id = "MDF     ", ushort unfinishedFlags = 0, ushort customFlags = 0)
    {
        byte[] head = new byte[64];
        Encoding.ASCII.GetBytes($"{id}4.11    test").CopyTo(head, 0);
        BitConverter.TryWriteBytes(head.AsSpan(28), (ushort)411);
        BitConverter.TryWriteBytes(head.AsSpan(60), unfinishedFlags);
        BitConverter.TryWriteBytes(head.AsSpan(62), customFlags);
        Put(0, head);
    }

    public static byte[] Transposed(byte[] records, int recordBytes)
    {
        int rows = records.Length / recordBytes;
        return [.. Enumerable.Range(0, records.Length).Select(i => records[(i % rows * recordBytes) + (i / rows)])];
    }

    public long Block(string id, long[] links, byte[] data)
    {
        while (_file.Count % 8 != 0)
        {
            _file.Add(0);
        }

        long address = _file.Count;
        _file.AddRange(Bytes(id, links, data));
        return address;
    }

    public long Text(string text) => Block("##TX", [], [.. Encoding.UTF8.GetBytes(text), 0]);

    public long Conversion(byte kind, params double[] values) => Conversion(kind, [], values);

    /// <summary>A conversion that refers to texts or other conversions.</summary>
    public long Conversion(byte kind, long[] references, double[] values) => Block(
        "##CC",
        [0, 0, 0, 0, .. references],
        [
            kind, 0, 0, 0, (byte)references.Length, 0, .. BitConverter.GetBytes((ushort)values.Length), .. new byte[16],
            .. values.SelectMany(BitConverter.GetBytes),
        ]);

    /// <summary>A channel; its place as data type, bit offset, byte offset and bit count.</summary>
    public long Channel(
        string name, (byte Type, byte Bit, uint Byte, uint Bits) place, long next, long conversion = 0,
        byte kind = 0, uint? invalidBit = null, long composition = 0)
    {
        byte[] data = new byte[72];
        data[0] = kind;
        data[1] = (byte)(kind is 2 or 3 ? 1 : 0);
        data[2] = place.Type;
        data[3] = place.Bit;
        BitConverter.TryWriteBytes(data.AsSpan(4), place.Byte);
        BitConverter.TryWriteBytes(data.AsSpan(8), place.Bits);
        BitConverter.TryWriteBytes(data.AsSpan(12), invalidBit is null ? 0 : 2);
        BitConverter.TryWriteBytes(data.AsSpan(16), invalidBit ?? 0);
        return Block("##CN", [next, composition, Text(name), 0, conversion, 0, 0, 0], data);
    }

    /// <summary>An array whose elements lie some bytes apart in the record.</summary>
    public long Array(int elementBytes, params long[] sizes) => Block(
        "##CA",
        [0],
        [
            0, 0, (byte)sizes.Length, 0, .. new byte[4], .. BitConverter.GetBytes(elementBytes), .. new byte[4],
            .. sizes.SelectMany(BitConverter.GetBytes),
        ]);

    public long ChannelGroup(long channel, long next, ulong recordId, ulong cycles, uint dataBytes, uint invalidBytes)
    {
        byte[] data = new byte[32];
        BitConverter.TryWriteBytes(data, recordId);
        BitConverter.TryWriteBytes(data.AsSpan(8), cycles);
        BitConverter.TryWriteBytes(data.AsSpan(24), dataBytes);
        BitConverter.TryWriteBytes(data.AsSpan(28), invalidBytes);
        return Block("##CG", [next, channel, 0, 0, 0, 0], data);
    }

    public long DataGroup(long group, long data, byte idBytes, long next = 0) =>
        Block("##DG", [next, group, data, 0], [idBytes, 0, 0, 0, 0, 0, 0, 0]);

    /// <summary>A compressed block; transposed where a record's length is given.</summary>
    public long Compressed(byte[] records, int recordBytes = 0)
    {
        using MemoryStream packed = new();
        using (ZLibStream stream = new(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            stream.Write(recordBytes > 0 ? Transposed(records, recordBytes) : records);
        }

        return Block(
            "##DZ",
            [],
            [
                (byte)'D', (byte)'T', (byte)(recordBytes > 0 ? 1 : 0), 0, .. BitConverter.GetBytes(recordBytes),
                .. BitConverter.GetBytes((long)records.Length), .. BitConverter.GetBytes(packed.Length),
                .. packed.ToArray(),
            ]);
    }

    public byte[] ToArray(long firstGroup)
    {
        Put(64, Bytes("##HD", [firstGroup, 0, 0, 0, 0, 0], new byte[32]));
        return [.. _file];
    }

    private static byte[] Bytes(string id, long[] links, byte[] data) =>
    [
        .. Encoding.ASCII.GetBytes(id), 0, 0, 0, 0,
        .. BitConverter.GetBytes(24L + (8 * links.Length) + data.Length),
        .. BitConverter.GetBytes((long)links.Length),
        .. links.SelectMany(BitConverter.GetBytes),
        .. data,
    ];

    private void Put(int at, byte[] bytes)
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            _file[at + i] = bytes[i];
        }
    }
}
