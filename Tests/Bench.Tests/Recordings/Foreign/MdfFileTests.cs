using Bench.Recordings;
using Bench.Recordings.Foreign;
using Bench.Tests.Shared;

namespace Bench.Bench.Tests.Recordings.Foreign;

/// <summary>MDF of other tools: values follow from the bytes the test writes, or are those of asammdf 8.0.</summary>
public sealed class MdfFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string, int, double, double, double> Expected => new()
    {
        { "CANedge_17BD1DB7_00000006_00000170.MF4", "Timestamp", 2010, 65785.32650000001, 66084.3428,
            65920.65523595057 },
        { "CANedge_17BD1DB7_00000006_00000170.MF4", "CAN_DataFrame.ID", 2010, 1979, 2028, 2006.2076721717015 },
        { "CANedge_FCBF0606_00003482_00000001-60B621D9.MF4", "CAN_DataFrame.BusChannel", 1815, 1, 1,
            1.296530653527787 },
        { "asammdf_ASAP2_Demo_V171.mf4", "ASAM.M.SCALAR.UBYTE.TAB_INTP_DEFAULT_VALUE", 12402, 111, 111,
            110.73877414364448 },
        { "asammdf_ASAP2_Demo_V171.mf4", "ASAM.M.SCALAR.UWORD.IDENTICAL.BITMASK_0FF0", 12402, 50, 2,
            39.097057516732626 },
        { "asammdf_ASAP2_Demo_V171.mf4", "ASAM.M.SCALAR.UBYTE.RAT_FUNC.DIV_10", 12402, 14.4, 12.8,
            14.502263084604017 },
        { "asammdf_test_batch_cut_1.mf4", "ASAM.M.SCALAR.SBYTE.IDENTICAL.DISCRETE", 32, 68, 112, 78.61854107015724 },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Expected))]
    public void Files_of_other_tools_have_the_values_that_asammdf_reads(
        string file, string channel, int count, double first, double last, double rms)
    {
        string? path = SharedData.Find($"data/formats/mf4/{file}");
        Assert.SkipUnless(path is not null, "The recordings of others are not here.");
        double[] samples = ForeignFile.Read(path).Find(channel).Samples.ToArray();
        Assert.Equal(count, samples.Length);
        Assert.Equal(first, samples[0]);
        Assert.Equal(last, samples[^1]);
        Assert.Equal(rms, Math.Sqrt(samples.Sum(x => x * x) / count), 1e-12 * rms);
    }

    [Fact]
    public void Unsorted_records_are_given_to_their_groups()
    {
        ForeignRecording file = Read(Unsorted("MDF     ", 0));
        Assert.Equal([1, 2, 3], file.Find("a").Samples.ToArray());
        Assert.Equal([-1000, 1000], file.Find("b").Samples.ToArray());
        Assert.Equal(1000, file.Find("a").SampleRateHz!.Value);
    }

    [Fact]
    public void Bits_of_any_width_and_byte_order_are_read_and_invalid_values_are_NaN()
    {
        // 3 bytes of data: a 12-bit signed number at bit 4 of the first two, a big-endian one of 16 bits over the
        // last two; then a byte whose bit 1 marks the first as invalid.
        MdfBuilder file = new();
        long big = file.Channel("big", (1, 0, 1, 16), 0);
        long narrow = file.Channel("narrow", (2, 4, 0, 12), big, invalidBit: 1);
        long group = file.ChannelGroup(narrow, 0, 0, 3, 3, 1);
        long data = file.Block("##DT", [], [0xF0, 0xFF, 0x01, 0, 0x50, 0x00, 0x02, 2, 0x00, 0x80, 0x03, 0]);
        ForeignRecording read = Read(file.ToArray(file.DataGroup(group, data, 0)));
        Assert.Equal([-1, double.NaN, -2048], read.Find("narrow").Samples.ToArray());
        Assert.Equal([0xFF01, 0x0002, 0x8003], read.Find("big").Samples.ToArray());
    }

    [Theory]
    [InlineData(1, new double[] { 5, 2 }, "5 7 9 11 13")]
    [InlineData(2, new double[] { 0, 1, 6, 0, 0, 2 }, "3 3.5 4 4.5 5")]
    [InlineData(2, new double[] { 1, 0, 0, 0, 0, 1 }, "0 1 4 9 16")]
    [InlineData(4, new double[] { 1, 10, 3, 20 }, "10 10 15 20 20")]
    [InlineData(5, new double[] { 1, 10, 3, 20 }, "10 10 10 20 20")]
    [InlineData(6, new double[] { 1, 2, 7, 4, 9, 8, -1 }, "-1 7 7 -1 8")]
    public void Conversions_give_what_the_standard_says(byte kind, double[] values, string expected)
    {
        MdfBuilder file = new();
        long channel = file.Channel("x", (0, 0, 0, 8), 0, file.Conversion(kind, values));
        long group = file.ChannelGroup(channel, 0, 0, 5, 1, 0);
        byte[] bytes = file.ToArray(file.DataGroup(group, file.Block("##DT", [], [0, 1, 2, 3, 4]), 0));
        Assert.Equal(expected, string.Join(' ', Read(bytes).Find("x").Samples.ToArray()));
    }

    [Fact]
    public void Compressed_and_transposed_blocks_in_lists_form_one_stream()
    {
        Assert.Equal(
            [.. Enumerable.Range(0, 300).Select(i => i * 1.5)], Read(Compressed()).Find("x").Samples.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void A_file_that_was_not_finalised_is_counted_anew(int bytesLost)
    {
        // Flags 1 and 4: cycle counters and the length of the last data block are not up to date.
        ForeignRecording file = Read(Unsorted("UnFinMF ", 5)[..^bytesLost]);
        Assert.Equal([1, 2, 3], file.Find("a").Samples.ToArray());
        Assert.Equal(bytesLost == 0 ? [-1000, 1000] : [-1000.0], file.Find("b").Samples.ToArray());
        Assert.Contains("counted anew", file.Notes[0], StringComparison.Ordinal);
    }

    [Fact]
    public void What_only_the_loggers_own_tool_can_mend_is_refused()
    {
        MdfBuilder file = new("UnFinMF ", 1, 4);
        RecordingException e = Assert.Throws<RecordingException>(() => Read(file.ToArray(0)));
        Assert.Contains("only the tool of the logger's maker can", e.Message, StringComparison.Ordinal);
    }

    internal static byte[] Compressed()
    {
        MdfBuilder file = new();
        static byte[] Rows(int first, int count) =>
            [.. Enumerable.Range(first, count).SelectMany(i => BitConverter.GetBytes(i * 1.5))];
        long channel = file.Channel("x", (4, 0, 0, 64), 0);
        long group = file.ChannelGroup(channel, 0, 0, 300, 8, 0);
        static byte[] Offsets(params long[] at) =>
            [0, 0, 0, 0, (byte)at.Length, 0, 0, 0, .. at.SelectMany(BitConverter.GetBytes)];
        long second = file.Block("##DL", [0, file.Block("##DT", [], Rows(250, 50))], Offsets(2000));
        long first = file.Block(
            "##DL", [second, file.Compressed(Rows(0, 100)), file.Compressed(Rows(100, 150), 8)], Offsets(0, 800));
        return file.ToArray(file.DataGroup(group, file.Block("##HL", [first], new byte[8]), 0));
    }

    internal static byte[] Unsorted(string id, ushort flags)
    {
        MdfBuilder file = new(id, flags);
        bool isOpen = flags != 0;
        long time = file.Channel("t", (4, 0, 0, 64), 0, kind: 2);
        long second = file.ChannelGroup(file.Channel("b", (3, 0, 0, 16), 0), 0, 2, isOpen ? 0 : 2u, 2, 0);
        long first = file.ChannelGroup(file.Channel("a", (0, 0, 8, 8), time), second, 1, isOpen ? 0 : 3u, 9, 0);
        static byte[] A(double seconds, byte value) => [1, .. BitConverter.GetBytes(seconds), value];
        byte[] records = [.. A(0, 1), 2, 0xFC, 0x18, .. A(0.001, 2), .. A(0.002, 3), 2, 0x03, 0xE8];
        long dataAt = file.DataGroup(first, 0, 1);
        long data = file.Block("##DT", [], records);
        byte[] bytes = file.ToArray(dataAt);
        BitConverter.TryWriteBytes(bytes.AsSpan((int)dataAt + 24 + 16), data);
        if (isOpen)
        {
            BitConverter.TryWriteBytes(bytes.AsSpan((int)data + 8), 24L);
        }

        return bytes;
    }

    private ForeignRecording Read(byte[] bytes)
    {
        string path = _folder.File("file.mf4");
        File.WriteAllBytes(path, bytes);
        return ForeignFile.Read(path);
    }
}
