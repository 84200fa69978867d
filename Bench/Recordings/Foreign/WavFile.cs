using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Bench.Recordings.Foreign;

/// <summary>
/// WAV: RIFF, RIFX (big-endian), RF64 and BW64; PCM of 1 to 8 bytes and floating point, plain or extensible. Integers
/// become shares of full scale. A file that contradicts itself or is cut off is refused: half a test is not a test.
/// </summary>
internal static class WavFile
{
    private const uint SizeElsewhere = uint.MaxValue;

    // Formats have 40 bytes, sizes 28 and a table; of comments nothing is read.
    private const int MostOfChunk = 1 << 10;

    public static bool Recognises(ReadOnlySpan<byte> start) =>
        start.StartsWith("RIFF"u8)
            || start.StartsWith("RIFX"u8) || start.StartsWith("RF64"u8) || start.StartsWith("BW64"u8);

    public static ForeignRecording Read(OpenFile file)
    {
        FileBytes bytes = file.Bytes;
        if (bytes.Length < 12 || !bytes.Take(8, 4).AsSpan().SequenceEqual("WAVE"u8))
        {
            throw new RecordingException("it starts like a WAV file, but it is cut off or none");
        }

        bool bigEndian = bytes.Take(0, 4).AsSpan().SequenceEqual("RIFX"u8);
        WavFormat? format = null;
        long? size64 = null;
        for (long at = 12; at + 8 <= bytes.Length;)
        {
            byte[] head = bytes.Take(at, 8);
            ReadOnlySpan<byte> id = head.AsSpan(0, 4);
            uint size = WavFormat.UInt32(head.AsSpan(4), bigEndian);
            long there = bytes.Length - at - 8;
            if (id.SequenceEqual("data"u8))
            {
                return ReadData(file, format, at + 8, size == SizeElsewhere ? size64 ?? size : size);
            }

            if (size > there)
            {
                throw new RecordingException(
                    $"its chunk \"{Printable(id)}\" claims {size} bytes, but {there} follow: it is cut off");
            }

            byte[] content = bytes.Take(at + 8, (int)Math.Min(size, MostOfChunk));
            if (id.SequenceEqual("ds64"u8) && size >= 16)
            {
                size64 = BinaryPrimitives.ReadInt64LittleEndian(content.AsSpan(8));
            }
            else if (id.SequenceEqual("fmt "u8))
            {
                format = WavFormat.Read(content, bigEndian);
            }

            at += 8 + (long)size + (size & 1);
        }

        throw new RecordingException(
            format is null ? "it has no format chunk: it is cut off" : "it has no data chunk: it is cut off");
    }

    private static ForeignRecording ReadData(OpenFile file, WavFormat? format, long start, long size)
    {
        if (format is null)
        {
            throw new RecordingException("its data comes before its format");
        }

        long there = file.Bytes.Length - start;
        ImmutableArray<string>.Builder notes = ImmutableArray.CreateBuilder<string>();
        if ((size is 0 or SizeElsewhere) && there >= format.BlockBytes)
        {
            // A recorder that streams does not know the size beforehand.
            notes.Add("Its data chunk has no size; everything up to the end of the file is taken as data.");
            size = there - (there % format.BlockBytes);
        }

        if (size < 0 || size > there)
        {
            throw new RecordingException($"its data chunk claims {size} bytes, but {there} follow: it is cut off");
        }

        if (size == 0)
        {
            throw new RecordingException("it holds no samples");
        }

        if (size % format.BlockBytes != 0)
        {
            throw new RecordingException(
                $"its data of {size} bytes is no whole number of frames of {format.BlockBytes} bytes");
        }

        ImmutableArray<ForeignSamples> samples = format.Samples(file.Bytes, start, size, notes);
        return new ForeignRecording(
            file.Path,
            $"WAV, {format.Description}",
            [.. samples.Select((values, i) => new ForeignChannel(
                (i + 1).ToString(CultureInfo.InvariantCulture), "FS", format.SampleRateHz, values))],
            notes.ToImmutable());
    }

    private static string Printable(ReadOnlySpan<byte> id) =>
        new([.. Encoding.Latin1.GetString(id).Select(c => char.IsAsciiLetterOrDigit(c) ? c : '?')]);
}
