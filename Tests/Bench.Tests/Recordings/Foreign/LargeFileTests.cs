using System.Globalization;
using System.Text;
using Bench.Recordings.Foreign;

namespace Bench.Bench.Tests.Recordings.Foreign;

/// <summary>Files of more than 4 GiB, mostly holes: read at their end, with the memory of a small file.</summary>
public sealed class LargeFileTests : IDisposable
{
    // Beyond the sizes of 32 bits, signed and unsigned.
    private const long DataBytes = 5L << 30;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("wav", 2, 1 / 32768.0)]
    [InlineData("mdf", 8, 0.5)]
    [InlineData("tdms", 8, 1)]
    [InlineData("npy", 8, 1)]
    [InlineData("uff", 8, 1)]
    public void A_file_of_5_GiB_is_read_anywhere_with_little_memory(string kind, int bytes, double scale)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs a file system whose files have holes by themselves.");
        long count = DataBytes / bytes;
        string path = _folder.File($"large.{kind}");
        (byte[] head, byte[] tail) = Envelope(kind);
        using (FileStream file = File.Create(path))
        {
            file.Write(head);
            file.Position = head.Length + DataBytes - bytes;
            file.Write(bytes == 2 ? BitConverter.GetBytes((short)7) : BitConverter.GetBytes(7.0));
            file.Write(tail);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        ForeignChannel channel = _folder.Open(path).Channels[0];
        double[] last = new double[100_000];
        channel.Samples.Read(count - last.Length, last);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(count, channel.Samples.Length);
        Assert.Equal(7 * scale, last[^1]);
        Assert.Equal(0, last[^2]);
        Assert.Equal(kind == "npy" ? null : 48000, channel.SampleRateHz);
        Assert.True(allocated < 3_000_000, $"{allocated} bytes were allocated.");
    }

    [Fact]
    public void What_does_not_fit_in_memory_waits_in_a_temporary_file()
    {
        using Spool spool = new();
        SpooledBytes first = spool.Begin();
        SpooledBytes second = spool.Begin();
        const int Count = 5_000_000;
        for (int i = 0; i < Count; i++)
        {
            first.Append(i * 0.5);
            second.Append(-i);
        }

        ForeignSamples numbers = first.Numbers();
        Assert.Equal(Count, numbers.Length);
        double[] some = new double[10_000];
        foreach (int at in (int[])[0, 8190, 4_200_000, Count - some.Length])
        {
            numbers.Read(at, some);
            Assert.Equal(Enumerable.Range(at, some.Length).Select(i => i * 0.5), some);
            Assert.Equal(-at, second.Numbers().At(at));
        }
    }

    private static (byte[] Head, byte[] Tail) Envelope(string kind) => kind switch
    {
        "wav" => (Wav(), []),
        "mdf" => (Mdf(), []),
        "tdms" => (Tdms(), []),
        "npy" => (ForeignFuzzTests.Npy("<f8", $"({DataBytes / 8},)", "False", []), []),
        _ => (Uff(), Encoding.ASCII.GetBytes("\r\n    -1\r\n")),
    };

    private static byte[] Wav()
    {
        using MemoryStream file = new();
        using BinaryWriter writer = new(file, Encoding.Latin1);
        writer.Write("RF64"u8);
        writer.Write(uint.MaxValue);
        writer.Write("WAVEds64"u8);
        writer.Write(28);
        writer.Write(DataBytes + 72);
        writer.Write(DataBytes);
        writer.Write(DataBytes / 2);
        writer.Write(0);
        writer.Write("fmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(48000);
        writer.Write(96000);
        writer.Write((short)2);
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(uint.MaxValue);
        return file.ToArray();
    }

    private static byte[] Mdf()
    {
        MdfBuilder file = new();
        long time = file.Channel("t", (0, 0, 0, 0), 0, file.Conversion(1, 0, 1 / 48000.0), kind: 3);
        long channel = file.Channel("x", (4, 0, 0, 64), time, file.Conversion(1, 0, 0.5));
        long group = file.ChannelGroup(channel, 0, 0, DataBytes / 8, 8, 0);
        long dataGroup = file.DataGroup(group, 0, 0);
        long data = file.Block("##DT", [], []);
        byte[] bytes = file.ToArray(dataGroup);
        BitConverter.TryWriteBytes(bytes.AsSpan((int)dataGroup + 24 + 16), data);
        BitConverter.TryWriteBytes(bytes.AsSpan((int)data + 8), 24 + DataBytes);
        return bytes;
    }

    private static byte[] Tdms()
    {
        TdmsBuilder file = new();
        file.Object("/'g'/'x'", file.Plain(10, (uint)(DataBytes / 8)), ("wf_increment", 1 / 48000.0));
        byte[] bytes = file.Segment(4, [0]).ToArray()[..^1];
        BitConverter.TryWriteBytes(bytes.AsSpan(12), bytes.Length - 28 + DataBytes);
        return bytes;
    }

    private static byte[] Uff()
    {
        string[] lines =
        [
            "    -1",
            string.Create(
                CultureInfo.InvariantCulture,
                $"    58b{1,6}{2,6}{11,12}{DataBytes,12}{0,6}{0,6}{0,12}{0,12}"),
            "x", "NONE", "NONE", "NONE", "NONE",
            "    1         1    0         0       NONE         0   0       NONE         0   0",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{4,10}{DataBytes / 8,10}{1,10}  0.00000E+00  2.08333E-05  0.00000E+00"),
            "        17    0    0    0                 time                    s",
            "        12    0    0    0         acceleration                m/s^2",
            "         0    0    0    0                 NONE                 NONE",
            "         0    0    0    0                 NONE                 NONE",
        ];
        return Encoding.ASCII.GetBytes(string.Concat(lines.Select(line => $"{line,-80}\r\n")));
    }
}
