using System.Buffers.Binary;

namespace Bench.Recordings.Foreign;

/// <summary>A row of bytes that is written once, at its end, and then read at any place.</summary>
internal sealed class SpooledBytes(Spool spool) : ByteSource
{
    private readonly List<SpoolPage> _pages = [];
    private byte[] _last = [];
    private int _inLast;
    private byte[] _read = [];
    private int _readPage = -1;

    /// <inheritdoc/>
    public override long Length => ((long)_pages.Count * Spool.PageBytes) + _inLast;

    /// <summary>Adds bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            int count = Math.Min(bytes.Length, Spool.PageBytes - _inLast);
            if (_inLast + count > _last.Length)
            {
                Array.Resize(ref _last, Math.Min(Spool.PageBytes, Math.Max(2 * _last.Length, _inLast + count)));
            }

            bytes[..count].CopyTo(_last.AsSpan(_inLast));
            bytes = bytes[count..];
            _inLast += count;
            if (_inLast == Spool.PageBytes)
            {
                SpoolPage page = spool.Keep(_last);
                _pages.Add(page);
                _last = page.Bytes is null ? _last : [];
                _inLast = 0;
            }
        }
    }

    /// <summary>Adds a number of 8 bytes.</summary>
    public void Append(double value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
        Append(bytes);
    }

    /// <summary>The numbers that were added.</summary>
    public ForeignSamples Numbers() =>
        new NumberSamples(this, new NumberFormat(NumberKind.Float, 8, false), 0, 8, Length / 8);

    /// <inheritdoc/>
    public override void Read(long position, Span<byte> target)
    {
        while (target.Length > 0)
        {
            int page = (int)(position / Spool.PageBytes);
            int offset = (int)(position % Spool.PageBytes);
            int count = Math.Min(target.Length, Spool.PageBytes - offset);
            PageOf(page).Slice(offset, count).CopyTo(target);
            target = target[count..];
            position += count;
        }
    }

    private ReadOnlySpan<byte> PageOf(int index)
    {
        if (index == _pages.Count)
        {
            return _last.AsSpan(0, _inLast);
        }

        if (_pages[index].Bytes is byte[] bytes)
        {
            return bytes;
        }

        if (_readPage != index)
        {
            _readPage = -1;
            _read = _read.Length == 0 ? new byte[Spool.PageBytes] : _read;
            spool.Read(_pages[index].Address, _read);
            _readPage = index;
        }

        return _read;
    }
}
