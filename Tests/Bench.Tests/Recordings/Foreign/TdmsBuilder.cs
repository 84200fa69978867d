using System.Buffers.Binary;
using System.Text;

namespace Bench.Bench.Tests.Recordings.Foreign;

/// <summary>Writes TDMS files byte by byte, of either byte order.</summary>
internal sealed class TdmsBuilder(bool bigEndian = false)
{
    private readonly List<byte> _file = [];
    private List<byte> _metadata = [];
    private int _objects;

    public static byte[] Doubles(params double[] values) => [.. values.SelectMany(BitConverter.GetBytes)];

    /// <summary>An object with an index of <paramref name="index"/>: none, as before, or a type and a count.</summary>
    public TdmsBuilder Object(string path, uint[]? index, params (string Name, object Value)[] properties)
    {
        _objects++;
        Text(path);
        foreach (uint number in index ?? [uint.MaxValue])
        {
            UInt32(number);
        }

        UInt32((uint)properties.Length);
        foreach ((string name, object value) in properties)
        {
            Text(name);
            Property(value);
        }

        return this;
    }

    /// <summary>Index of raw data; counts stay below 2³² here.</summary>
    public uint[] Plain(uint type, uint count) => bigEndian ? [20, type, 1, 0, count] : [20, type, 1, count, 0];

    /// <summary>Ends a segment.</summary>
    public TdmsBuilder Segment(uint contents, byte[] raw, bool crashed = false)
    {
        List<byte> metadata = _metadata;
        _metadata = [];
        if (_objects > 0)
        {
            UInt32((uint)_objects);
            _metadata.AddRange(metadata);
            contents |= 2;
        }

        metadata = _metadata;
        _metadata = [];
        _file.AddRange("TDSm"u8);
        contents |= (raw.Length > 0 ? 8u : 0) | (bigEndian ? 64u : 0);
        _file.AddRange(BitConverter.GetBytes(contents));
        UInt32(4713);
        UInt64(crashed ? ulong.MaxValue : (ulong)(metadata.Count + raw.Length));
        UInt64((ulong)metadata.Count);
        _file.AddRange(_metadata);
        _file.AddRange(metadata);
        _file.AddRange(raw);
        _metadata = [];
        _objects = 0;
        return this;
    }

    public byte[] ToArray() => [.. _file];

    private void Property(object value)
    {
        switch (value)
        {
            case string text:
                UInt32(0x20);
                Text(text);
                break;
            case uint number:
                UInt32(7);
                UInt32(number);
                break;
            default:
                UInt32(10);
                UInt64(BitConverter.DoubleToUInt64Bits((double)value));
                break;
        }
    }

    private void Text(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        UInt32((uint)bytes.Length);
        _metadata.AddRange(bytes);
    }

    private void UInt32(uint value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, bigEndian ? BinaryPrimitives.ReverseEndianness(value) : value);
        _metadata.AddRange(bytes);
    }

    private void UInt64(ulong value)
    {
        byte[] bytes = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, bigEndian ? BinaryPrimitives.ReverseEndianness(value) : value);
        _metadata.AddRange(bytes);
    }
}
