using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Bench.Recordings.Foreign;

namespace Bench.Recordings.Export;

/// <summary>NumPy: one array of doubles per channel, and metadata.json with names, units and rates.</summary>
internal static class NpzExport
{
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true };

    public static void Write(ForeignRecording file, Stream stream, ExportSink sink)
    {
        HashSet<string> used = new(StringComparer.Ordinal);
        List<object> described = [];
        using ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (ForeignChannel channel in file.Channels)
        {
            string key = Key(channel.Name, used);
            using (Stream entry = archive.CreateEntry($"{key}.npy", CompressionLevel.NoCompression).Open())
            {
                entry.Write(Header(channel.Samples.Length));
                sink.WriteDoubles(entry, channel.Samples);
            }

            described.Add(new
            {
                array = key,
                name = channel.Name,
                unit = channel.Unit,
                sampleRateHz = channel.SampleRateHz,
            });
        }

        using Stream json = archive.CreateEntry("metadata.json", CompressionLevel.NoCompression).Open();
        JsonSerializer.Serialize(
            json, new { source = Path.GetFileName(file.Path), format = file.Format, channels = described }, s_json);
    }

    /// <summary>What stands before an array of doubles of a shape, row by row.</summary>
    internal static byte[] Header(params ReadOnlySpan<long> shape)
    {
        string sizes = string.Join(
            ' ', shape.ToArray().Select(size => string.Create(CultureInfo.InvariantCulture, $"{size},")));
        string text = $"{{'descr': '<f8', 'fortran_order': False, 'shape': ({sizes}), }}";

        // Magic, version and length take 10 bytes; the whole is a multiple of 64 and ends with a line end.
        int padded = (((10 + text.Length + 1) + 63) / 64 * 64) - 10;
        return
        [
            0x93, .. "NUMPY"u8, 1, 0, (byte)padded, (byte)(padded >> 8),
            .. Encoding.ASCII.GetBytes(text.PadRight(padded - 1) + "\n"),
        ];
    }

    // Slashes and dots would become folders for tools that unpack the archive.
    private static string Key(string name, HashSet<string> used)
    {
        string plain = new([.. name.Select(c => char.IsLetterOrDigit(c) || c is '_' or '-' or ' ' ? c : '_')]);
        plain = plain.Trim().Length == 0 ? "channel" : plain;
        string key = plain;
        for (int n = 2; !used.Add(key); n++)
        {
            key = string.Create(CultureInfo.InvariantCulture, $"{plain}_{n}");
        }

        return key;
    }
}
