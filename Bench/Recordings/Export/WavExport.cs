using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Bench.Recordings.Foreign;

namespace Bench.Recordings.Export;

/// <summary>
/// WAV, or RF64 (EBU Tech 3306) where it gets larger than 4 GiB. Names, units and the full scale are in the comment of
/// an INFO list, for the format has no place for them.
/// </summary>
internal static class WavExport
{
    /// <summary>Sizes in RIFF have 32 bits.</summary>
    public const long LargestRiff = uint.MaxValue;

    private const int Pcm24Steps = 1 << 23;

    public static void Write(
        ForeignRecording file, ExportFormat format, Stream stream, ExportSink sink, long largestRiff)
    {
        (double? rate, long length) = sink.Common("WAV");
        int channels = file.Channels.Length;
        if (rate is not double hertz || Math.Round(hertz) is not (>= 1 and <= uint.MaxValue) || channels > 1024)
        {
            throw new RecordingException(rate is null
                ? "WAV needs a sample rate, and the file states none."
                : "WAV cannot hold this many channels or this rate.");
        }

        if (Math.Round(hertz) != hertz)
        {
            sink.Notes.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"WAV holds whole rates only: {hertz} Hz became {Math.Round(hertz)} Hz."));
        }

        bool isFloat = format == ExportFormat.Wav;
        double fullScale = isFloat ? 1 : FullScale(file, length);
        int bytes = isFloat ? sizeof(float) : 3;
        long dataBytes = length * channels * bytes;
        byte[] list = List(file, isFloat ? null : fullScale);
        long riffBytes = 4 + 36 + 48 + 12 + list.Length + 8 + dataBytes + (dataBytes & 1);
        using (BinaryWriter writer = new(stream, Encoding.Latin1, leaveOpen: true))
        {
            bool isRf64 = riffBytes > largestRiff;
            WriteHead(writer, isRf64, riffBytes, dataBytes, length);
            WriteFormat(writer, (uint)Math.Round(hertz), channels, bytes, length);
            writer.Write(list);
            writer.Write("data"u8);
            writer.Write(isRf64 ? uint.MaxValue : (uint)dataBytes);
        }

        WriteFrames(file, stream, sink, length, isFloat ? null : fullScale);
        if ((dataBytes & 1) != 0)
        {
            stream.WriteByte(0);
        }
    }

    private static void WriteHead(BinaryWriter writer, bool isRf64, long riffBytes, long dataBytes, long length)
    {
        writer.Write(isRf64 ? "RF64"u8 : "RIFF"u8);
        writer.Write(isRf64 ? uint.MaxValue : (uint)riffBytes);
        writer.Write("WAVE"u8);
        writer.Write(isRf64 ? "ds64"u8 : "JUNK"u8);
        writer.Write(28);
        writer.Write(isRf64 ? riffBytes : 0L);
        writer.Write(isRf64 ? dataBytes : 0L);
        writer.Write(isRf64 ? length : 0L);
        writer.Write(0);
    }

    // Extensible: more than two channels and 24 bits need it. The channels have no places of loudspeakers.
    private static void WriteFormat(BinaryWriter writer, uint rate, int channels, int bytes, long length)
    {
        bool isFloat = bytes == sizeof(float);
        writer.Write("fmt "u8);
        writer.Write(40);
        writer.Write((ushort)0xFFFE);
        writer.Write((ushort)channels);
        writer.Write(rate);
        writer.Write((uint)(rate * (long)channels * bytes));
        writer.Write((ushort)(channels * bytes));
        writer.Write((ushort)(8 * bytes));
        writer.Write((ushort)22);
        writer.Write((ushort)(8 * bytes));
        writer.Write(0);
        writer.Write((ushort)(isFloat ? 3 : 1));
        writer.Write([0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71]);
        writer.Write("fact"u8);
        writer.Write(4);
        writer.Write((uint)Math.Min(length, uint.MaxValue));
    }

    private static byte[] List(ForeignRecording file, double? fullScale)
    {
        StringBuilder text = new();
        text.Append(fullScale is double scale
            ? string.Create(CultureInfo.InvariantCulture, $"full scale {scale:R}; ")
            : "values in the channels' units; ");
        text.AppendJoin("; ", file.Channels.Select((channel, i) =>
            string.Create(CultureInfo.InvariantCulture, $"{i + 1} {channel.Name} [{channel.Unit}]")));
        byte[] comment = Encoding.UTF8.GetBytes(text.Append('\0').ToString());
        int padded = (comment.Length + 1) & ~1;
        byte[] list = new byte[20 + padded];
        "LIST"u8.CopyTo(list);
        BinaryPrimitives.WriteInt32LittleEndian(list.AsSpan(4), 12 + padded);
        "INFOICMT"u8.CopyTo(list.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(list.AsSpan(16), comment.Length);
        comment.CopyTo(list, 20);
        return list;
    }

    // Every tool divides by 2²³, which no integer of 24 bits reaches: the largest value takes one step less.
    private static double FullScale(ForeignRecording file, long length)
    {
        double largest = 0;
        foreach (ForeignChannel channel in file.Channels)
        {
            foreach (ReadOnlyMemory<double> block in channel.Samples.Part(0, length).Blocks())
            {
                foreach (double value in block.Span)
                {
                    largest = double.IsFinite(value) ? Math.Max(largest, Math.Abs(value)) : largest;
                }
            }
        }

        return largest > 0 ? largest * Pcm24Steps / (Pcm24Steps - 1) : 1;
    }

    private static void WriteFrames(
        ForeignRecording file, Stream stream, ExportSink sink, long length, double? fullScale)
    {
        int channels = file.Channels.Length;
        int bytes = fullScale is null ? sizeof(float) : 3;
        int frames = Math.Max(1, ExportSink.Block / channels);
        byte[] block = new byte[frames * channels * bytes];
        long missing = 0;
        double[] values = new double[frames];
        for (long at = 0; at < length; at += frames)
        {
            int count = (int)Math.Min(frames, length - at);
            for (int channel = 0; channel < channels; channel++)
            {
                file.Channels[channel].Samples.Read(at, values.AsSpan(0, count));
                for (int i = 0; i < count; i++)
                {
                    bool isThere = double.IsFinite(values[i]);
                    missing += isThere ? 0 : 1;
                    Encode(
                        block.AsSpan(((i * channels) + channel) * bytes, bytes), isThere ? values[i] : 0, fullScale);
                }
            }

            stream.Write(block.AsSpan(0, count * channels * bytes));
            sink.Advance((long)count * channels);
        }

        if (missing > 0)
        {
            sink.Notes.Add(FormattableString.Invariant($"{missing} missing values are written as 0."));
        }
    }

    private static void Encode(Span<byte> target, double value, double? fullScale)
    {
        if (fullScale is not double scale)
        {
            BinaryPrimitives.WriteSingleLittleEndian(target, (float)value);
            return;
        }

        int steps = (int)Math.Round(value / scale * Pcm24Steps);
        target[0] = (byte)steps;
        target[1] = (byte)(steps >> 8);
        target[2] = (byte)(steps >> 16);
    }
}
