namespace Bench.Recordings;

/// <summary>A part of a source as a stream, for readers that want one.</summary>
internal sealed class ByteSourceStream(ByteSource source, long start, long count) : Stream
{
    private long _at;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => count;

    public override long Position
    {
        get => _at;
        set => _at = value;
    }

    public override int Read(Span<byte> buffer)
    {
        int length = (int)Math.Clamp(count - _at, 0, buffer.Length);
        source.Read(start + _at, buffer[..length]);
        _at += length;
        return length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => _at = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _at + offset,
        _ => count + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
