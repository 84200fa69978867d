using System.Buffers.Binary;

namespace Bench.Recordings.Foreign;

/// <summary>Types of data elements in a MATLAB level 5 file.</summary>
internal enum MatType
{
    Int8 = 1,
    UInt8 = 2,
    Int16 = 3,
    UInt16 = 4,
    Int32 = 5,
    UInt32 = 6,
    Single = 7,
    Double = 9,
    Int64 = 12,
    UInt64 = 13,
    Matrix = 14,
    Compressed = 15,
    Utf8 = 16,
    Utf16 = 17,
    Utf32 = 18,
}

/// <summary>One data element.</summary>
internal readonly ref struct MatElement(MatType type, ReadOnlySpan<byte> data)
{
    public MatType Type { get; } = type;

    public ReadOnlySpan<byte> Data { get; } = data;
}

/// <summary>Walks over data elements: a tag of type and length, the data, padding to a multiple of 8.</summary>
internal ref struct MatElements(ReadOnlySpan<byte> bytes, bool bigEndian)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>Takes the next element; false at the end.</summary>
    public bool Next(out MatElement element)
    {
        element = default;
        if (_rest.Length < 8)
        {
            return _rest.ContainsAnyExcept((byte)0) ? throw CutOff() : false;
        }

        uint first = UInt32(_rest);
        if (first >> 16 != 0)
        {
            // A small element: up to four bytes of data within the tag.
            int small = (int)(first >> 16);
            if (small > 4)
            {
                throw new RecordingException($"it is damaged: a small element of {small} bytes");
            }

            element = new MatElement((MatType)(first & 0xFFFF), _rest.Slice(4, small));
            _rest = _rest[8..];
            return true;
        }

        long length = UInt32(_rest[4..]);
        if (length > _rest.Length - 8)
        {
            throw CutOff();
        }

        element = new MatElement((MatType)first, _rest.Slice(8, (int)length));
        int padded = first == (uint)MatType.Compressed ? (int)length : (int)((length + 7) & ~7);
        _rest = _rest[Math.Min(_rest.Length, 8 + padded)..];
        return true;
    }

    /// <summary>Takes an element that has to be there.</summary>
    public MatElement Required() => Next(out MatElement element) ? element : throw CutOff();

    private readonly uint UInt32(ReadOnlySpan<byte> span) => bigEndian
        ? BinaryPrimitives.ReadUInt32BigEndian(span)
        : BinaryPrimitives.ReadUInt32LittleEndian(span);

    private static RecordingException CutOff() =>
        new("it is damaged or cut off: an element is longer than what follows");
}
