using System.Buffers.Binary;
using System.Text;
using Bench.Recordings.Foreign;

namespace Bench.Recordings.Export;

/// <summary>TDMS: one segment of contiguous doubles, with LabVIEW's waveform properties and units.</summary>
internal static class TdmsExport
{
    private const uint Double = 10;
    private const uint NoData = uint.MaxValue;

    public static void Write(ForeignRecording file, Stream stream, ExportSink sink)
    {
        byte[] metadata = Metadata(file);
        long raw = file.Channels.Sum(channel => channel.Samples.Length * sizeof(double));
        Span<byte> leadIn = stackalloc byte[28];
        "TDSm"u8.CopyTo(leadIn);
        BinaryPrimitives.WriteUInt32LittleEndian(leadIn[4..], 2 | 4 | (raw > 0 ? 8u : 0));
        BinaryPrimitives.WriteUInt32LittleEndian(leadIn[8..], 4713);
        BinaryPrimitives.WriteInt64LittleEndian(leadIn[12..], metadata.Length + raw);
        BinaryPrimitives.WriteInt64LittleEndian(leadIn[20..], metadata.Length);
        stream.Write(leadIn);
        stream.Write(metadata);
        foreach (ForeignChannel channel in file.Channels)
        {
            sink.WriteDoubles(stream, channel.Samples);
        }
    }

    private static byte[] Metadata(ForeignRecording file)
    {
        using MemoryStream bytes = new();
        using BinaryWriter writer = new(bytes);
        const string Group = "/'recording'";
        writer.Write(file.Channels.Length + 2);
        Start(writer, "/", NoData);
        writer.Write(1);
        Property(writer, "name", Path.GetFileName(file.Path));
        Start(writer, Group, NoData);
        writer.Write(0);
        HashSet<string> used = new(StringComparer.Ordinal);
        foreach (ForeignChannel channel in file.Channels)
        {
            string name = channel.Name;
            for (int n = 2; !used.Add(name); n++)
            {
                name = FormattableString.Invariant($"{channel.Name} ({n})");
            }

            Start(writer, $"{Group}/'{name.Replace("'", "''", StringComparison.Ordinal)}'", 20);
            writer.Write(Double);
            writer.Write(1);
            writer.Write(channel.Samples.Length);
            writer.Write(channel.SampleRateHz is null ? 1 : 5);
            Property(writer, "unit_string", channel.Unit);
            if (channel.SampleRateHz is double rate)
            {
                Property(writer, "wf_increment", 1 / rate);
                Property(writer, "wf_start_offset", 0.0);
                Property(writer, "wf_samples", (int)Math.Min(channel.Samples.Length, int.MaxValue));
                Property(writer, "wf_xunit_string", "s");
            }
        }

        writer.Flush();
        return bytes.ToArray();
    }

    private static void Start(BinaryWriter writer, string path, uint index)
    {
        Text(writer, path);
        writer.Write(index);
    }

    private static void Property(BinaryWriter writer, string name, string value)
    {
        Text(writer, name);
        writer.Write(0x20);
        Text(writer, value);
    }

    private static void Property(BinaryWriter writer, string name, double value)
    {
        Text(writer, name);
        writer.Write(Double);
        writer.Write(value);
    }

    private static void Property(BinaryWriter writer, string name, int value)
    {
        Text(writer, name);
        writer.Write(3);
        writer.Write(value);
    }

    private static void Text(BinaryWriter writer, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }
}
