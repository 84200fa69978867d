using System.IO.Compression;
using System.Text;
using Bench.Recordings;
using Bench.Recordings.Foreign;

namespace Bench.Bench.Tests.Recordings.Foreign;

/// <summary>Damaged files of every format: read or refused in one sentence, with memory in proportion.</summary>
public sealed class ForeignFuzzTests : IDisposable
{
    // An exception takes some 0.1 ms in a busy test process; more variants belong in a night's run.
    private const int Variants = 400;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("wav", 1)]
    [InlineData("wav64", 2)]
    [InlineData("csv", 3)]
    [InlineData("gz", 4)]
    [InlineData("npy", 5)]
    [InlineData("npz", 6)]
    [InlineData("mat", 7)]
    [InlineData("matz", 8)]
    [InlineData("uff", 9)]
    [InlineData("uffb", 10)]
    [InlineData("tdms", 11)]
    [InlineData("daqmx", 12)]
    [InlineData("mf4", 13)]
    [InlineData("mf4z", 14)]
    [InlineData("unfin", 15)]
    [InlineData("mat4", 16)]
    [InlineData("rifx", 17)]
    [InlineData("tdmsb", 18)]
    [InlineData("sensors", 19)]
    public void Damaged_files_are_read_or_refused_in_one_sentence(string kind, int seed)
    {
        byte[] good = Good(kind);
        Assert.True(IsRead(good, kind), "The undamaged file has to be readable.");
        Random random = new(seed);
        int refused = 0;
        for (int i = 0; i < Variants; i++)
        {
            byte[] bad = Damage(good, random);
            long before = GC.GetAllocatedBytesForCurrentThread();
            refused += IsRead(bad, kind) ? 0 : 1;
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated < 8_000_000, $"Variant {i} of {good.Length} bytes took {allocated} bytes.");
        }

        Assert.True(refused > 10, $"Only {refused} of {Variants} were refused.");
    }

    internal static byte[] Wav(bool rf64)
    {
        using MemoryStream file = new();
        using BinaryWriter writer = new(file, Encoding.Latin1);
        writer.Write(Encoding.ASCII.GetBytes(rf64 ? "RF64" : "RIFF"));
        writer.Write(rf64 ? uint.MaxValue : 436u);
        writer.Write("WAVE"u8);
        if (rf64)
        {
            writer.Write("ds64"u8);
            writer.Write(28);
            writer.Write(472L);
            writer.Write(400L);
            writer.Write(100L);
            writer.Write(0);
        }

        writer.Write("fmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)2);
        writer.Write(48000);
        writer.Write(192000);
        writer.Write((short)4);
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(rf64 ? uint.MaxValue : 400u);
        for (int i = 0; i < 100; i++)
        {
            writer.Write((short)(i * 100));
            writer.Write((short)(i * -300));
        }

        return file.ToArray();
    }

    internal static byte[] Rifx()
    {
        byte[] file = Wav(rf64: false);
        file[3] = (byte)'X';
        for (int at = 44; at < file.Length; at += sizeof(short))
        {
            file.AsSpan(at, sizeof(short)).Reverse();
        }

        foreach ((int at, int size) in (ReadOnlySpan<(int, int)>)
            [(4, 4), (16, 4), (20, 2), (22, 2), (24, 4), (28, 4), (32, 2), (34, 2), (40, 4)])
        {
            file.AsSpan(at, size).Reverse();
        }

        return file;
    }

    internal static byte[] Npy(
        string type = "<f4", string shape = "(50, 2)", string order = "False", byte[]? data = null)
    {
        string header = $"{{'descr': '{type}', 'fortran_order': {order}, 'shape': {shape}, }}";
        header = header.PadRight(117) + "\n";
        using MemoryStream file = new();
        file.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0]);
        file.Write(Encoding.ASCII.GetBytes(header));
        file.Write(data ?? new byte[400]);
        return file.ToArray();
    }

    private static byte[] Good(string kind) => kind switch
    {
        "wav" => Wav(rf64: false),
        "wav64" => Wav(rf64: true),
        "rifx" => Rifx(),
        "csv" => Encoding.ASCII.GetBytes(Table()),
        "gz" => Packed(Encoding.ASCII.GetBytes(Table()), stream => new GZipStream(stream, CompressionLevel.Fastest)),
        "npy" => Npy(),
        "npz" => Archive(),
        "uff" => UffFileTests.Text(6, 100, even: false, Fractions()),
        "uffb" => UffFileTests.Binary(6, 8, bigEndian: true, even: false),
        "tdms" => TdmsFileTests.Incremental(bigEndian: false),
        "tdmsb" => TdmsFileTests.Incremental(bigEndian: true),
        "daqmx" => TdmsFileTests.Daqmx(),
        "sensors" => TdmsSensorTests.AllKinds(),
        "mf4" => MdfFileTests.Unsorted("MDF     ", 0),
        "mf4z" => MdfFileTests.Compressed(),
        "unfin" => MdfFileTests.Unsorted("UnFinMF ", 5),
        "mat4" => [.. Mat4(2, 10), .. Mat4(3, 1000)],
        "mat" => Mat(compressed: false),
        _ => Mat(compressed: true),
    };

    private static string Table()
    {
        StringBuilder text = new("time;acc;cur\n");
        for (int i = 0; i < 60; i++)
        {
            text.Append(i)
                .Append(',').Append(i % 10).Append(';').Append(i * 7 % 13).Append(";-").Append(i).Append('\n');
        }

        return text.ToString();
    }

    private static string Fractions() => string.Join(
        "\r\n", Enumerable.Range(0, 100).Select(i => $"  {i}.5 -{i}.25E-3 1.0-100"));

    private static byte[] Archive()
    {
        using MemoryStream file = new();
        using (ZipArchive archive = new(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (Stream stored = archive.CreateEntry("DE.npy", CompressionLevel.NoCompression).Open())
            {
                stored.Write(Npy());
            }

            using Stream deflated = archive.CreateEntry("FE.npy", CompressionLevel.Fastest).Open();
            deflated.Write(Npy("<i2", "(200,)"));
        }

        return file.ToArray();
    }

    private static byte[] Mat4(int columns, int type) =>
    [
        .. new[] { type, 7, columns, type == 10 ? 1 : 0, 2 }.SelectMany(n => type < 1000
            ? BitConverter.GetBytes(n)
            : BitConverter.GetBytes(n).Reverse()),
        .. "x\0"u8,
        .. new byte[7 * columns * (type == 10 ? 2 * sizeof(float) : sizeof(double))],
    ];

    private static byte[] Mat(bool compressed)
    {
        byte[] header = new byte[128];
        Encoding.ASCII.GetBytes("MATLAB 5.0 MAT-file, made by a test").CopyTo(header, 0);
        header[124] = 0;
        header[125] = 1;
        header[126] = (byte)'I';
        header[127] = (byte)'M';
        byte[] inner = Variable("", 6, [3, 1], Element(9, new byte[24]));
        byte[] names = new byte[16];
        "gs"u8.CopyTo(names);
        "sr"u8.CopyTo(names.AsSpan(8));
        byte[] structure = Variable(
            "bearing", 2, [1, 1], [.. Element(5, [8, 0, 0, 0]), .. Element(1, names), .. inner, .. inner]);
        byte[] vector = Variable("tach", 6, [5, 1], Element(9, new byte[40]));
        byte[] body = compressed
            ? [.. Element(15, Packed(
                structure, stream => new ZLibStream(stream, CompressionLevel.Fastest)), pad: false), .. vector]
            : [.. structure, .. vector];
        return [.. header, .. body];
    }

    private static byte[] Variable(string name, byte kind, int[] size, byte[] content) => Element(14,
    [
        .. Element(6, [kind, 0, 0, 0, 0, 0, 0, 0]),
        .. Element(5, [.. size.SelectMany(BitConverter.GetBytes)]),
        .. Element(1, Encoding.ASCII.GetBytes(name)),
        .. content,
    ]);

    private static byte[] Element(int type, byte[] data, bool pad = true) =>
    [
        .. BitConverter.GetBytes(type),
        .. BitConverter.GetBytes(data.Length),
        .. data,
        .. new byte[pad ? (8 - (data.Length % 8)) % 8 : 0],
    ];

    private static byte[] Packed(byte[] plain, Func<Stream, Stream> pack)
    {
        using MemoryStream file = new();
        using (Stream packed = pack(file))
        {
            packed.Write(plain);
        }

        return file.ToArray();
    }

    private static byte[] Damage(byte[] good, Random random)
    {
        byte[] bad = (byte[])good.Clone();
        for (int n = random.Next(1, 5); n > 0; n--)
        {
            int at = random.Next(bad.Length);
            switch (random.Next(5))
            {
                case 0:
                    bad[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bad[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bad.AsSpan(at, Math.Min(4, bad.Length - at)).Fill(0xFF);
                    break;
                case 3:
                    bad.AsSpan(random.Next(bad.Length / 2), bad.Length / 4)
                        .CopyTo(bad.AsSpan(random.Next(bad.Length / 2)));
                    break;
                default:
                    bad = bad[..Math.Max(1, at)];
                    break;
            }
        }

        return bad;
    }

    private bool IsRead(byte[] bytes, string kind)
    {
        string path = _folder.File(kind is "mat" or "matz" or "mat4" ? "file.mat" : $"file.{kind}");
        File.WriteAllBytes(path, bytes);
        try
        {
            using ForeignRecording read = ForeignFile.Open(path);
            foreach (ForeignChannel channel in read.Channels)
            {
                foreach (ReadOnlyMemory<double> block in channel.Samples.Blocks())
                {
                    Assert.False(block.IsEmpty);
                }
            }

            return true;
        }
        catch (RecordingException e)
        {
            Assert.DoesNotContain('\n', e.Message);
            return false;
        }
    }
}
