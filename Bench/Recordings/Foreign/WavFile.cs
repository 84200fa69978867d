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

    public static bool Recognises(ReadOnlySpan<byte> start) =>
        start.StartsWith("RIFF"u8)
            || start.StartsWith("RIFX"u8) || start.StartsWith("RF64"u8) || start.StartsWith("BW64"u8);

    public static ForeignRecording Read(string path, ReadOnlySpan<byte> file)
    {
        if (file.Length < 12 || !file[8..12].SequenceEqual("WAVE"u8))
        {
            throw new RecordingException("it starts like a WAV file, but it is cut off or none");
        }

        bool bigEndian = file.StartsWith("RIFX"u8);
        WavFormat? format = null;
        long? size64 = null;
        for (long at = 12; at + 8 <= file.Length;)
        {
            ReadOnlySpan<byte> chunk = file[(int)at..];
            ReadOnlySpan<byte> id = chunk[..4];
            uint size = WavFormat.UInt32(chunk[4..], bigEndian);
            ReadOnlySpan<byte> content = chunk[8..];
            if (id.SequenceEqual("data"u8))
            {
                return ReadData(path, format, content, size == SizeElsewhere ? size64 ?? size : size);
            }

            if (size > content.Length)
            {
                throw new RecordingException(
                    $"its chunk \"{Printable(id)}\" claims {size} bytes, but {content.Length} follow: it is cut off");
            }

            content = content[..(int)size];
            if (id.SequenceEqual("ds64"u8) && size >= 16)
            {
                size64 = BinaryPrimitives.ReadInt64LittleEndian(content[8..]);
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

    private static ForeignRecording ReadData(string path, WavFormat? format, ReadOnlySpan<byte> content, long size)
    {
        if (format is null)
        {
            throw new RecordingException("its data comes before its format");
        }

        ImmutableArray<string>.Builder notes = ImmutableArray.CreateBuilder<string>();
        if ((size is 0 or SizeElsewhere) && content.Length >= format.BlockBytes)
        {
            // A recorder that streams does not know the size beforehand.
            notes.Add("Its data chunk has no size; everything up to the end of the file is taken as data.");
            size = content.Length - (content.Length % format.BlockBytes);
        }

        if (size < 0 || size > content.Length)
        {
            throw new RecordingException(
                $"its data chunk claims {size} bytes, but {content.Length} follow: it is cut off");
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

        double[][] samples = format.Decode(content[..(int)size], notes);
        return new ForeignRecording(
            path,
            $"WAV, {format.Description}",
            [.. samples.Select((values, i) => new ForeignChannel(
                (i + 1).ToString(CultureInfo.InvariantCulture), "FS", format.SampleRateHz, values))],
            notes.ToImmutable());
    }

    private static string Printable(ReadOnlySpan<byte> id) =>
        new([.. Encoding.Latin1.GetString(id).Select(c => char.IsAsciiLetterOrDigit(c) ? c : '?')]);
}
