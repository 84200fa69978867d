using System.Buffers.Binary;
using System.Collections.Immutable;

namespace Bench.Recordings.Foreign;

/// <summary>The format chunk of a WAV file.</summary>
internal sealed class WavFormat
{
    private const int Pcm = 1;
    private const int FloatingPoint = 3;
    private const int Extensible = 0xFFFE;

    private int _channels;
    private int _bits;
    private int _sampleBytes;
    private bool _isFloat;
    private bool _bigEndian;

    public double SampleRateHz { get; private set; }

    /// <summary>Bytes of one sample of all channels.</summary>
    public int BlockBytes { get; private set; }

    public string Description
    {
        get
        {
            string container = _sampleBytes * 8 == _bits ? "" : $" in {_sampleBytes} bytes";
            return $"{_bits}-bit {(_isFloat ? "floating point" : "PCM")}{container}";
        }
    }

    public static uint UInt32(ReadOnlySpan<byte> bytes, bool bigEndian) => bigEndian
        ? BinaryPrimitives.ReadUInt32BigEndian(bytes)
        : BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    public static WavFormat Read(ReadOnlySpan<byte> chunk, bool bigEndian)
    {
        if (chunk.Length < 16)
        {
            throw new RecordingException($"its format chunk has {chunk.Length} bytes, expected 16 or more");
        }

        int tag = UInt16(chunk, bigEndian);
        int bits = UInt16(chunk[14..], bigEndian);
        if (tag == Extensible)
        {
            if (chunk.Length < 40)
            {
                throw new RecordingException("its extensible format chunk is too short");
            }

            // The first number of the sub-format's GUID is a plain format tag; valid bits of 0 mean all.
            tag = (int)(UInt32(chunk[24..], bigEndian) & 0xFFFF);
            int valid = UInt16(chunk[18..], bigEndian);
            bits = valid == 0 ? bits : valid;
        }

        WavFormat format = new()
        {
            _channels = UInt16(chunk[2..], bigEndian),
            SampleRateHz = UInt32(chunk[4..], bigEndian),
            BlockBytes = UInt16(chunk[12..], bigEndian),
            _bits = bits,
            _isFloat = tag == FloatingPoint,
            _bigEndian = bigEndian,
        };
        format._sampleBytes = format._channels == 0 ? 0 : format.BlockBytes / format._channels;
        format.Check(tag, UInt32(chunk[8..], bigEndian));
        return format;
    }

    /// <summary>The channels of the data at a place of the file.</summary>
    public ImmutableArray<ForeignSamples> Samples(
        FileBytes file, long start, long size, ImmutableArray<string>.Builder notes)
    {
        int spare = SpareBits(file, start, size, notes);
        WavNumbers numbers = new(_sampleBytes, _bits, spare, _isFloat, _bigEndian);
        return
        [
            .. Enumerable.Range(0, _channels).Select(channel => new WavSamples(
                file, start + (channel * _sampleBytes), BlockBytes, size / BlockBytes, numbers)),
        ];
    }

    private void Check(int tag, uint bytesPerSecond)
    {
        if (tag is not (Pcm or FloatingPoint))
        {
            throw new RecordingException(
                $"its samples are compressed (format tag {tag}), expected PCM (1) or floating point (3)");
        }

        if (_channels == 0 || BlockBytes % _channels != 0 || _sampleBytes is < 1 or > 8)
        {
            throw new RecordingException($"its frames of {BlockBytes} bytes do not fit {_channels} channels");
        }

        if (_bits < 1 || _bits > _sampleBytes * 8 || (_isFloat && !(_bits == _sampleBytes * 8 && _bits is 32 or 64)))
        {
            throw new RecordingException($"its samples of {_bits} bits do not fit into {_sampleBytes} bytes");
        }

        if (SampleRateHz < 1)
        {
            throw new RecordingException("its sample rate is 0 Hz");
        }

        if (bytesPerSecond != (uint)SampleRateHz * (uint)BlockBytes)
        {
            throw new RecordingException(
                $"it contradicts itself: {SampleRateHz} Hz of {BlockBytes} bytes are not {bytesPerSecond} "
                    + "bytes per second");
        }
    }

    // The standard puts fewer bits into the upper end of the container and zeros below; some writers put them into the
    // lower end. The samples tell. Returns the number of unused upper bits.
    private int SpareBits(FileBytes file, long start, long size, ImmutableArray<string>.Builder notes)
    {
        int spare = (_sampleBytes * 8) - _bits;
        if (_isFloat || spare == 0 || _sampleBytes == 1)
        {
            return 0;
        }

        WavNumbers whole = new(_sampleBytes, _sampleBytes * 8, 0, IsFloat: false, _bigEndian);
        byte[] block = new byte[(int)Math.Min(size, _sampleBytes * (1L << 15))];
        long low = 0;
        for (long from = 0; from < size; from += block.Length)
        {
            Span<byte> part = block.AsSpan(0, (int)Math.Min(block.Length, size - from));
            file.Read(start + from, part);
            for (int at = 0; at < part.Length; at += _sampleBytes)
            {
                long value = whole.Integer(part.Slice(at, _sampleBytes));
                low |= value & ((1L << spare) - 1);
                if (value >= 1L << _bits || value < -(1L << (_bits - 1)))
                {
                    return 0;
                }
            }
        }

        if (low == 0)
        {
            return 0;
        }

        notes.Add($"Its {_bits} bits sit at the lower end of {_sampleBytes} bytes, against the standard.");
        return spare;
    }

    private static int UInt16(ReadOnlySpan<byte> bytes, bool bigEndian) => bigEndian
        ? BinaryPrimitives.ReadUInt16BigEndian(bytes)
        : BinaryPrimitives.ReadUInt16LittleEndian(bytes);
}
