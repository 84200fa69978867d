using System.Buffers.Binary;

namespace Bench.Streaming;

/// <summary>The instants of the last packet of an explicit time signal.</summary>
internal sealed class TickBuffer
{
    private byte[] _bytes = [];
    private int _length;
    private long _firstIndex;

    /// <summary>Forgets the last packet; the next one starts at this row.</summary>
    public void Begin(long firstIndex)
    {
        _firstIndex = firstIndex;
        _length = 0;
    }

    /// <summary>Adds bytes of the packet; the packet's own bound is the buffer's.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (_length + bytes.Length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_length + bytes.Length, 2 * _bytes.Length));
        }

        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
    }

    /// <summary>The instant of a row.</summary>
    public bool TryGet(long index, out long tick)
    {
        long offset = (index - _firstIndex) * sizeof(long);
        if (index < _firstIndex || offset < 0 || offset > _length - sizeof(long))
        {
            tick = 0;
            return false;
        }

        tick = BinaryPrimitives.ReadInt64LittleEndian(_bytes.AsSpan((int)offset));
        return true;
    }
}
